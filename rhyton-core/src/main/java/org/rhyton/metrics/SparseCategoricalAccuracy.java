package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often the class with the largest output is the target, a class number. Keras:
 * {@code SparseCategoricalAccuracy}.
 */
public final class SparseCategoricalAccuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("sparse_categorical_accuracy", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public SparseCategoricalAccuracy() {
        this(new Config());
    }

    public SparseCategoricalAccuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public SparseCategoricalAccuracy name(String newName) {
        return new SparseCategoricalAccuracy(Configs.with(config, "name", newName));
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
        boolean column = yTrue.rank() == yPred.rank() && yTrue.dim(-1).is(1);
        Tensor labels = column ? Ops.squeeze(yTrue, -1) : yTrue;
        Tensor matches = Ops.equal(Ops.cast(labels, DType.INT64), Ops.argmax(yPred, -1));
        return matches.rank() > 1 && matches.dim(-1).is(1) ? Ops.squeeze(matches, -1) : matches;
    }
}
