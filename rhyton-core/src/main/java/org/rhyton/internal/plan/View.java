package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Op;

/**
 * How an array of some shape lies in a value: its element (i, j, …) is element {@code offset + i·strides[0] +
 * j·strides[1] + …}. Transposing, slicing, stretching and mostly reshaping are views: they move nothing.
 */
record View(Value value, Shape shape, Dim offset, List<Dim> strides) {

    /** The whole value in row-major order. */
    static View of(Value value, Shape shape) {
        return new View(value, shape, Dim.of(0), rowMajor(shape));
    }

    static List<Dim> rowMajor(Shape shape) {
        Dim[] strides = new Dim[shape.rank()];
        Dim stride = Dim.of(1);
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = stride.times(shape.dim(axis));
        }
        return List.of(strides);
    }

    /** Whether the elements lie one after the other; strides of axes of size 1 do not matter. */
    boolean isRowMajor() {
        List<Dim> wanted = rowMajor(shape);
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!shape.dim(axis).is(1) && !strides.get(axis).equals(wanted.get(axis))) return false;
        }
        return true;
    }

    /** Whether this is the whole of its value, in order. */
    boolean isWhole() {
        return offset.is(0) && isRowMajor() && shape.volume().equals(value.elements);
    }

    View broadcast(Shape to) {
        int extra = to.rank() - shape.rank();
        List<Dim> stretched = new ArrayList<>();
        for (int axis = 0; axis < to.rank(); axis++) {
            boolean fixed = axis < extra
                    || (shape.dim(axis - extra).is(1) && !to.dim(axis).is(1));
            stretched.add(fixed ? Dim.of(0) : strides.get(axis - extra));
        }
        return new View(value, to, offset, stretched);
    }

    View transpose(List<Integer> order) {
        return new View(
                value,
                Shape.of(order.stream().map(shape::dim).toList()),
                offset,
                order.stream().map(strides::get).toList());
    }

    View slice(Op.Slice slice) {
        Dim start = offset;
        List<Dim> steps = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            start = start.plus(slice.start().get(axis).times(strides.get(axis)));
            steps.add(strides.get(axis).times(slice.step().get(axis)));
        }
        return new View(value, Shape.of(slice.size()), start, steps);
    }

    /** The same elements in another shape, where that needs no copy; null where it does. */
    @Nullable
    View reshape(Shape to) {
        if (isRowMajor()) return new View(value, to, offset, rowMajor(to));
        List<Dim> dims = new ArrayList<>();
        List<Dim> kept = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis).is(1)) continue;
            dims.add(shape.dim(axis));
            kept.add(strides.get(axis));
        }
        List<Dim> steps = new ArrayList<>();
        int at = 0;
        for (Dim dim : to.dimensions()) {
            if (dim.is(1)) steps.add(Dim.of(0));
            else if (at < dims.size() && dims.get(at).equals(dim)) steps.add(kept.get(at++));
            else return null;
        }
        return at == dims.size() ? new View(value, to, offset, steps) : null;
    }
}
