package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops of a pass: axes that lie evenly in every leaf are joined into one, axes of size 1 dropped. The last loop is
 * the inner one, which kernels run over.
 */
final class Geometry {
    /** Sizes of the loops, inner one last; at least one. */
    final int[] dims;

    /** For each leaf its strides along the loops. */
    final int[][] strides;

    /** For each loop, whether a reduction sums over it. */
    final boolean[] reduced;

    private Geometry(int[] dims, int[][] strides, boolean[] reduced) {
        this.dims = dims;
        this.strides = strides;
        this.reduced = reduced;
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
        return new Geometry(sizes, strides, sums);
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
}
