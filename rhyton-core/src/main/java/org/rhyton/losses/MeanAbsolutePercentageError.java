package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * 100 times the mean of |target − output| / |target| over the last axis; targets nearer to 0 than 1e-7 count as that.
 * Keras: {@code MeanAbsolutePercentageError}, {@code mape}.
 */
public final class MeanAbsolutePercentageError extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("mean_absolute_percentage_error", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public MeanAbsolutePercentageError() {
        this(new Config());
    }

    public MeanAbsolutePercentageError(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public MeanAbsolutePercentageError name(String name) {
        return new MeanAbsolutePercentageError(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public MeanAbsolutePercentageError reduction(Reduction reduction) {
        return new MeanAbsolutePercentageError(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor size = Ops.maximum(Ops.absolute(yTrue), EPSILON);
        return Ops.mean(Ops.absolute(yTrue.minus(yPred).dividedBy(size)), -1).times(100);
    }
}
