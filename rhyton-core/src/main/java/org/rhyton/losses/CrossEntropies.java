package org.rhyton.losses;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The cross-entropies' common mathematics.
 *
 * <p>Outputs that come straight from a softmax or sigmoid are not used: the loss is computed from what went into it, with
 * a derivative that is plain {@code probability − target} and does not vanish where the probability rounds to 0 or 1.
 * Keras does so within {@code fit}.
 */
final class CrossEntropies {
    private CrossEntropies() {}

    /** −Σ target · log softmax(logits) along an axis. */
    static Tensor softmax(Tensor target, Tensor logits, int axis) {
        Tensor logarithm = Ops.logSoftmax(logits, axis);
        return softmax(Ops.sum(target.times(logarithm), axis).negate(), target, logits, logarithm, axis);
    }

    /** −log softmax(logits) at the class number of each row of the last axis. */
    static Tensor sparseSoftmax(Tensor labels, Tensor logits) {
        Tensor hot = Ops.oneHot(labels, logits.shape().size(-1), logits.dtype());
        Tensor logarithm = Ops.logSoftmax(logits);
        Tensor value =
                Ops.sum(Ops.where(hot, logarithm, Ops.zerosLike(logarithm)), -1).negate();
        return softmax(value, hot, logits, logarithm, -1);
    }

    /** The derivative by the logits is softmax − target whether or not the targets sum to 1, as in TensorFlow. */
    private static Tensor softmax(Tensor value, Tensor target, Tensor logits, Tensor logarithm, int axis) {
        return Ops.customGradient(value, List.of(logits, target), gradient -> {
            Tensor each = Ops.expandDims(gradient, axis);
            return Arrays.<@Nullable Tensor>asList(
                    each.times(Ops.exp(logarithm).minus(target)),
                    each.times(logarithm).negate());
        });
    }

    /** −(target · log sigmoid(logits) + (1 − target) · log(1 − sigmoid(logits))). */
    static Tensor sigmoid(Tensor target, Tensor logits) {
        return Ops.softplus(logits).minus(target.times(logits));
    }

    /** The binary cross-entropy of each element, of probabilities or logits. */
    static Tensor binary(String loss, Tensor target, Tensor output, boolean fromLogits) {
        requireSameShape(loss, target, output, "");
        Tensor logits = fromLogits ? output : Ops.sigmoidInput(output);
        if (logits != null) return sigmoid(target, logits);
        Tensor probability = Ops.clip(output, AlignedLoss.EPSILON, 1 - AlignedLoss.EPSILON);
        Tensor ones = Ops.log(probability);
        Tensor zeros = Ops.log(one(probability).minus(probability));
        return target.times(ones).plus(one(target).minus(target).times(zeros)).negate();
    }

    static Tensor one(Tensor like) {
        return Tensor.of(1, like.dtype());
    }

    /** Probabilities that sum to 1 along an axis, none of them quite 0 or 1. */
    static Tensor normalized(Tensor output, int axis) {
        Tensor sum = Ops.keepDims(Ops.sum(output, axis), output, axis);
        return Ops.clip(output.dividedBy(sum), AlignedLoss.EPSILON, 1 - AlignedLoss.EPSILON);
    }

    /** Targets moved a little from 0 and 1 towards an even distribution over the classes. */
    static Tensor smoothedClasses(Tensor target, double smoothing) {
        if (smoothing == 0) return target;
        Tensor share = Tensor.of(smoothing, target.dtype()).dividedBy(Ops.size(target.dim(-1), target.dtype()));
        return target.times(1 - smoothing).plus(share);
    }

    /** Targets moved a little from 0 and 1 towards one half. */
    static Tensor smoothedHalves(Tensor target, double smoothing) {
        return smoothing == 0 ? target : target.times(1 - smoothing).plus(0.5 * smoothing);
    }

    static void requireSameShape(String loss, Tensor target, Tensor output, String hint) {
        boolean fits = target.rank() > 0
                && target.rank() == output.rank()
                && (target.shape().accepts(output.shape()) || output.shape().accepts(target.shape()));
        if (fits) return;
        throw new ShapeException(loss + " compares targets and outputs of one shape; got targets of shape "
                + target.shape() + " and outputs of shape " + output.shape() + "." + hint);
    }

    static double requireSmoothing(double smoothing) {
        if (smoothing >= 0 && smoothing <= 1) return smoothing;
        throw new IllegalArgumentException("label smoothing must be from 0 to 1, got " + smoothing);
    }
}
