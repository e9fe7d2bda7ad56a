package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Reduction;
import org.rhyton.losses.Weighting;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * A metric that is the weighted mean of a value for each sample; its variables are {@code total} and {@code count}.
 * Keras: {@code MeanMetricWrapper}.
 */
public abstract class MeanMetric extends Metric {
    private final RunningMean mean;

    @SuppressWarnings("this-escape") // addVariable is final and overtakes nothing of a subclass
    protected MeanMetric(String name, DType dtype) {
        super(name, dtype);
        this.mean = new RunningMean(addVariable("total", Shape.SCALAR), addVariable("count", Shape.SCALAR));
    }

    /** The value of each sample or element. */
    protected abstract Tensor values(Tensor yTrue, Tensor yPred);

    @Override
    public final void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        Tensor weights = Weighting.masked(sampleWeight, yPred.mask(), dtype(), Reduction.SUM);
        mean.update(values(yTrue, yPred), weights);
    }

    @Override
    public Tensor result() {
        return mean.result();
    }

    /** What a loss gives for each sample. */
    static Tensor ofLoss(Loss loss, Tensor yTrue, Tensor yPred) {
        return loss.call(yTrue, yPred.dtype().isFloating() ? yPred : Ops.cast(yPred, DType.FLOAT32));
    }
}
