package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of max(1 − target · output, 0)² over the last axis. Targets are −1 and 1; a batch of zeros and ones is taken
 * as such. Keras: {@code SquaredHinge}.
 */
public final class SquaredHinge extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("squared_hinge", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public SquaredHinge() {
        this(new Config());
    }

    public SquaredHinge(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public SquaredHinge name(String name) {
        return new SquaredHinge(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public SquaredHinge reduction(Reduction reduction) {
        return new SquaredHinge(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(Hinge.shortfall(yTrue, yPred)), -1);
    }
}
