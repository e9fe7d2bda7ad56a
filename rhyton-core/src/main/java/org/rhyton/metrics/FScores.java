package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** What F-scores gather: four variables, one number a class unless all classes are taken together. */
record FScores(
        @Nullable Average average,
        Variable truePositives,
        Variable falsePositives,
        Variable falseNegatives,
        Variable intermediateWeights) {

    static FScores of(Counts.Adding adding, Tensor yTrue, Tensor yPred, @Nullable Average average) {
        boolean fits = yTrue.rank() == 2 && yPred.rank() == 2 && yPred.dim(1).isKnown();
        if (!fits) {
            throw new ShapeException(
                    "F-scores take targets and outputs of shape (batch, classes); got targets of shape "
                            + yTrue.shape() + " and outputs of shape " + yPred.shape()
                            + ". Class numbers become rows of zeros and a one by Ops.oneHot");
        }
        Shape shape =
                average == Average.MICRO ? Shape.SCALAR : Shape.of(yPred.shape().size(1));
        return new FScores(
                average,
                adding.add("true_positives", shape),
                adding.add("false_positives", shape),
                adding.add("false_negatives", shape),
                adding.add("intermediate_weights", shape));
    }

    static IllegalStateException unseen(String metric) {
        return new IllegalStateException(
                "the metric '" + metric + "' learns its shape from its first batch, and has seen"
                        + " none yet; call updateState before result");
    }

    static void requireBeta(double beta) {
        if (!(beta > 0)) throw new IllegalArgumentException("beta must be above 0, got " + beta);
    }

    static void requireThreshold(@Nullable Double threshold) {
        if (threshold != null && !(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be above 0 and at most 1, got " + threshold);
        }
    }

    void update(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight, @Nullable Double threshold) {
        Tensor claimed = Ops.cast(threshold == null ? largest(yPred) : Ops.greater(yPred, threshold), yPred.dtype());
        Tensor one = Ops.onesLike(yPred);
        Tensor weight = sampleWeight == null ? one : Ops.expandDims(Ops.cast(sampleWeight, yPred.dtype()), 1);
        truePositives.assignAdd(sum(claimed.times(yTrue).times(weight)));
        falsePositives.assignAdd(sum(claimed.times(one.minus(yTrue)).times(weight)));
        falseNegatives.assignAdd(sum(one.minus(claimed).times(yTrue).times(weight)));
        intermediateWeights.assignAdd(sum(yTrue.times(weight)));
    }

    private static Tensor largest(Tensor yPred) {
        Tensor max = Ops.keepDims(Ops.max(yPred, -1), yPred, -1);
        return Ops.logicalAnd(Ops.greaterEqual(yPred, max), Ops.greater(Ops.absolute(yPred), 1e-9));
    }

    private Tensor sum(Tensor x) {
        return average == Average.MICRO ? Ops.sum(x) : Ops.sum(x, 0);
    }

    Tensor result(double beta) {
        Tensor found = truePositives.read();
        Tensor precision = found.dividedBy(found.plus(falsePositives.read()).plus(Metric.EPSILON));
        Tensor recall = found.dividedBy(found.plus(falseNegatives.read()).plus(Metric.EPSILON));
        Tensor both = precision.times(beta * beta).plus(recall).plus(Metric.EPSILON);
        Tensor scores = precision.times(recall).dividedBy(both).times(1 + beta * beta);
        return switch (average) {
            case null -> scores;
            case MICRO, MACRO -> Ops.mean(scores);
            case WEIGHTED -> {
                Tensor weights = intermediateWeights.read();
                yield Ops.sum(scores.times(weights.dividedBy(Ops.sum(weights).plus(Metric.EPSILON))));
            }
        };
    }
}
