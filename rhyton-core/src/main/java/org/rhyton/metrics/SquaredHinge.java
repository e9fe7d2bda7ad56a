package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean of max(1 − target · output, 0)², for targets −1 and 1. Keras: {@code SquaredHinge}. */
public final class SquaredHinge extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("squared_hinge", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public SquaredHinge() {
        this(new Config());
    }

    public SquaredHinge(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public SquaredHinge name(String newName) {
        return new SquaredHinge(Configs.with(config, "name", newName));
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
        return ofLoss(new org.rhyton.losses.SquaredHinge(), yTrue, yPred);
    }
}
