package org.rhyton.vector;

import org.rhyton.internal.kernel.Chains;

/** The product of A and one panel of B: up to three vectors of columns, strip after strip of rows. */
final class FloatPanel {

    private static final int WIDTH = Lanes.FLOATS.length();

    /** Rows of the tallest tile of some vectors: as many as the registers hold. */
    private static final int STRIP = Lanes.hasManyRegisters() ? 8 : 4;

    /** Rows of a tile of one vector, or less than one. */
    private static final int NARROW_STRIP = 8;

    /** In the array of an edge: a tile of C, then rows of B. */
    private static final int EDGE_ROWS = NARROW_STRIP * WIDTH;

    private static final ThreadLocal<float[]> EDGE =
            ThreadLocal.withInitial(() -> new float[EDGE_ROWS + Chains.LONGEST * WIDTH]);

    private FloatPanel() {}

    /**
     * C = A·B, or C + A·B where {@code add} is true, each element one chain over k.
     *
     * @param width 1, 2 or 3 vectors, or less than one
     */
    static void multiply(
            boolean add,
            int m,
            int width,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow) {
        if (width < WIDTH) {
            edge(add, m, width, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            return;
        }
        int strip = width > WIDTH ? STRIP : NARROW_STRIP;
        for (int i = 0; i < m; i += strip) {
            int rows = Math.min(strip, m - i);
            int at = ao + i * aRow;
            int ct = co + i * cRow;
            if (rows == 1) {
                row(add, width, k, a, at, aCol, b, bo, bRow, c, ct);
            } else {
                rows(add, rows, width, k, a, at, aRow, aCol, b, bo, bRow, c, ct, cRow);
            }
        }
    }

    private static void rows(
            boolean add,
            int rows,
            int width,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow) {
        if (width == 3 * WIDTH) {
            if (rows > 4) {
                FloatTallTiles.tile8x3(add, rows, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            } else {
                FloatTiles.tile4x3(add, rows, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            }
        } else if (width == 2 * WIDTH) {
            if (rows > 4) {
                FloatTallTiles.tile8x2(add, rows, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            } else {
                FloatTiles.tile4x2(add, rows, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            }
        } else {
            FloatTiles.tile8x1(add, rows, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
        }
    }

    private static void row(
            boolean add,
            int width,
            int k,
            float[] a,
            int ao,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co) {
        if (width == 3 * WIDTH) {
            FloatRowTiles.tile1x3(add, k, a, ao, aCol, b, bo, bRow, c, co);
        } else if (width == 2 * WIDTH) {
            FloatRowTiles.tile1x2(add, k, a, ao, aCol, b, bo, bRow, c, co);
        } else {
            FloatRowTiles.tile1x1(add, k, a, ao, aCol, b, bo, bRow, c, co);
        }
    }

    /**
     * Less than a vector. Whole ones are read from B all the same, which makes other lanes meaningless: those after the
     * width, or, where the array ends too early for that, those before it; where neither is inside of the array, B is
     * copied first. Tiles are computed aside, and of them the width goes to C.
     */
    private static void edge(
            boolean add,
            int m,
            int width,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow) {
        float[] edge = EDGE.get();
        boolean after = bo + (k - 1) * bRow + WIDTH <= b.length;
        boolean before = bo >= WIDTH - width;
        int lane = after || !before ? 0 : WIDTH - width;
        for (int p = 0; !after && !before && p < k; p++) {
            System.arraycopy(b, bo + p * bRow, edge, EDGE_ROWS + p * WIDTH, width);
        }
        float[] from = after || before ? b : edge;
        int first = after || before ? bo - lane : EDGE_ROWS;
        int distance = after || before ? bRow : WIDTH;
        for (int i = 0; i < m; i += NARROW_STRIP) {
            int rows = Math.min(NARROW_STRIP, m - i);
            int at = ao + i * aRow;
            if (rows == 1) {
                FloatRowTiles.tile1x1(false, k, a, at, aCol, from, first, distance, edge, 0);
            } else {
                FloatTiles.tile8x1(false, rows, k, a, at, aRow, aCol, from, first, distance, edge, 0, WIDTH);
            }
            take(add, edge, lane, rows, width, c, co + i * cRow, cRow);
        }
    }

    private static void take(boolean add, float[] tile, int lane, int rows, int width, float[] c, int co, int cRow) {
        for (int i = 0; i < rows; i++) {
            int from = i * WIDTH + lane;
            int to = co + i * cRow;
            for (int j = 0; j < width; j++) {
                c[to + j] = add ? c[to + j] + tile[from + j] : tile[from + j];
            }
        }
    }
}
