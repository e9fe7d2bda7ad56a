package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.ShapeException;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Targets that are yes or no beside outputs that are probabilities, with weights.
 *
 * @param weights stretched to the outputs' shape; null for 1 throughout
 */
record Decisions(Tensor targets, Tensor outputs, @Nullable Tensor weights) {
    /** An output below every threshold. */
    static final double NEVER = -1e10;

    static Decisions of(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight, DType dtype) {
        SameRank both = SameRank.of(Ops.cast(yPred, dtype), Ops.cast(yTrue, dtype));
        Tensor outputs = both.first();
        Tensor targets = both.second();
        if (!targets.shape().accepts(outputs.shape()) && !outputs.shape().accepts(targets.shape())) {
            throw new ShapeException(
                    "targets and outputs that are yes or no must be of one shape; got targets of shape "
                            + yTrue.shape() + " and outputs of shape " + yPred.shape()
                            + ". Class numbers become rows of zeros and a one by Ops.oneHot");
        }
        if (sampleWeight == null) return new Decisions(targets, outputs, null);
        Tensor column = Ops.expandDims(Ops.cast(sampleWeight, dtype), -1);
        return new Decisions(
                targets, outputs, SameRank.of(targets, column, false).second());
    }

    /** Only the k largest outputs of each sample are kept above the thresholds. */
    Decisions topK(int k) {
        Tensor kept = TopK.mask(outputs, k);
        return new Decisions(targets, Ops.where(kept, outputs, Tensor.of(NEVER, outputs.dtype())), weights);
    }

    /** The decisions on one class. */
    Decisions ofClass(int classId) {
        if (outputs.rank() == 1) {
            throw new ShapeException(
                    "classId " + classId + " needs outputs of shape (batch, classes); got " + outputs.shape());
        }
        return new Decisions(
                Ops.slice(targets, -1, classId, classId + 1), Ops.slice(outputs, -1, classId, classId + 1), weights);
    }

    /** The same decisions with each label's weight multiplied in. */
    Decisions weighted(Tensor labelWeights) {
        return new Decisions(targets, outputs, weights == null ? labelWeights : weights.times(labelWeights));
    }

    /** All in one row, so that labels count alike. */
    Decisions flat() {
        return new Decisions(
                row(targets), row(outputs), weights == null ? null : row(Ops.broadcastTo(weights, outputs.shape())));
    }

    private static Tensor row(Tensor x) {
        return Ops.reshape(x, org.rhyton.array.Shape.of(x.shape().volume()));
    }
}
