package org.rhyton.vector;

/** The product of A and one panel of B: some columns, up to three vectors wide. */
final class FloatPanel {

    private static final int WIDTH = FloatTiles.WIDTH;

    /** What a chain starts from, for as many vectors as a tile has in a row. */
    private static final float[] ZEROS = new float[3 * WIDTH];

    /** Rows of a tile of one vector. */
    private static final int EDGE_ROWS = 8;

    /** In the array of an edge: a tile of C, then the last rows of B. */
    private static final int LAST_ROWS = EDGE_ROWS * WIDTH;

    private static final ThreadLocal<float[]> EDGE =
            ThreadLocal.withInitial(() -> new float[LAST_ROWS + WIDTH * WIDTH]);

    private FloatPanel() {}

    /** C = A·B or C += A·B. The width is 1, 2 or 3 vectors, or less than one. */
    static void multiply(
            boolean fromZero,
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
            edge(fromZero, m, width, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
            return;
        }
        int vectors = width / WIDTH;
        int strip = vectors == 1 ? EDGE_ROWS : 4;
        for (int i = 0; i < m; i += strip) {
            int rows = Math.min(strip, m - i);
            int at = ao + i * aRow;
            int ct = co + i * cRow;
            if (fromZero) {
                tile(vectors, rows, k, a, at, aRow, aCol, b, bo, bRow, ZEROS, 0, 0, c, ct, cRow);
            } else {
                tile(vectors, rows, k, a, at, aRow, aCol, b, bo, bRow, c, ct, cRow, c, ct, cRow);
            }
        }
    }

    private static void tile(
            int vectors,
            int rows,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] s,
            int so,
            int sRow,
            float[] c,
            int co,
            int cRow) {
        if (rows == 1) {
            tileOfOneRow(vectors, k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        } else if (vectors == 3) {
            FloatTiles.tile4x3(rows, k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        } else if (vectors == 2) {
            FloatTiles.tile4x2(rows, k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        } else {
            FloatTiles.tile8x1(rows, k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        }
    }

    private static void tileOfOneRow(
            int vectors,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] s,
            int so,
            int sRow,
            float[] c,
            int co,
            int cRow) {
        if (vectors == 3) {
            FloatTiles.tile1x3(k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        } else if (vectors == 2) {
            FloatTiles.tile1x2(k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        } else {
            FloatTiles.tile1x1(k, a, ao, aRow, aCol, b, bo, bRow, s, so, sRow, c, co, cRow);
        }
    }

    /**
     * Less than a vector. Whole ones are read from B all the same, which makes the lanes beyond the width meaningless;
     * only at the end of the array, where whole ones would not be inside, the rows are copied first. Tiles are computed
     * aside, and of them the width is copied to C.
     */
    private static void edge(
            boolean fromZero,
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
        int whole = rowsWithin(b, bo, bRow, k);
        copy(b, bo + whole * bRow, bRow, edge, LAST_ROWS, WIDTH, k - whole, width);
        for (int i = 0; i < m; i += EDGE_ROWS) {
            int rows = Math.min(EDGE_ROWS, m - i);
            int at = ao + i * aRow;
            int ct = co + i * cRow;
            if (fromZero) {
                tile(1, rows, whole, a, at, aRow, aCol, b, bo, bRow, ZEROS, 0, 0, edge, 0, WIDTH);
            } else {
                copy(c, ct, cRow, edge, 0, WIDTH, rows, width);
                tile(1, rows, whole, a, at, aRow, aCol, b, bo, bRow, edge, 0, WIDTH, edge, 0, WIDTH);
            }
            if (whole < k) {
                int rest = at + whole * aCol;
                tile(1, rows, k - whole, a, rest, aRow, aCol, edge, LAST_ROWS, WIDTH, edge, 0, WIDTH, edge, 0, WIDTH);
            }
            copy(edge, 0, WIDTH, c, ct, cRow, rows, width);
        }
    }

    /** How many rows of B have a whole vector before the array ends: all but some that together fill less than one. */
    private static int rowsWithin(float[] b, int bo, int bRow, int k) {
        int room = b.length - WIDTH - bo;
        return room < 0 ? 0 : Math.min(k, room / bRow + 1);
    }

    private static void copy(float[] x, int xo, int xRow, float[] z, int zo, int zRow, int rows, int width) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x, xo + i * xRow, z, zo + i * zRow, width);
        }
    }
}
