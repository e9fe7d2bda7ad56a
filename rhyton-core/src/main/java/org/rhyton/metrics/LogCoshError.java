package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean of log cosh(output − target). Keras: {@code LogCoshError}. */
public final class LogCoshError extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("logcosh", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public LogCoshError() {
        this(new Config());
    }

    public LogCoshError(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public LogCoshError name(String newName) {
        return new LogCoshError(Configs.with(config, "name", newName));
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
        return ofLoss(new org.rhyton.losses.LogCosh(), yTrue, yPred);
    }
}
