package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a pass: axes that lie evenly in every leaf are joined into one, axes of size 1 dropped. The last loop is
 * the inner one, which kernels run over. Where it is short, all loops are joined nevertheless ({@link #inLongRuns}).
 */
final class Geometry {
    /** Inner loops up to here are short: a call of a kernel would cost more than what it does. */
    private static final int SHORT = Frame.TILE / 2;

    /** In place of a stride: the leaf does not lie evenly in the loop. */
    private static final int JAGGED = Integer.MIN_VALUE;

    /** Sizes of the loops, inner one last; at least one. */
    final int[] dims;

    /** For each leaf its strides along the loops. */
    final int[][] strides;

    /** For each loop, whether a reduction sums over it. */
    final boolean[] reduced;

    /** The loops that were joined into the only one, if so. */
    private final @Nullable Geometry runs;

    private Geometry(int[] dims, int[][] strides, boolean[] reduced, @Nullable Geometry runs) {
        this.dims = dims;
        this.strides = strides;
        this.reduced = reduced;
        this.runs = runs;
    }

    /**
     * @param dims the sizes of the axes
     * @param leaves strides of each leaf along the axes
     * @param reduced which axes are reduced; only axes of a kind are joined
     */
    static Geometry of(int[] dims, List<int[]> leaves, boolean[] reduced) {
        List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < dims.length; axis++) if (dims[axis] != 1) kept.add(axis);
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            boolean joins = i > 0 && joins(kept.get(i - 1), kept.get(i), dims, leaves, reduced);
            if (!joins) starts.add(i);
        }
        int loops = Math.max(1, starts.size());
        int[] sizes = new int[loops];
        int[][] strides = new int[leaves.size()][loops];
        boolean[] sums = new boolean[loops];
        if (starts.isEmpty()) {
            sizes[0] = 1;
            for (boolean flag : reduced) sums[0] |= flag;
        }
        for (int loop = 0; loop < starts.size(); loop++) {
            int end = loop + 1 < starts.size() ? starts.get(loop + 1) : kept.size();
            int size = 1;
            for (int i = starts.get(loop); i < end; i++) size *= dims[kept.get(i)];
            int last = kept.get(end - 1);
            sizes[loop] = size;
            sums[loop] = reduced[last];
            for (int leaf = 0; leaf < leaves.size(); leaf++) strides[leaf][loop] = leaves.get(leaf)[last];
        }
        return new Geometry(sizes, strides, sums, null);
    }

    private static boolean joins(int outer, int inner, int[] dims, List<int[]> leaves, boolean[] reduced) {
        if (reduced[outer] != reduced[inner]) return false;
        for (int[] strides : leaves) if (strides[outer] != strides[inner] * dims[inner]) return false;
        return true;
    }

    int inner() {
        return dims[dims.length - 1];
    }

    /** How many times the inner loop runs. */
    int outer() {
        int product = 1;
        for (int loop = 0; loop < dims.length - 1; loop++) product *= dims[loop];
        return product;
    }

    /** These loops, or one of them all if the inner one is short. */
    Geometry inLongRuns() {
        return inner() <= SHORT ? joined() : this;
    }

    /**
     * All loops as one. A leaf that does not lie evenly in it, such as a row that repeats, is jagged: it is put together
     * run by run, as many of them as a tile holds, and then kernels run over whole tiles.
     */
    Geometry joined() {
        if (dims.length == 1) return this;
        int[][] joined = new int[strides.length][1];
        for (int leaf = 0; leaf < joined.length; leaf++) joined[leaf][0] = joinedStride(strides[leaf]);
        return new Geometry(new int[] {outer() * inner()}, joined, new boolean[1], this);
    }

    private int joinedStride(int[] along) {
        int stride = along[dims.length - 1];
        int expected = stride;
        for (int loop = dims.length - 2; loop >= 0; loop--) {
            expected *= dims[loop + 1];
            if (along[loop] != expected) return JAGGED;
        }
        return stride;
    }

    /** The loops that were joined into this one, if the leaf is jagged in it. */
    @Nullable
    Geometry runsOf(int leaf) {
        return strides[leaf][0] == JAGGED ? runs : null;
    }

    /** The element of a leaf at which the inner loop begins, in an iteration of the outer ones, counted in row-major order. */
    int start(int leaf, int outer) {
        int rest = outer;
        int at = 0;
        for (int loop = dims.length - 2; loop > 0; loop--) {
            at += (rest % dims[loop]) * strides[leaf][loop];
            rest /= dims[loop];
        }
        return dims.length == 1 ? at : at + rest * strides[leaf][0];
    }

    /** Elements of each run that was joined; 0 if none was. */
    int joinedRun() {
        return runs == null ? 0 : runs.inner();
    }

    boolean isJoined() {
        return runs != null;
    }
}
