package org.rhyton.metrics;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/**
 * How often which class was taken for which: row is the target, column the output.
 *
 * @param matrix of shape {@code (classes, classes)}
 */
record ConfusionMatrix(int classes, Variable matrix) {

    static Shape shape(int classes) {
        return Shape.of(classes, classes);
    }

    static List<Integer> classes(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    static List<Integer> requireClasses(List<Integer> ids, int classes) {
        if (ids.isEmpty()) throw new IllegalArgumentException("targetClassIds must not be empty");
        int highest = Collections.max(ids);
        int lowest = Collections.min(ids);
        if (lowest < 0 || highest >= classes) {
            throw new IllegalArgumentException(
                    "targetClassIds must be from 0 to " + (classes - 1) + " with " + classes + " classes, got " + ids);
        }
        return List.copyOf(ids);
    }

    /** Takes in class numbers; numbers that no class has do not count. */
    void update(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight, @Nullable Integer ignoreClass) {
        DType dtype = matrix.dtype();
        Tensor target = row(Ops.cast(yTrue, DType.INT64));
        Tensor output = row(Ops.cast(yPred, DType.INT64));
        Tensor counts = Ops.logicalAnd(exists(target), exists(output));
        if (ignoreClass != null) {
            counts = Ops.logicalAnd(counts, Ops.notEqual(target, Tensor.of(ignoreClass, DType.INT64)));
        }
        Tensor weight = sampleWeight == null ? Ops.ones(target.shape(), dtype) : Ops.cast(sampleWeight, dtype);
        Tensor weights = Ops.broadcastTo(weight.rank() > 1 ? row(weight) : weight, target.shape());
        Tensor cell = target.times(classes).plus(output);
        Tensor seen = Ops.scatterAdd(
                Ops.where(counts, cell, Ops.zerosLike(cell)),
                Ops.where(counts, weights, Ops.zerosLike(weights)),
                Shape.of(classes * classes));
        matrix.assignAdd(Ops.reshape(seen, shape(classes)));
    }

    private static Tensor row(Tensor x) {
        return x.rank() == 1 ? x : Ops.reshape(x, Shape.of(x.shape().volume()));
    }

    private Tensor exists(Tensor labels) {
        return Ops.logicalAnd(
                Ops.greaterEqual(labels, Tensor.of(0, DType.INT64)), Ops.less(labels, Tensor.of(classes, DType.INT64)));
    }

    /** The mean of overlap / union over those of the given classes that have been seen. Keras computes it in float32. */
    Tensor meanIoU(List<Integer> targetClasses) {
        Tensor seen = matrix.read();
        Tensor diagonal = Ops.sum(seen.times(Ops.eye(classes, seen.dtype())), 0);
        Tensor union = Ops.sum(seen, 0).plus(Ops.sum(seen, 1)).minus(diagonal);
        Tensor ids = Tensor.of(
                NDArray.of(targetClasses.stream().mapToInt(Integer::intValue).toArray()));
        Tensor overlap = Ops.cast(Ops.take(diagonal, ids), DType.FLOAT32);
        Tensor size = Ops.cast(Ops.take(union, ids), DType.FLOAT32);
        Tensor valid = Ops.greater(size, 1e-9);
        Tensor share = overlap.dividedBy(size.plus(Metric.EPSILON));
        Tensor sum = Ops.sum(Ops.where(valid, share, Ops.zerosLike(share)));
        return sum.dividedBy(Ops.sum(Ops.cast(valid, DType.FLOAT32)).plus(Metric.EPSILON));
    }
}
