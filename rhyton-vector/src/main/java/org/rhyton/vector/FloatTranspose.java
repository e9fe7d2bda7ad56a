package org.rhyton.vector;

/** Copies with rows and columns exchanged. */
final class FloatTranspose {

    /** Rows and columns of the blocks that are read and written while they are in the nearest cache. */
    private static final int BLOCK = 16;

    private FloatTranspose() {}

    /** z[j, i] = x[i, j] for i &lt; rows and j &lt; cols. */
    static void transpose(float[] x, int xo, int rows, int cols, int xRow, int xCol, float[] z, int zo, int zRow) {
        for (int j = 0; j < cols; j += BLOCK) {
            int jEnd = Math.min(j + BLOCK, cols);
            for (int i = 0; i < rows; i += BLOCK) {
                block(x, xo, i, Math.min(i + BLOCK, rows), j, jEnd, xRow, xCol, z, zo, zRow);
            }
        }
    }

    private static void block(
            float[] x, int xo, int i, int iEnd, int j, int jEnd, int xRow, int xCol, float[] z, int zo, int zRow) {
        for (int col = j; col < jEnd; col++) {
            int to = zo + col * zRow;
            int from = xo + col * xCol;
            for (int row = i; row < iEnd; row++) {
                z[to + row] = x[from + row * xRow];
            }
        }
    }
}
