package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.Chains;

/**
 * The matrix product: cut into the chains of {@link Chains}, these into panels of some vectors of columns, which stay in
 * the nearest cache while the strips of A go by (see {@link FloatPanel}), and those into the tiles of {@link FloatTiles}.
 *
 * <p>A tile wants rows of B in one piece. Where the columns are in one piece instead, B is copied panel by panel; or, if
 * that is less to copy, Cᵀ = Bᵀ·Aᵀ is computed instead, by blocks that are then transposed. Neither touches the order in
 * which a chain is added up.
 */
final class FloatGemm {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    /** Columns of the widest panel. */
    private static final int PANEL = 3 * WIDTH;

    /** From this number of rows of C on, a panel is copied into one piece before it is used, */
    private static final int PACK_FROM_ROWS = 96;

    /** unless the rows that it is from are in the nearest cache anyway: so many elements. */
    private static final int NEAR = 8192;

    /** Rows of Cᵀ that are computed before they are transposed, while they are in the nearest cache. */
    private static final int TRANSPOSED_ROWS = 64;

    private FloatGemm() {}

    /** See {@link org.rhyton.internal.kernel.FloatKernels#gemm} and gemmAccumulate. */
    static void multiply(
            boolean accumulate,
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            int bCol,
            float[] c,
            int co,
            int cRow) {
        if (bRow == 1 && bCol != 1 && (long) m * (k + n) < (long) n * k) {
            transposed(accumulate, m, n, k, a, ao, aRow, aCol, b, bo, bCol, c, co, cRow);
            return;
        }
        int chains = Chains.of(k);
        for (int chain = 0; chain < chains; chain++) {
            int from = Chains.start(k, chain, chains);
            int depth = Chains.start(k, chain + 1, chains) - from;
            int at = ao + from * aCol;
            int bt = bo + from * bRow;
            boolean add = accumulate || chain > 0;
            if (bCol == 1 && (m < PACK_FROM_ROWS || depth * bRow <= NEAR)) {
                direct(add, m, n, depth, a, at, aRow, aCol, b, bt, bRow, c, co, cRow);
            } else {
                packed(add, m, n, depth, a, at, aRow, aCol, b, bt, bRow, bCol, c, co, cRow);
            }
        }
    }

    private static void direct(
            boolean add,
            int m,
            int n,
            int depth,
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
        for (int j = 0, width; j < n; j += width) {
            width = panelWidth(n - j);
            FloatPanel.multiply(add, m, width, depth, a, ao, aRow, aCol, b, bo + j, bRow, c, co + j, cRow);
        }
    }

    private static void packed(
            boolean add,
            int m,
            int n,
            int depth,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            int bCol,
            float[] c,
            int co,
            int cRow) {
        float[] piece = FloatScratch.ofAtLeast(Chains.LONGEST * PANEL);
        for (int j = 0, width; j < n; j += width) {
            width = panelWidth(n - j);
            pack(b, bo + j * bCol, bRow, bCol, depth, width, piece);
            FloatPanel.multiply(add, m, width, depth, a, ao, aRow, aCol, piece, 0, PANEL, c, co + j, cRow);
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
    private static void pack(float[] b, int bo, int bRow, int bCol, int rows, int columns, float[] piece) {
        if (bRow == 1) {
            FloatTranspose.transpose(b, bo, columns, rows, bCol, piece, 0, PANEL);
        } else if (bCol == 1 && columns % WIDTH == 0) {
            copyVectors(b, bo, bRow, rows, columns, piece);
        } else {
            for (int p = 0; p < rows; p++) {
                copy(b, bo + p * bRow, bCol, columns, piece, p * PANEL);
            }
        }
    }

    static void copyVectors(float[] b, int bo, int bRow, int rows, int columns, float[] piece) {
        for (int j = 0; j < columns; j += WIDTH) {
            for (int p = 0, from = bo + j, to = j; p < rows; p++, from += bRow, to += PANEL) {
                FloatVector.fromArray(LANES, b, from).intoArray(piece, to);
            }
        }
    }

    private static void copy(float[] x, int xo, int stride, int n, float[] z, int zo) {
        if (stride == 1) {
            System.arraycopy(x, xo, z, zo, n);
        } else {
            for (int i = 0; i < n; i++) {
                z[zo + i] = x[xo + i * stride];
            }
        }
    }

    /** Blocks of Cᵀ, each complete before it is transposed. */
    private static void transposed(
            boolean accumulate,
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bCol,
            float[] c,
            int co,
            int cRow) {
        int block = k * PANEL;
        float[] scratch = FloatScratch.ofAtLeast(block + TRANSPOSED_ROWS * PANEL);
        int chains = Chains.of(k);
        for (int i = 0, rows; i < m; i += rows) {
            rows = Math.min(PANEL, m - i);
            pack(a, ao + i * aRow, aCol, aRow, k, rows, scratch);
            for (int j = 0; j < n; j += TRANSPOSED_ROWS) {
                int columns = Math.min(TRANSPOSED_ROWS, n - j);
                int ct = co + i * cRow + j;
                if (accumulate) {
                    FloatTranspose.transpose(c, ct, rows, columns, cRow, scratch, block, PANEL);
                }
                for (int chain = 0; chain < chains; chain++) {
                    int from = Chains.start(k, chain, chains);
                    int depth = Chains.start(k, chain + 1, chains) - from;
                    boolean add = accumulate || chain > 0;
                    int bt = bo + j * bCol + from;
                    int at = from * PANEL;
                    direct(add, columns, rows, depth, b, bt, bCol, 1, scratch, at, PANEL, scratch, block, PANEL);
                }
                FloatTranspose.transpose(scratch, block, columns, rows, PANEL, c, ct, cRow);
            }
        }
    }
}
