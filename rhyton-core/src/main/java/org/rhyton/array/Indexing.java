package org.rhyton.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in an array the elements of an indexed part lie, by NumPy's rules: slices and positions by strides, masks and lists
 * by a table of offsets. Lists broadcast against each other; their axes stand where the lists stood, or in front when a
 * slice, a new axis or an ellipsis stands between two of them (single positions count as lists then).
 */
final class Indexing {
    /** Brings a run of elements from the array to the part or back. */
    private interface Mover {
        void move(int inArray, int arrayStep, int inPart, int partStep, int n);
    }

    private final NDArray array;
    private final List<Integer> sizesBefore = new ArrayList<>();
    private final List<Integer> stridesBefore = new ArrayList<>();
    private final List<Integer> sizesAfter = new ArrayList<>();
    private final List<Integer> stridesAfter = new ArrayList<>();
    private int start;
    private @Nullable NDArray table;

    private Indexing(NDArray array, List<Index> indices) {
        this.array = array;
        boolean listed = indices.stream().anyMatch(Indexing::isList);
        List<Index> complete = complete(indices);
        int[] strides = Nest.contiguous(array.dims);
        boolean inFront = listed && isSplit(complete);
        boolean tableSeen = !listed || inFront;
        int axis = 0;
        for (Index index : complete) {
            switch (index) {
                case Index.At at -> start += position(at.position(), array.dims[axis], axis, array) * strides[axis++];
                case Index.Slice slice -> {
                    int size = array.dims[axis];
                    int count = slice.count(size);
                    if (count > 0) start += slice.first(size) * strides[axis];
                    keep(tableSeen, count, slice.step() * strides[axis++]);
                }
                case Index.NewAxis ignored -> keep(tableSeen, 1, 0);
                case Index.Positions list -> {
                    addToTable(offsets(list.positions(), axis, strides[axis]));
                    tableSeen = true;
                    axis++;
                }
                case Index.Mask mask -> {
                    axis += mask.mask().rank();
                    addToTable(offsets(mask.mask(), axis, strides));
                    tableSeen = true;
                }
                case Index.Ellipsis ignored -> {
                    int rest = array.dims.length - consumed(complete);
                    for (int i = 0; i < rest; i++, axis++) keep(tableSeen, array.dims[axis], strides[axis]);
                }
            }
        }
    }

    private void keep(boolean afterTable, int size, int stride) {
        (afterTable ? sizesAfter : sizesBefore).add(size);
        (afterTable ? stridesAfter : stridesBefore).add(stride);
    }

    private static boolean isList(Index index) {
        return index instanceof Index.Positions || index instanceof Index.Mask;
    }

    /** Checks the number of axes and lets an ellipsis stand for what is not named. */
    private List<Index> complete(List<Index> indices) {
        List<Index> complete = new ArrayList<>(indices);
        long ellipses =
                indices.stream().filter(Index.Ellipsis.class::isInstance).count();
        if (ellipses > 1) {
            throw new IndexException(
                    "an index can have one ellipsis (...), got " + ellipses + "; write ':' for a single whole axis");
        }
        if (ellipses == 0) complete.add(Index.ellipsis());
        int consumed = consumed(complete);
        if (consumed > array.dims.length) {
            throw new IndexException("the index names " + consumed + " axes, but shape " + array.shape() + " has "
                    + array.dims.length + "; leave out what is too much, or reshape the array first");
        }
        return complete;
    }

    private static int consumed(List<Index> indices) {
        int axes = 0;
        for (Index index : indices) {
            axes += switch (index) {
                case Index.At ignored -> 1;
                case Index.Slice ignored -> 1;
                case Index.Positions ignored -> 1;
                case Index.Mask mask -> mask.mask().rank();
                case Index.NewAxis ignored -> 0;
                case Index.Ellipsis ignored -> 0;
            };
        }
        return axes;
    }

    /** Whether something else stands between the first and the last list or single position. */
    private static boolean isSplit(List<Index> indices) {
        int first = -1;
        int last = -1;
        int count = 0;
        for (int i = 0; i < indices.size(); i++) {
            if (!isList(indices.get(i)) && !(indices.get(i) instanceof Index.At)) continue;
            if (first < 0) first = i;
            last = i;
            count++;
        }
        return last - first + 1 != count;
    }

