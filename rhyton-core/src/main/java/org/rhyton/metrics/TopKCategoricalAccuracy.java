package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often the class with the largest target is among the k largest outputs. Keras: {@code TopKCategoricalAccuracy}.
 */
public final class TopKCategoricalAccuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param k how many of the largest outputs count
     */
    public record Config(String name, DType dtype, int k) {
        /** The defaults. */
        public Config() {
            this("top_k_categorical_accuracy", Backend.floatx(), 5);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public TopKCategoricalAccuracy() {
        this(new Config());
    }

    public TopKCategoricalAccuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public TopKCategoricalAccuracy name(String newName) {
        return new TopKCategoricalAccuracy(Configs.with(config, "name", newName));
    }

    /** How many of the largest outputs count. */
    public TopKCategoricalAccuracy k(int k) {
        return new TopKCategoricalAccuracy(Configs.with(config, "k", k));
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
        return TopK.contains(Ops.argmax(yTrue, -1), yPred, config.k());
    }
}
