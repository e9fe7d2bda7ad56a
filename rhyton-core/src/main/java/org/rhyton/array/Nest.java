package org.rhyton.array;

import java.util.Arrays;

/**
 * Nested loops over several arrays at once, each with its own distance (stride) from element to element along each axis;
 * stride 0 repeats an element, which is broadcasting and, for a result, reduction.
 *
 * <p>Neighbouring axes that all arrays walk without a jump are merged, so that the innermost run is as long as it can be;
 * the work is done run by run.
 */
final class Nest {
    /** The work on one innermost run: for each array, where the run starts and the step from element to element. */
    interface Run {
        void at(int[] offsets, int[] steps, int n);
    }

    private final int[] sizes;
    private final int[][] strides;
    private final int[] starts;
    private final boolean empty;

    /** Loops of the given sizes; {@code strides[k]} belongs to array k, which starts at {@code starts[k]}. */
    Nest(int[] sizes, int[][] strides, int[] starts) {
        int rank = sizes.length;
        int[] merged = new int[rank];
        int[][] mergedStrides = new int[strides.length][rank];
        int count = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (sizes[axis] == 1) continue;
            if (count > 0 && continues(strides, mergedStrides, axis, sizes[axis], count - 1)) {
                merged[count - 1] *= sizes[axis];
                for (int k = 0; k < strides.length; k++) mergedStrides[k][count - 1] = strides[k][axis];
            } else {
                merged[count] = sizes[axis];
                for (int k = 0; k < strides.length; k++) mergedStrides[k][count] = strides[k][axis];
                count++;
            }
        }
        this.sizes = Arrays.copyOf(merged, count);
        this.strides = mergedStrides;
        this.starts = starts;
        this.empty = Arrays.stream(sizes).anyMatch(size -> size == 0);
    }

    private static boolean continues(int[][] strides, int[][] mergedStrides, int axis, int size, int outer) {
        for (int k = 0; k < strides.length; k++) {
            if (mergedStrides[k][outer] != strides[k][axis] * size) return false;
        }
        return true;
    }

    /** Loops over a result of the given sizes with arrays that broadcast to it; the last array is the result itself. */
    static Nest broadcasting(int[] sizes, int[]... operands) {
        int[][] strides = new int[operands.length + 1][];
        for (int k = 0; k < operands.length; k++) strides[k] = broadcastStrides(operands[k], sizes.length);
        strides[operands.length] = contiguous(sizes);
        return new Nest(sizes, strides, new int[strides.length]);
    }

    /** The strides of a contiguous array seen with more axes in front, and with its axes of size 1 repeated. */
    static int[] broadcastStrides(int[] dims, int rank) {
        int[] own = contiguous(dims);
        int[] strides = new int[rank];
        for (int axis = 0; axis < dims.length; axis++) {
            strides[rank - dims.length + axis] = dims[axis] == 1 ? 0 : own[axis];
        }
        return strides;
    }

    /** The strides of an array in C order. */
    static int[] contiguous(int[] dims) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= Math.max(1, dims[axis]);
        }
        return strides;
    }

    /** Whether there is exactly one run. */
    boolean isOneRun() {
        return sizes.length <= 1 && !empty;
    }

    /** The step from element to element of an array within a run. */
    int step(int array) {
        return sizes.length == 0 ? 1 : strides[array][sizes.length - 1];
    }

    /** Does the work run by run, in C order of the loops. */
    void forEachRun(Run run) {
        forEachRun(starts, run);
    }

    /** Does the work run by run, with the arrays starting elsewhere. */
    void forEachRun(int[] from, Run run) {
        if (empty) return;
        int arrays = strides.length;
        int inner = sizes.length - 1;
        int[] steps = new int[arrays];
        int n = 1;
        if (inner >= 0) {
            n = sizes[inner];
            for (int k = 0; k < arrays; k++) steps[k] = strides[k][inner];
        }
        int[] offsets = from.clone();
        int[] position = new int[Math.max(0, inner)];
        while (true) {
            run.at(offsets, steps, n);
            int axis = inner - 1;
            for (; axis >= 0; axis--) {
                position[axis]++;
                for (int k = 0; k < arrays; k++) offsets[k] += strides[k][axis];
                if (position[axis] < sizes[axis]) break;
                position[axis] = 0;
                for (int k = 0; k < arrays; k++) offsets[k] -= strides[k][axis] * sizes[axis];
            }
            if (axis < 0) return;
        }
    }
}
