package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of max(highest output of a wrong class − output of the right class + 1, 0). Keras:
 * {@code CategoricalHinge}.
 */
public final class CategoricalHinge extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("categorical_hinge", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public CategoricalHinge() {
        this(new Config());
    }

    public CategoricalHinge(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public CategoricalHinge name(String newName) {
        return new CategoricalHinge(Configs.with(config, "name", newName));
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
        return ofLoss(new org.rhyton.losses.CategoricalHinge(), yTrue, yPred);
    }
}
