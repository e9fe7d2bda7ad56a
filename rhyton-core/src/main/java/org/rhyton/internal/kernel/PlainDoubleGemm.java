// Written by DoubleSources from the source for float: change that one.
package org.rhyton.internal.kernel;

import java.util.Arrays;

/**
 * The matrix product in plain loops, of a form that the JVM's compiler makes vectors of: every array of the inner loop is
 * one of our own, read and written from its beginning, for of arrays with offsets the compiler cannot tell that they do not
 * overlap. So rows of B are copied first, each for {@link #ROWS} rows of C, which are put together aside.
 */
final class PlainDoubleGemm {
    /** Rows of C that are computed at a time. */
    private static final int ROWS = 32;

    /** Columns of C that are computed at a time. */
    private static final int COLUMNS = 512;

    private static final ThreadLocal<PlainDoubleGemm> CURRENT = ThreadLocal.withInitial(PlainDoubleGemm::new);

    private final double[][] sums = new double[ROWS][COLUMNS];
    private final double[] b0 = new double[COLUMNS];
    private final double[] b1 = new double[COLUMNS];
    private final double[] b2 = new double[COLUMNS];
    private final double[] b3 = new double[COLUMNS];

    private PlainDoubleGemm() {}

    /** See {@link DoubleKernels#gemm} and {@link DoubleKernels#gemmAccumulate}; k is at least 1. */
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
        PlainDoubleGemm room = CURRENT.get();
        int chains = Chains.of(k);
        for (int chain = 0; chain < chains; chain++) {
            int from = Chains.start(k, chain, chains);
            int depth = Chains.start(k, chain + 1, chains) - from;
            boolean add = accumulate || chain > 0;
            for (int j = 0; j < n; j += COLUMNS) {
                int columns = Math.min(COLUMNS, n - j);
                int bt = bo + from * bRow + j * bCol;
                for (int i = 0; i < m; i += ROWS) {
                    int rows = Math.min(ROWS, m - i);
                    int at = ao + i * aRow + from * aCol;
                    room.block(rows, columns, depth, a, at, aRow, aCol, b, bt, bRow, bCol);
                    room.take(add, rows, columns, c, co + i * cRow + j, cRow);
                }
            }
        }
    }

    /** A chain of each element of a block. */
    private void block(
            int rows,
            int columns,
            int depth,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            int bCol) {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(sums[i], 0, columns, 0d);
        }
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            int bt = bo + p * bRow;
            copy(b, bt, bCol, columns, b0);
            copy(b, bt + bRow, bCol, columns, b1);
            copy(b, bt + 2 * bRow, bCol, columns, b2);
            copy(b, bt + 3 * bRow, bCol, columns, b3);
            for (int i = 0; i < rows; i++) {
                int at = ao + i * aRow + p * aCol;
                addFour(sums[i], a[at], b0, a[at + aCol], b1, a[at + 2 * aCol], b2, a[at + 3 * aCol], b3, columns);
            }
        }
        for (; p < depth; p++) {
            copy(b, bo + p * bRow, bCol, columns, b0);
            for (int i = 0; i < rows; i++) {
                addOne(sums[i], a[ao + i * aRow + p * aCol], b0, columns);
            }
        }
    }

    private static void copy(double[] x, int xo, int stride, int n, double[] z) {
        if (stride == 1) {
            System.arraycopy(x, xo, z, 0, n);
        } else {
            for (int i = 0; i < n; i++) {
                z[i] = x[xo + i * stride];
            }
        }
    }

    /** Four links of each chain, which spares loads and stores of the sums. */
    private static void addFour(
            double[] sums,
            double a0,
            double[] b0,
            double a1,
            double[] b1,
            double a2,
            double[] b2,
            double a3,
            double[] b3,
            int n) {
        for (int j = 0; j < n; j++) {
            double v = Math.fma(a0, b0[j], sums[j]);
            v = Math.fma(a1, b1[j], v);
            v = Math.fma(a2, b2[j], v);
            sums[j] = Math.fma(a3, b3[j], v);
        }
    }

    private static void addOne(double[] sums, double a, double[] b, int n) {
        for (int j = 0; j < n; j++) {
            sums[j] = Math.fma(a, b[j], sums[j]);
        }
    }

    private void take(boolean add, int rows, int columns, double[] c, int co, int cRow) {
        for (int i = 0; i < rows; i++) {
            double[] row = sums[i];
            int to = co + i * cRow;
            if (!add) {
                System.arraycopy(row, 0, c, to, columns);
                continue;
            }
            for (int j = 0; j < columns; j++) {
                c[to + j] += row[j];
            }
        }
    }
}
