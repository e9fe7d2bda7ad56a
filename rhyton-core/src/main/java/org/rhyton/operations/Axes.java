package org.rhyton.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Axes moved and joined, and elements taken along them. */
final class Axes {
    private Axes() {}

    /** Applies a function of the last axis to another one. */
    static Tensor onLast(Tensor x, int axis, UnaryOperator<Tensor> function) {
        int at = x.shape().axis(axis);
        if (at == x.rank() - 1) return function.apply(x);
        return moved(function.apply(moved(x, at, x.rank() - 1)), x.rank() - 1, at);
    }

    /** The axis at one place moved to another, the others in their order. */
    static Tensor moved(Tensor x, int from, int to) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        int axis = x.shape().axis(from);
        order.remove(Integer.valueOf(axis));
        order.add(x.shape().axis(to), axis);
        return Ops.transpose(x, order.stream().mapToInt(each -> each).toArray());
    }

    /** The axes joined into one, which is the last. */
    static Tensor joinedLast(Tensor x, int[] axes) {
        TreeSet<Integer> joined = new TreeSet<>();
        for (int axis : axes) joined.add(x.shape().axis(axis));
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank())
                .filter(axis -> !joined.contains(axis))
                .boxed()
                .toList());
        int kept = order.size();
        order.addAll(joined);
        Tensor moved = Ops.transpose(x, order.stream().mapToInt(each -> each).toArray());
        Shape shape =
                moved.shape().slice(0, kept).append(moved.shape().from(kept).volume());
        return Ops.reshape(moved, shape);
    }

    /** Of each row along the last axis, the elements at the row's indices. */
    static Tensor alongLast(Tensor x, Tensor indices) {
        Dim size = x.dim(-1);
        Shape rows = indices.shape().slice(0, -1);
        Tensor table = Ops.reshape(
                Ops.broadcastTo(x, rows.append(size)), Shape.of(rows.volume().times(size)));
        Tensor first = Ops.arange(rows.volume(), DType.INT64).times(Ops.size(size, DType.INT64));
        Tensor flat = Ops.reshape(positive(indices, size), Shape.of(rows.volume(), indices.dim(-1)));
        Tensor taken = Ops.take(table, flat.plus(Ops.expandDims(first, -1)));
        return Ops.reshape(taken, indices.shape());
    }

    /** The slices of an axis at the indices, whose axes take its place. */
    static Tensor taken(Tensor x, Tensor indices, int axis) {
        int at = x.shape().axis(axis);
        Tensor taken = Ops.take(moved(x, at, 0), positive(indices, x.dim(at)));
        for (int i = 0; i < at; i++) taken = moved(taken, indices.rank() + i, i);
        return taken;
    }

    /** Indices that count from the end, counted from the start. */
    private static Tensor positive(Tensor indices, Dim size) {
        Tensor whole = Ops.cast(indices, DType.INT64);
        Tensor zero = Tensor.of(0, DType.INT64);
        return Ops.where(Ops.less(whole, zero), whole.plus(Ops.size(size, DType.INT64)), whole);
    }
}
