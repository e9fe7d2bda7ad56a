package org.rhyton.array;

import java.util.Arrays;
import java.util.List;

/** Shapes made of shapes, and the copying that some of them need. */
final class Layouts {
    private Layouts() {}

    static int[] reshaped(NDArray x, int[] sizes) {
        long known = 1;
        int open = -1;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && open < 0) open = i;
            else if (sizes[i] < 0) {
                throw new ShapeException(
                        "reshape takes sizes of 0 or more and at most one -1, got " + Arrays.toString(sizes));
            } else known *= sizes[i];
        }
        int[] dims = sizes.clone();
        if (open >= 0 && known > 0 && x.size() % known == 0) {
            dims[open] = (int) (x.size() / known);
            known *= dims[open];
        } else if (open >= 0) {
            known = -1;
        }
        if (known != x.size()) {
            throw new ShapeException("an array of shape " + x.shape() + ", which has " + x.size()
                    + " elements, cannot be reshaped to " + Arrays.toString(sizes)
                    + "; the sizes must multiply to the same number");
        }
        return dims;
    }

    static int[] expanded(NDArray x, int axis) {
        int rank = x.dims.length + 1;
        int place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank) {
            throw new ShapeException("a new axis for shape " + x.shape() + " can stand at " + -rank + " to "
                    + (rank - 1) + ", not at " + axis);
        }
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) dims[i] = i == place ? 1 : x.dims[i < place ? i : i - 1];
        return dims;
    }

    static int[] squeezed(NDArray x, int[] axes) {
        boolean[] drop = new boolean[x.dims.length];
        for (int i = 0; i < drop.length; i++) drop[i] = axes.length == 0 && x.dims[i] == 1;
        for (int axis : axes) {
            int index = x.shape().axis(axis);
            if (x.dims[index] != 1) {
                throw new ShapeException("axis " + axis + " of shape " + x.shape() + " has size " + x.dims[index]
                        + " and cannot be squeezed away; only axes of size 1 can");
            }
            drop[index] = true;
        }
        int[] dims = new int[drop.length];
        int rank = 0;
        for (int i = 0; i < drop.length; i++) if (!drop[i]) dims[rank++] = x.dims[i];
        return Arrays.copyOf(dims, rank);
    }

    static NDArray transpose(NDArray x, int[] order) {
        int rank = x.dims.length;
        if (order.length != rank) {
            throw new ShapeException("transpose of shape " + x.shape() + " needs " + rank + " axes in a new order, got "
                    + Arrays.toString(order));
        }
        int[] own = Nest.contiguous(x.dims);
        int[] dims = new int[rank];
        int[] strides = new int[rank];
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            int axis = x.shape().axis(order[i]);
            if (seen[axis]) {
                throw new ShapeException("transpose names axis " + axis + " twice in " + Arrays.toString(order)
                        + "; name each axis of shape " + x.shape() + " once");
            }
            seen[axis] = true;
            dims[i] = x.dims[axis];
            strides[i] = own[axis];
        }
        return copy(x, dims, strides);
    }

    static NDArray broadcastTo(NDArray x, Shape target) {
        int[] dims = target.dims();
        if (dims.length < x.dims.length || !Shape.broadcast(x.shape(), target).equals(target)) {
            throw new ShapeException("an array of shape " + x.shape() + " cannot be repeated to shape " + target
                    + "; only axes of size 1 and new axes in front can be");
        }
        return Arrays.equals(dims, x.dims) ? x : copy(x, dims, Nest.broadcastStrides(x.dims, dims.length));
    }

    /** The elements that the strides lead to, in C order. */
    private static NDArray copy(NDArray x, int[] dims, int[] strides) {
        Object out = Storage.allocate(x.dtype(), Shape.of(dims).elements());
        new Nest(dims, new int[][] {strides, Nest.contiguous(dims)}, new int[2])
                .forEachRun((offsets, steps, n) ->
                        Storage.copy(x.data, offsets[0], steps[0], out, offsets[1], steps[1], n));
        return NDArray.wrap(out, x.dtype(), dims);
    }

    static NDArray stack(List<NDArray> arrays, int axis) {
        NDArray first = first("stack", arrays);
        for (NDArray array : arrays) {
            if (!Arrays.equals(array.dims, first.dims)) {
                throw new ShapeException("stack needs arrays of one shape, got " + first.shape() + " and "
                        + array.shape() + "; to join unequal lengths use concatenate");
            }
        }
        int place = axis < 0 ? axis + first.dims.length + 1 : axis;
        return concatenate(arrays.stream().map(array -> array.expandDims(axis)).toList(), place);
    }

    static NDArray concatenate(List<NDArray> arrays, int axis) {
        NDArray first = first("concatenate", arrays);
        if (first.dims.length == 0) {
            throw new ShapeException("single numbers cannot be concatenated; use stack");
        }
        int along = first.shape().axis(axis);
        DType dtype = first.dtype();
        long length = 0;
        for (NDArray array : arrays) {
            checkOtherAxes(first, array, along);
            dtype = DType.promote(dtype, array.dtype());
            length += array.dims[along];
        }
        Shape shape = first.shape().with(along, Dim.of(length));
        Object out = Storage.allocate(dtype, shape.elements());
        int outer = 1;
        for (int i = 0; i < along; i++) outer *= first.dims[i];
        int rowLength = outer == 0 ? 0 : shape.elements() / outer;
        int start = 0;
        for (NDArray array : arrays) {
            Object source = array.astype(dtype).data;
            int part = outer == 0 ? 0 : array.size() / outer;
            for (int o = 0; o < outer; o++) System.arraycopy(source, o * part, out, o * rowLength + start, part);
            start += part;
        }
        return NDArray.wrap(out, dtype, shape.dims());
    }

    private static NDArray first(String what, List<NDArray> arrays) {
        if (arrays.isEmpty()) throw new ShapeException(what + " needs at least one array, got none");
        return arrays.getFirst();
    }

    private static void checkOtherAxes(NDArray first, NDArray array, int along) {
        boolean fits = array.dims.length == first.dims.length;
        for (int i = 0; fits && i < first.dims.length; i++) fits = i == along || array.dims[i] == first.dims[i];
        if (!fits) {
            throw new ShapeException("concatenate along axis " + along + " needs equal sizes on all other axes, got "
                    + first.shape() + " and " + array.shape());
        }
    }
}
