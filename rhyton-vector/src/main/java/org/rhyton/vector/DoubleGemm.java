// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

/**
 * The matrix product: cut into panels of three vectors of columns, these into blocks of rows of B that stay in the
 * nearest cache while the strips of A go by, and those into tiles.
 */
final class DoubleGemm {

    private static final int WIDTH = DoubleTiles.WIDTH;

    /** Columns of a panel. */
    private static final int PANEL = 3 * WIDTH;

    /** Rows of B that a panel has at a time: with it, half of a small first-level cache is full. */
    private static final int DEPTH = 128;

    /** From this number of rows of C on, a panel is copied into one piece before it is used. */
    private static final int PACK_FROM_ROWS = 64;

    /** Whether the processor has the registers for tiles of 8 rows: 32 instead of 16. */
    private static final boolean MANY_REGISTERS =
            Lanes.bits() >= 512 || System.getProperty("os.arch").equals("aarch64");

    private static final double[] ZEROS = new double[PANEL];

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
        boolean pack = bCol != 1 || m >= PACK_FROM_ROWS;
        for (int p = 0; p < k; p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            boolean fromZero = p == 0 && !accumulate;
            int at = ao + p * aCol;
            int bt = bo + p * bRow;
            if (pack) {
                packed(fromZero, m, n, depth, a, at, aRow, aCol, b, bt, bRow, bCol, c, co, cRow);
            } else {
                direct(fromZero, m, n, depth, a, at, aRow, aCol, b, bt, bRow, c, co, cRow);
            }
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
        int j = 0;
        for (; j <= n - PANEL; j += PANEL) {
            panel(fromZero, m, k, a, ao, aRow, aCol, b, bo + j, bRow, c, co + j, cRow);
        }
        for (; j < n; j += WIDTH) {
            edge(fromZero, m, Math.min(WIDTH, n - j), k, a, ao, aRow, aCol, b, bo + j, bRow, c, co + j, cRow);
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
        double[] scratch = DoubleScratch.ofAtLeast(DEPTH * PANEL);
        int j = 0;
        for (; j <= n - PANEL; j += PANEL) {
            pack(b, bo + j * bCol, bRow, bCol, k, PANEL, scratch);
            panel(fromZero, m, k, a, ao, aRow, aCol, scratch, 0, PANEL, c, co + j, cRow);
        }
        if (j < n) {
            pack(b, bo + j * bCol, bRow, bCol, k, n - j, scratch);
        }
        for (int jp = 0; j < n; j += WIDTH, jp += WIDTH) {
            edge(fromZero, m, Math.min(WIDTH, n - j), k, a, ao, aRow, aCol, scratch, jp, PANEL, c, co + j, cRow);
        }
    }

    /** Copies k rows of some columns of B, PANEL elements apart. */
    private static void pack(double[] b, int bo, int bRow, int bCol, int k, int columns, double[] panel) {
        if (bCol == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, bo + p * bRow, panel, p * PANEL, columns);
            }
        } else {
            DoubleTranspose.transpose(b, bo, columns, k, bCol, bRow, panel, 0, PANEL);
        }
    }

    private static void panel(
            boolean fromZero,
            int m,
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
        int i = 0;
        while (i < m) {
            int rows = m - i;
            int at = ao + i * aRow;
            int ct = co + i * cRow;
            double[] s = fromZero ? ZEROS : c;
            int so = fromZero ? 0 : ct;
            int sRow = fromZero ? 0 : cRow;
            if (rows > 4 && MANY_REGISTERS) {
                DoubleTiles.tile8x3(Math.min(8, rows), k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i += 8;
            } else if (rows > 1) {
                DoubleTiles.tile4x3(Math.min(4, rows), k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i += 4;
            } else {
                DoubleTiles.tile1x3(k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i++;
            }
        }
    }

    /** A panel of up to one vector. */
    private static void edge(
            boolean fromZero,
            int m,
            int width,
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
        int i = 0;
        while (i < m) {
            int rows = m - i;
            int at = ao + i * aRow;
            int ct = co + i * cRow;
            double[] s = fromZero ? ZEROS : c;
            int so = fromZero ? 0 : ct;
            int sRow = fromZero ? 0 : cRow;
            if (rows > 4) {
                DoubleTiles.edge8(
                        Math.min(8, rows), width, k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i += 8;
            } else if (rows > 1) {
                DoubleTiles.edge4(
                        Math.min(4, rows), width, k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i += 4;
            } else {
                DoubleTiles.edge1(width, k, a, at, aRow, aCol, b, bo, bRow, s, so, sRow, c, ct, cRow);
                i++;
            }
        }
    }
}
