// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

/**
 * The matrix product: cut into panels of some vectors of columns, these into blocks of rows of B that stay in the
 * nearest cache while the strips of A go by (see {@link DoublePanel}), and those into the tiles of {@link DoubleTiles}.
 *
 * <p>A tile wants rows of B in one piece. Where the columns are in one piece instead, B is copied panel by panel; or, if
 * that is less to copy, Cᵀ = Bᵀ·Aᵀ is computed instead, by blocks that are then transposed. Neither touches the order in
 * which a chain is added up.
 */
final class DoubleGemm {

    private static final int WIDTH = DoubleTiles.WIDTH;

    /** Columns of the widest panel. */
    private static final int PANEL = 3 * WIDTH;

    /** Rows of B that a panel has at a time: three quarters of a small first-level cache at the widest. */
    private static final int DEPTH = 128;

    /** From this number of rows of C on, a panel is copied into one piece before it is used. */
    private static final int PACK_FROM_ROWS = 64;

    /** Rows of Cᵀ that are computed before they are transposed. */
    private static final int TRANSPOSED_ROWS = 64;

    private DoubleGemm() {}

    /** See {@link org.rhyton.internal.kernel.DoubleKernels#gemm} and gemmAccumulate. */
    static void multiply(
            boolean accumulate,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        if (bCol == 1 && m < PACK_FROM_ROWS) {
            direct(!accumulate, m, n, k, a, ao, aRow, aCol, b, bo, bRow, c, co, cRow);
        } else if (bRow == 1 && (long) m * (k + n) < (long) n * k) {
            transposed(!accumulate, m, n, k, a, ao, aRow, aCol, b, bo, bCol, c, co, cRow);
        } else {
            packed(!accumulate, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, c, co, cRow);
        }
    }

    private static void direct(
            boolean fromZero,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int cRow) {
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            int at = ao + p * aCol;
            int bt = bo + p * bRow;
            boolean first = fromZero && p == 0;
            for (int j = 0, width; j < n; j += width) {
                width = panelWidth(n - j);
                DoublePanel.multiply(first, m, width, depth, a, at, aRow, aCol, b, bt + j, bRow, c, co + j, cRow);
            }
        }
    }

    private static void packed(
            boolean fromZero,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        double[] piece = DoubleScratch.ofAtLeast(DEPTH * PANEL);
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            int at = ao + p * aCol;
            int bt = bo + p * bRow;
            boolean first = fromZero && p == 0;
            for (int j = 0, width; j < n; j += width) {
                width = panelWidth(n - j);
                pack(b, bt + j * bCol, bRow, bCol, depth, width, piece);
                DoublePanel.multiply(first, m, width, depth, a, at, aRow, aCol, piece, 0, PANEL, c, co + j, cRow);
            }
        }
    }

    /** Columns of the next panel: three vectors, or two where that leaves less for the edge. */
    private static int panelWidth(int columns) {
        if (columns >= PANEL && columns != 4 * WIDTH) {
            return PANEL;
        }
        return columns >= 2 * WIDTH ? 2 * WIDTH : Math.min(WIDTH, columns);
    }

    /** Copies some columns of B into rows that are PANEL apart. */
    private static void pack(double[] b, int bo, int bRow, int bCol, int rows, int columns, double[] piece) {
        if (bRow == 1) {
            DoubleTranspose.transpose(b, bo, columns, rows, bCol, piece, 0, PANEL);
            return;
        }
        for (int p = 0; p < rows; p++) {
            copy(b, bo + p * bRow, bCol, columns, piece, p * PANEL);
        }
    }

    private static void copy(double[] x, int xo, int stride, int n, double[] z, int zo) {
        if (stride == 1) {
            System.arraycopy(x, xo, z, zo, n);
        } else {
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i * stride];
            }
        }
    }

    private static void transposed(
            boolean fromZero,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bCol,
            double[] c,
            int co,
            int cRow) {
        int block = k * PANEL;
        double[] scratch = DoubleScratch.ofAtLeast(block + TRANSPOSED_ROWS * PANEL);
        for (int i = 0, rows; i < m; i += rows) {
            rows = Math.min(PANEL, m - i);
            pack(a, ao + i * aRow, aCol, aRow, k, rows, scratch);
            for (int j = 0; j < n; j += TRANSPOSED_ROWS) {
                int columns = Math.min(TRANSPOSED_ROWS, n - j);
                int at = co + i * cRow + j;
                if (!fromZero) {
                    DoubleTranspose.transpose(c, at, rows, columns, cRow, scratch, block, PANEL);
                }
                direct(fromZero, columns, rows, k, b, bo + j * bCol, bCol, 1, scratch, 0, PANEL, scratch, block, PANEL);
                DoubleTranspose.transpose(scratch, block, columns, rows, PANEL, c, at, cRow);
            }
        }
    }
}
