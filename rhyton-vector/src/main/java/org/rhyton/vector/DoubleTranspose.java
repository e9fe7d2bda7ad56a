// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

/** Copies with rows and columns exchanged: eight rows at a time, which make eight neighbours in the copy. */
final class DoubleTranspose {

    private static final int ROWS = 8;

    /** Columns of a block, so that the lines of the copy that have begun stay in the nearest cache. */
    private static final int COLUMNS = 128;

    private DoubleTranspose() {}

    /** z[j, i] = x[i, j] for i &lt; rows and j &lt; cols. */
    static void transpose(double[] x, int xo, int rows, int cols, int xRow, double[] z, int zo, int zRow) {
        for (int j = 0; j < cols; j += COLUMNS) {
            int width = Math.min(COLUMNS, cols - j);
            int i = 0;
            for (; i <= rows - ROWS; i += ROWS) {
                eightRows(x, xo + i * xRow + j, width, xRow, z, zo + j * zRow + i, zRow);
            }
            for (; i < rows; i++) {
                row(x, xo + i * xRow + j, width, z, zo + j * zRow + i, zRow);
            }
        }
    }

    private static void eightRows(double[] x, int xo, int cols, int xRow, double[] z, int zo, int zRow) {
        int x1 = xo + xRow;
        int x2 = x1 + xRow;
        int x3 = x2 + xRow;
        int x4 = x3 + xRow;
        int x5 = x4 + xRow;
        int x6 = x5 + xRow;
        int x7 = x6 + xRow;
        for (int j = 0, to = zo; j < cols; j++, to += zRow) {
            z[to] = x[xo + j];
            z[to + 1] = x[x1 + j];
            z[to + 2] = x[x2 + j];
            z[to + 3] = x[x3 + j];
            z[to + 4] = x[x4 + j];
            z[to + 5] = x[x5 + j];
            z[to + 6] = x[x6 + j];
            z[to + 7] = x[x7 + j];
        }
    }

    private static void row(double[] x, int xo, int cols, double[] z, int zo, int zRow) {
        for (int j = 0, to = zo; j < cols; j++, to += zRow) {
            z[to] = x[xo + j];
        }
    }
}
