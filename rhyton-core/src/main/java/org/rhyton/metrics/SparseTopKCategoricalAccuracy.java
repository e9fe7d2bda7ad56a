package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often the target, a class number, is among the k largest outputs. Keras: {@code SparseTopKCategoricalAccuracy}.
 */
public final class SparseTopKCategoricalAccuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param k how many of the largest outputs count
     * @param fromSortedIds whether outputs are class numbers, the likeliest first, rather than probabilities
     */
    public record Config(String name, DType dtype, int k, boolean fromSortedIds) {
        /** The defaults. */
        public Config() {
            this("sparse_top_k_categorical_accuracy", Backend.floatx(), 5, false);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public SparseTopKCategoricalAccuracy() {
        this(new Config());
    }

    public SparseTopKCategoricalAccuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public SparseTopKCategoricalAccuracy name(String newName) {
        return new SparseTopKCategoricalAccuracy(Configs.with(config, "name", newName));
    }

    /** How many of the largest outputs count. */
    public SparseTopKCategoricalAccuracy k(int k) {
        return new SparseTopKCategoricalAccuracy(Configs.with(config, "k", k));
    }

    /** Whether outputs are class numbers, the likeliest first, rather than probabilities. */
    public SparseTopKCategoricalAccuracy fromSortedIds(boolean fromSortedIds) {
        return new SparseTopKCategoricalAccuracy(Configs.with(config, "fromSortedIds", fromSortedIds));
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
        if (!config.fromSortedIds()) return TopK.contains(labels, yPred, config.k());
        Tensor first =
                Ops.slice(yPred, -1, 0, Math.min(config.k(), yPred.shape().size(-1)));
        return Ops.any(Ops.equal(Ops.expandDims(Ops.cast(labels, yPred.dtype()), -1), first), -1);
    }
}