    /** The offsets of listed positions along an axis. */
    private NDArray offsets(NDArray positions, int axis, int stride) {
        long[] given = positions.toLongArray();
        long[] offsets = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            int index = Math.clamp(given[i], Integer.MIN_VALUE, Integer.MAX_VALUE);
            offsets[i] = (long) position(index, array.dims[axis], axis, array) * stride;
        }
        return NDArray.wrap(offsets, DType.INT64, positions.dims);
    }

    /** The offsets of what a mask selects; it covers the axes just before the given one, which lie without gaps. */
    private NDArray offsets(NDArray mask, int nextAxis, int[] strides) {
        int[] covered = Arrays.copyOfRange(array.dims, nextAxis - mask.rank(), nextAxis);
        if (!Arrays.equals(covered, mask.dims)) {
            throw new IndexException("a mask of shape " + mask.shape() + " cannot select from the axes "
                    + Shape.of(covered) + " of an array of shape " + array.shape() + "; both must be equal");
        }
        byte[] truths = (byte[]) mask.data;
        int count = 0;
        for (byte truth : truths) count += truth;
        long[] offsets = new long[count];
        int next = 0;
        for (int i = 0; i < truths.length; i++) if (truths[i] != 0) offsets[next++] = (long) i * strides[nextAxis - 1];
        return NDArray.wrap(offsets, DType.INT64, new int[] {count});
    }

    private void addToTable(NDArray offsets) {
        NDArray soFar = table;
        try {
            table = soFar == null ? offsets : soFar.plus(offsets);
        } catch (ShapeException unlike) {
            throw new IndexException("lists of positions in one index must have shapes that broadcast, got "
                    + (soFar == null ? "" : soFar.shape() + " and ") + offsets.shape());
        }
    }

    private int[] partDims() {
        List<Integer> dims = new ArrayList<>(sizesBefore);
        if (table != null) for (int size : table.dims) dims.add(size);
        dims.addAll(sizesAfter);
        return ints(dims);
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private void forEachRun(Mover mover) {
        long[] offsets = table == null ? new long[] {0} : (long[]) table.data;
        int[] before = ints(sizesBefore);
        int[] after = ints(sizesAfter);
        int block = Shape.of(after).elements();
        int[] partBefore = Nest.contiguous(before);
        for (int axis = 0; axis < before.length; axis++) partBefore[axis] *= block * offsets.length;
        Nest outer = new Nest(before, new int[][] {ints(stridesBefore), partBefore}, new int[] {start, 0});
        Nest inner = new Nest(after, new int[][] {ints(stridesAfter), Nest.contiguous(after)}, new int[2]);
        Nest.Run move = (from, steps, n) -> mover.move(from[0], steps[0], from[1], steps[1], n);
        boolean oneRun = inner.isOneRun();
        int step = inner.step(0);
        outer.forEachRun((from, steps, n) -> {
            for (int i = 0; i < n; i++) {
                int inArray = from[0] + i * steps[0];
                int inPart = from[1] + i * steps[1];
                for (int t = 0; t < offsets.length; t++) {
                    int listed = inArray + (int) offsets[t];
                    if (oneRun) mover.move(listed, step, inPart + t * block, 1, block);
                    else inner.forEachRun(new int[] {listed, inPart + t * block}, move);
                }
            }
        });
    }

    /** The part that the indices name. */
    static NDArray get(NDArray array, List<Index> indices) {
        Indexing plan = new Indexing(array, indices);
        int[] dims = plan.partDims();
        Object part = Storage.allocate(array.dtype(), Shape.of(dims).elements());
        plan.forEachRun((inArray, arrayStep, inPart, partStep, n) ->
                Storage.copy(array.data, inArray, arrayStep, part, inPart, partStep, n));
        return NDArray.wrap(part, array.dtype(), dims);
    }

    /** The rows at the positions: what {@link #get} gives for their list, without a table of offsets. */
    static NDArray rows(NDArray array, int[] positions) {
        if (array.rank() == 0) return get(array, List.of(Index.positions(positions)));
        int[] dims = array.dims.clone();
        dims[0] = positions.length;
        Object rows = Storage.allocate(array.dtype(), Shape.of(dims).elements());
        int width = array.size() / Math.max(1, array.dims[0]);
        for (int i = 0; i < positions.length; i++) {
            int row = position(positions[i], array.dims[0], 0, array);
            System.arraycopy(array.data, row * width, rows, i * width, width);
        }
        return NDArray.wrap(rows, array.dtype(), dims);
    }

    /** The array with the part that the indices name replaced. */
    static NDArray with(NDArray array, List<Index> indices, NDArray value) {
        Indexing plan = new Indexing(array, indices);
        NDArray part = value.astype(array.dtype()).broadcastTo(Shape.of(plan.partDims()));
        Object changed = Storage.allocate(array.dtype(), array.size());
        System.arraycopy(array.data, 0, changed, 0, array.size());
        plan.forEachRun((inArray, arrayStep, inPart, partStep, n) ->
                Storage.copy(part.data, inPart, partStep, changed, inArray, arrayStep, n));
        return NDArray.wrap(changed, array.dtype(), array.dims);
    }

    /** The index as a position from 0. */
    static int position(int index, int size, int axis, NDArray array) {
        int position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new IndexException(
                    "index " + index + " is out of range for axis " + axis + " of shape " + array.shape()
                            + (size == 0 ? ", which is empty there" : ", which has " + -size + " to " + (size - 1)));
        }
        return position;
    }
}
