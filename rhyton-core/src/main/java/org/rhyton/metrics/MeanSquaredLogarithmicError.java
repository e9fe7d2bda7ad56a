package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of (log(1 + target) − log(1 + output))². Keras: {@code MeanSquaredLogarithmicError}, {@code msle}.
 */
public final class MeanSquaredLogarithmicError extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("mean_squared_logarithmic_error", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public MeanSquaredLogarithmicError() {
        this(new Config());
    }

    public MeanSquaredLogarithmicError(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public MeanSquaredLogarithmicError name(String newName) {
        return new MeanSquaredLogarithmicError(Configs.with(config, "name", newName));
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return ofLoss(new org.rhyton.losses.MeanSquaredLogarithmicError(), yTrue, yPred);
    }
}
