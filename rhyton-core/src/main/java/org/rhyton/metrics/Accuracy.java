package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often outputs are equal to targets. For outputs that are probabilities see {@link BinaryAccuracy},
 * {@link CategoricalAccuracy} and {@link SparseCategoricalAccuracy}; the name "accuracy" in {@code compile} means one of
 * these. Keras: {@code Accuracy}.
 */
public final class Accuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("accuracy", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public Accuracy() {
        this(new Config());
    }

    public Accuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public Accuracy name(String newName) {
        return new Accuracy(Configs.with(config, "name", newName));
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
        SameRank both = SameRank.of(Ops.cast(yTrue, yPred.dtype()), yPred);
        return Ops.equal(both.first(), both.second());
    }
}
