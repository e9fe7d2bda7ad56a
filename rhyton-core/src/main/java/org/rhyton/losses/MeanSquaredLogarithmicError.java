package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of (log(1 + target) − log(1 + output))² over the last axis; negative numbers count as 1e-7. For targets that
 * span orders of magnitude. Keras: {@code MeanSquaredLogarithmicError}, {@code msle}.
 */
public final class MeanSquaredLogarithmicError extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("mean_squared_logarithmic_error", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public MeanSquaredLogarithmicError() {
        this(new Config());
    }

    public MeanSquaredLogarithmicError(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public MeanSquaredLogarithmicError name(String name) {
        return new MeanSquaredLogarithmicError(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public MeanSquaredLogarithmicError reduction(Reduction reduction) {
        return new MeanSquaredLogarithmicError(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(logarithm(yPred).minus(logarithm(yTrue))), -1);
    }

    private static Tensor logarithm(Tensor x) {
        return Ops.log(Ops.maximum(x, EPSILON).plus(1));
    }
}
