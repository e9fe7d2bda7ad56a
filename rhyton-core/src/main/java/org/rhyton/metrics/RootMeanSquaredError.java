package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The square root of the mean of (target − output)². Keras: {@code RootMeanSquaredError}. */
public final class RootMeanSquaredError extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("root_mean_squared_error", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public RootMeanSquaredError() {
        this(new Config());
    }

    public RootMeanSquaredError(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public RootMeanSquaredError name(String newName) {
        return new RootMeanSquaredError(Configs.with(config, "name", newName));
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank both = SameRank.of(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()));
        return Ops.square(both.second().minus(both.first()));
    }

    @Override
    public Tensor result() {
        return Ops.sqrt(super.result());
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public Config config() {
        return config;
    }
}
