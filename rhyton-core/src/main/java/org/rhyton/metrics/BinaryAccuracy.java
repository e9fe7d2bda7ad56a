package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How often yes-or-no outputs are right: 1 when above the threshold, else 0. Keras: {@code BinaryAccuracy}.
 */
public final class BinaryAccuracy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param threshold the probability above which an output counts as yes
     */
    public record Config(String name, DType dtype, double threshold) {
        /** The defaults. */
        public Config() {
            this("binary_accuracy", Backend.floatx(), 0.5);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public BinaryAccuracy() {
        this(new Config());
    }

    public BinaryAccuracy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public BinaryAccuracy name(String newName) {
        return new BinaryAccuracy(Configs.with(config, "name", newName));
    }

    /** The probability above which an output counts as yes. */
    public BinaryAccuracy threshold(double threshold) {
        return new BinaryAccuracy(Configs.with(config, "threshold", threshold));
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
        SameRank both = SameRank.of(yTrue, yPred);
        Tensor decided = Ops.greater(both.second(), config.threshold());
        return Ops.equal(both.first(), Ops.cast(decided, yTrue.dtype()));
    }
}
