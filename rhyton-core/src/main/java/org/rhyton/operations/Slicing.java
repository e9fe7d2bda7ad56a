package org.rhyton.operations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Index;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** What stands between Python's brackets after a tensor: {@code x[:, 0, ..., None]}. */
final class Slicing {
    private Slicing() {}

    /**
     * The part of x.
     *
     * @param key a number, an {@link Index}, null for a new axis, a tensor of positions, or a list of such, one for each axis
     */
    static Tensor item(Tensor x, @Nullable Object key) {
        List<@Nullable Object> keys = new ArrayList<>();
        if (key instanceof List<?> list) keys.addAll(list);
        else keys.add(key);
        Tensor result = x;
        int axis = 0;
        long named = keys.stream().filter(each -> takesAxis(each)).count();
        for (Object each : keys) {
            switch (each) {
                case null -> result = Ops.expandDims(result, axis++);
                case Index.NewAxis newAxis -> result = Ops.expandDims(result, axis++);
                case Index.Ellipsis ellipsis -> axis += Math.max(0, x.rank() - (int) named);
                case Number position -> result = Ops.get(result, axis, position.intValue());
                case Index.At at -> result = Ops.get(result, axis, at.position());
                case Index.Slice slice -> {
                    result = sliced(result, axis, slice);
                    axis++;
                }
                case Tensor positions
                when positions.dtype().isInteger() -> {
                    result = Axes.taken(result, positions, axis);
                    axis += positions.rank();
                }
                default ->
                    throw new OperationException(
                            "GetItem takes numbers, slices, ..., None and tensors of whole numbers," + " got " + each);
            }
        }
        return result;
    }

    private static boolean takesAxis(@Nullable Object key) {
        return key != null && !(key instanceof Index.NewAxis) && !(key instanceof Index.Ellipsis);
    }

    private static Tensor sliced(Tensor x, int axis, Index.Slice slice) {
        Integer start = slice.start();
        Integer stop = slice.stop();
        boolean isWhole = start == null && stop == null;
        if (slice.step() < 0) {
            Tensor flipped = isWhole ? Ops.flip(x, axis) : backwards(x, axis, slice);
            return Ops.stride(flipped, axis, -slice.step());
        }
        Dim size = x.dim(axis);
        Dim first = start == null ? Dim.of(0) : bound(start, size);
        Dim end = stop == null ? size : bound(stop, size);
        Dim length = end.minus(first);
        if (length.isKnown() && length.value() < 0) length = Dim.of(0);
        Tensor part = isWhole ? x : Ops.slice(x, axis, first, length);
        return slice.step() == 1 ? part : Ops.stride(part, axis, slice.step());
    }

    private static Dim bound(int bound, Dim size) {
        if (size.isKnown()) return Dim.of(Math.clamp(bound < 0 ? (long) bound + size.value() : bound, 0, size.value()));
        return bound < 0 ? size.plus(bound) : Dim.of(bound);
    }

    /** From start down to after stop, each element once. */
    private static Tensor backwards(Tensor x, int axis, Index.Slice slice) {
        if (!x.dim(axis).isKnown()) {
            throw new OperationException("an axis whose size varies is taken backwards as a whole, with ::-1");
        }
        int size = x.dim(axis).value();
        Integer from = slice.start();
        Integer to = slice.stop();
        int first = from == null ? size - 1 : Math.clamp(from < 0 ? from + size : from, -1, size - 1);
        int end = to == null ? -1 : Math.clamp(to < 0 ? to + size : to, -1, size - 1);
        Tensor part = Ops.slice(x, axis, Dim.of(Math.min(end + 1, size)), Dim.of(Math.max(0, first - end)));
        return Ops.flip(part, axis);
    }
}
