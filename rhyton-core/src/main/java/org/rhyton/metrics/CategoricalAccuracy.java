package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often the class with the largest output is the one with the largest target. Keras: {@code CategoricalAccuracy}.
 */
public final class CategoricalAccuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("categorical_accuracy", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public CategoricalAccuracy() {
        this(new Config());
    }

    public CategoricalAccuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public CategoricalAccuracy name(String newName) {
        return new CategoricalAccuracy(Configs.with(config, "name", newName));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.equal(Ops.argmax(yTrue, -1), Ops.argmax(yPred, -1));
    }
}
