package org.rhyton.metrics;

import java.util.function.BinaryOperator;
import org.rhyton.array.DType;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;

/** The mean of a user's function. A function has no name that a file could hold, so it is not saved. */
final class MeanMetricWrapper extends MeanMetric {
    private final BinaryOperator<Tensor> function;

    MeanMetricWrapper(String name, DType dtype, BinaryOperator<Tensor> function) {
        super(name, dtype);
        this.function = function;
    }

    @Override
    public MeanMetricWrapper name(String newName) {
        return new MeanMetricWrapper(newName, dtype(), function);
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return function.apply(yTrue, yPred);
    }

    @Override
    public Record config() {
        throw new ConfigException(
                "The metric '" + name() + "' was made from a function by Metric.of and cannot be written to a file. To"
                        + " save it, write it as a class: extends MeanMetric, with a nested record"
                        + " Config, and register it as registry.register(MyMetric.class,"
                        + " MyMetric.Config.class, MyMetric::new). Or save the model without its"
                        + " compile options, and compile it again after loading.");
    }

    @Override
    public String toString() {
        return "Metric[name=" + name() + ", dtype=" + dtype() + "]";
    }
}
