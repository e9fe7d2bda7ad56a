package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of output − target · log(output + 1e-7) over the last axis, for outputs that are expected counts. Keras:
 * {@code Poisson}.
 */
public final class Poisson extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("poisson", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Poisson() {
        this(new Config());
    }

    public Poisson(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Poisson name(String name) {
        return new Poisson(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Poisson reduction(Reduction reduction) {
        return new Poisson(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(yPred.minus(yTrue.times(Ops.log(yPred.plus(EPSILON)))), -1);
    }
}
