package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean of (target − output)². Keras: {@code MeanSquaredError}, {@code mse}. */
public final class MeanSquaredError extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("mean_squared_error", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public MeanSquaredError() {
        this(new Config());
    }

    public MeanSquaredError(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public MeanSquaredError name(String newName) {
        return new MeanSquaredError(Configs.with(config, "name", newName));
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
        return ofLoss(new org.rhyton.losses.MeanSquaredError(), yTrue, yPred);
    }
}
