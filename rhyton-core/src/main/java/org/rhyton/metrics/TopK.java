package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Which outputs are among the k largest of their sample. */
final class TopK {
    private TopK() {}

    /**
     * Whether the output of a class is among the k largest; equal ones at the border all are. Where an output is no finite
     * number, or there is no such class, the answer is no. TensorFlow: {@code in_top_k}.
     *
     * @param labels class numbers, of the outputs' shape without the last axis
     */
    static Tensor contains(Tensor labels, Tensor outputs, int k) {
        int classes = outputs.shape().size(-1);
        Tensor label = Ops.cast(labels, DType.INT64);
        Tensor mine = Ops.expandDims(Ops.takeAlongLast(outputs, label), -1);
        Tensor larger = Ops.sum(Ops.cast(Ops.greater(outputs, mine), DType.INT64), -1);
        Tensor exists = Ops.logicalAnd(
                Ops.greaterEqual(label, Tensor.of(0, DType.INT64)), Ops.less(label, Tensor.of(classes, DType.INT64)));
        Tensor known = Ops.logicalAnd(exists, Ops.all(Ops.isFinite(outputs), -1));
        return Ops.logicalAnd(known, Ops.less(larger, Tensor.of(k, DType.INT64)));
    }

    /** True for the k largest outputs along the last axis, of equal ones for the first. */
    static Tensor mask(Tensor outputs, int k) {
        Tensor order = Ops.argsort(outputs, true);
        Tensor place = Ops.argsort(order, false);
        return Ops.less(place, Tensor.of(k, place.dtype()));
    }
}
