package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The Kullback-Leibler divergence Σ target · log(target / output) over the last axis, both limited to [1e-7, 1]. Keras:
 * {@code KLDivergence}, {@code kld}.
 */
public final class KLDivergence extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("kl_divergence", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public KLDivergence() {
        this(new Config());
    }

    public KLDivergence(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public KLDivergence name(String name) {
        return new KLDivergence(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public KLDivergence reduction(Reduction reduction) {
        return new KLDivergence(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor target = Ops.clip(yTrue, EPSILON, 1);
        Tensor output = Ops.clip(yPred, EPSILON, 1);
        return Ops.sum(target.times(Ops.log(target.dividedBy(output))), -1);
    }
}
