package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean of |target − output| over the last axis. Keras: {@code MeanAbsoluteError}, {@code mae}. */
public final class MeanAbsoluteError extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("mean_absolute_error", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public MeanAbsoluteError() {
        this(new Config());
    }

    public MeanAbsoluteError(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public MeanAbsoluteError name(String name) {
        return new MeanAbsoluteError(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public MeanAbsoluteError reduction(Reduction reduction) {
        return new MeanAbsoluteError(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.absolute(yTrue.minus(yPred)), -1);
    }
}
