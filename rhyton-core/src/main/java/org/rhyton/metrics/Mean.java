package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The weighted mean of given values; {@code fit} keeps the loss in one. Keras: {@code Mean}. */
public final class Mean extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("mean", Backend.floatx());
        }
    }

    private final Config config;
    private final RunningMean mean;

    /** The metric with defaults throughout. */
    public Mean() {
        this(new Config());
    }

    public Mean(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.mean = new RunningMean(addVariable("total", Shape.SCALAR), addVariable("count", Shape.SCALAR));
    }

    @Override
    public Mean name(String newName) {
        return new Mean(Configs.with(config, "name", newName));
    }

    /**
     * Takes in values.
     *
     * @param values a number, or one or several for each sample
     * @param sampleWeight a weight for each; null for 1 throughout
     */
    public void updateValues(Tensor values, @Nullable Tensor sampleWeight) {
        mean.update(values, sampleWeight);
    }

    /** Not for this metric, which does not compare: {@link #updateValues} takes values. */
    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        throw Sum.notComparing(this);
    }

    @Override
    public Tensor result() {
        return mean.result();
    }

    @Override
    public Config config() {
        return config;
    }
}
