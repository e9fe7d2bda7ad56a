package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Configs;

/** The weighted sum of given values. Keras: {@code Sum}. */
public final class Sum extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("sum", Backend.floatx());
        }
    }

    private final Config config;
    private final Variable total;

    /** The metric with defaults throughout. */
    public Sum() {
        this(new Config());
    }

    public Sum(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.total = addVariable("total", Shape.SCALAR);
    }

    @Override
    public Sum name(String newName) {
        return new Sum(Configs.with(config, "name", newName));
    }

    /**
     * Takes in values.
     *
     * @param values a number, or one or several for each sample
     * @param sampleWeight a weight for each; null for 1 throughout
     */
    public void updateValues(Tensor values, @Nullable Tensor sampleWeight) {
        total.assignAdd(Ops.sum(
                RunningMean.Samples.of(values, sampleWeight, dtype(), Ops::sum).values()));
    }

    /** Not for this metric, which does not compare: {@link #updateValues} takes values. */
    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        throw notComparing(this);
    }

    static UnsupportedOperationException notComparing(Metric metric) {
        return new UnsupportedOperationException("The metric '" + metric.name() + "' of class " + metric.className()
                + " gathers values and does not compare targets with outputs, so it cannot be given to compile. Call"
                + " its updateValues(values, sampleWeight), or give compile a metric of targets and outputs:"
                + " MeanSquaredError, or Metric.of(name, (yTrue, yPred) -> ...) for the mean of your own function.");
    }

    @Override
    public Tensor result() {
        return total.read();
    }

    @Override
    public Config config() {
        return config;
    }
}
