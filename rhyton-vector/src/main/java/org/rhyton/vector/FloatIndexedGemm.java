package org.rhyton.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The matrix product whose left operand lies where tables tell: windows over images, multiplied without being laid out
 * as rows first. Panels of two vectors of columns, cut into rows of B that stay in the nearest cache while the rows of
 * A go by.
 *
 * <p>Tiles are written out for the reason that {@link FloatTiles} gives. Of the last tile, where there are fewer rows, the
 * last one is computed again and again. Chains start from the numbers at s, which is C itself or, where sScale is 0, zeros.
 */
final class FloatIndexedGemm {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    private static final float[] ZEROS = new float[2 * WIDTH];

    /** Rows of B that a panel has at a time. */
    private static final int DEPTH = 256;

    private static final int ROWS_OF_TWO = 6;

    private static final int ROWS_OF_ONE = 8;

    private FloatIndexedGemm() {}

    /** See {@link org.rhyton.internal.kernel.FloatKernels#gemmIndexed}. */
    static void multiply(
            boolean accumulate,
            int from,
            int to,
            int n,
            int k,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int[] cRows) {
        if (k == 0 && !accumulate) {
            for (int i = from; i < to; i++) Arrays.fill(c, co + cRows[i], co + cRows[i] + n, 0f);
        }
        for (int p = 0; p < k; p += DEPTH) {
            int end = Math.min(k, p + DEPTH);
            boolean goOn = accumulate || p > 0;
            int j = 0;
            for (; j + 2 * WIDTH <= n; j += 2 * WIDTH) {
                twoVectors(goOn, from, to, p, end, a, ao, aRows, aCols, b, bo + j, bRow, c, co + j, cRows);
            }
            for (; j + WIDTH <= n; j += WIDTH) {
                oneVector(goOn, from, to, p, end, a, ao, aRows, aCols, b, bo + j, bRow, c, co + j, cRows);
            }
            if (j < n) edge(goOn, from, to, n - j, p, end, a, ao, aRows, aCols, b, bo + j, bRow, c, co + j, cRows);
        }
    }

    private static void twoVectors(
            boolean goOn,
            int from,
            int to,
            int p,
            int end,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int[] cRows) {
        int scale = goOn ? 1 : 0;
        float[] s = goOn ? c : ZEROS;
        int so = goOn ? co : 0;
        for (int i = from; i < to; i += ROWS_OF_TWO) {
            int rows = Math.min(ROWS_OF_TWO, to - i);
            tile6x2(i, rows, scale, p, end, a, ao, aRows, aCols, b, bo, bRow, s, so, c, co, cRows);
        }
    }

    private static void oneVector(
            boolean goOn,
            int from,
            int to,
            int p,
            int end,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int[] cRows) {
        int scale = goOn ? 1 : 0;
        float[] s = goOn ? c : ZEROS;
        int so = goOn ? co : 0;
        for (int i = from; i < to; i += ROWS_OF_ONE) {
            int rows = Math.min(ROWS_OF_ONE, to - i);
            tile8x1(i, rows, scale, p, end, a, ao, aRows, aCols, b, bo, bRow, s, so, c, co, cRows);
        }
    }

    /** Columns that fill no vector: B and C pass through scratch memory in which they do. */
    private static void edge(
            boolean goOn,
            int from,
            int to,
            int width,
            int p,
            int end,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int[] cRows) {
        int tile = DEPTH * WIDTH;
        float[] scratch = FloatScratch.ofAtLeast(tile + ROWS_OF_ONE * WIDTH);
        for (int q = p; q < end; q++) {
            int at = (q - p) * WIDTH;
            System.arraycopy(b, bo + q * bRow, scratch, at, width);
            Arrays.fill(scratch, at + width, at + WIDTH, 0f);
        }
        for (int i = from; i < to; i += ROWS_OF_ONE) {
            int rows = Math.min(ROWS_OF_ONE, to - i);
            for (int r = 0; r < rows; r++) {
                int at = tile + r * WIDTH;
                if (goOn) System.arraycopy(c, co + cRows[i + r], scratch, at, width);
                else Arrays.fill(scratch, at, at + width, 0f);
            }
            edgeTile(i, rows, p, end, a, ao, aRows, aCols, scratch, tile);
            for (int r = 0; r < rows; r++) System.arraycopy(scratch, tile + r * WIDTH, c, co + cRows[i + r], width);
        }
    }

    /** The tile of 6 rows and 2 vectors. */
    private static void tile6x2(
            int row,
            int rows,
            int sScale,
            int from,
            int to,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] s,
            int so,
            float[] c,
            int co,
            int[] cRows) {
        int r0 = row;
        FloatVector c0a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r0]);
        FloatVector c0b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r0] + WIDTH);
        int a0 = ao + aRows[r0];
        int r1 = row + Math.min(1, rows - 1);
        FloatVector c1a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r1]);
        FloatVector c1b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r1] + WIDTH);
        int a1 = ao + aRows[r1];
        int r2 = row + Math.min(2, rows - 1);
        FloatVector c2a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r2]);
        FloatVector c2b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r2] + WIDTH);
        int a2 = ao + aRows[r2];
        int r3 = row + Math.min(3, rows - 1);
        FloatVector c3a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r3]);
        FloatVector c3b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r3] + WIDTH);
        int a3 = ao + aRows[r3];
        int r4 = row + Math.min(4, rows - 1);
        FloatVector c4a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r4]);
        FloatVector c4b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r4] + WIDTH);
        int a4 = ao + aRows[r4];
        int r5 = row + Math.min(5, rows - 1);
        FloatVector c5a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r5]);
        FloatVector c5b = FloatVector.fromArray(LANES, s, so + sScale * cRows[r5] + WIDTH);
        int a5 = ao + aRows[r5];
        for (int p = from, bp = bo + from * bRow; p < to; p++, bp += bRow) {
            int col = aCols[p];
            FloatVector ba = FloatVector.fromArray(LANES, b, bp);
            FloatVector bb = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + col]);
            c0a = a0p.fma(ba, c0a);
            c0b = a0p.fma(bb, c0b);
            FloatVector a1p = FloatVector.broadcast(LANES, a[a1 + col]);
            c1a = a1p.fma(ba, c1a);
            c1b = a1p.fma(bb, c1b);
            FloatVector a2p = FloatVector.broadcast(LANES, a[a2 + col]);
            c2a = a2p.fma(ba, c2a);
            c2b = a2p.fma(bb, c2b);
            FloatVector a3p = FloatVector.broadcast(LANES, a[a3 + col]);
            c3a = a3p.fma(ba, c3a);
            c3b = a3p.fma(bb, c3b);
            FloatVector a4p = FloatVector.broadcast(LANES, a[a4 + col]);
            c4a = a4p.fma(ba, c4a);
            c4b = a4p.fma(bb, c4b);
            FloatVector a5p = FloatVector.broadcast(LANES, a[a5 + col]);
            c5a = a5p.fma(ba, c5a);
            c5b = a5p.fma(bb, c5b);
        }
        c0a.intoArray(c, co + cRows[r0]);
        c0b.intoArray(c, co + cRows[r0] + WIDTH);
        c1a.intoArray(c, co + cRows[r1]);
        c1b.intoArray(c, co + cRows[r1] + WIDTH);
        c2a.intoArray(c, co + cRows[r2]);
        c2b.intoArray(c, co + cRows[r2] + WIDTH);
        c3a.intoArray(c, co + cRows[r3]);
        c3b.intoArray(c, co + cRows[r3] + WIDTH);
        c4a.intoArray(c, co + cRows[r4]);
        c4b.intoArray(c, co + cRows[r4] + WIDTH);
        c5a.intoArray(c, co + cRows[r5]);
        c5b.intoArray(c, co + cRows[r5] + WIDTH);
    }

    /** The tile of 8 rows and 1 vector. */
    private static void tile8x1(
            int row,
            int rows,
            int sScale,
            int from,
            int to,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] b,
            int bo,
            int bRow,
            float[] s,
            int so,
            float[] c,
            int co,
            int[] cRows) {
        int r0 = row;
        FloatVector c0a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r0]);
        int a0 = ao + aRows[r0];
        int r1 = row + Math.min(1, rows - 1);
        FloatVector c1a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r1]);
        int a1 = ao + aRows[r1];
        int r2 = row + Math.min(2, rows - 1);
        FloatVector c2a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r2]);
        int a2 = ao + aRows[r2];
        int r3 = row + Math.min(3, rows - 1);
        FloatVector c3a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r3]);
        int a3 = ao + aRows[r3];
        int r4 = row + Math.min(4, rows - 1);
        FloatVector c4a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r4]);
        int a4 = ao + aRows[r4];
        int r5 = row + Math.min(5, rows - 1);
        FloatVector c5a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r5]);
        int a5 = ao + aRows[r5];
        int r6 = row + Math.min(6, rows - 1);
        FloatVector c6a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r6]);
        int a6 = ao + aRows[r6];
        int r7 = row + Math.min(7, rows - 1);
        FloatVector c7a = FloatVector.fromArray(LANES, s, so + sScale * cRows[r7]);
        int a7 = ao + aRows[r7];
        for (int p = from, bp = bo + from * bRow; p < to; p++, bp += bRow) {
            int col = aCols[p];
            FloatVector ba = FloatVector.fromArray(LANES, b, bp);
            c0a = FloatVector.broadcast(LANES, a[a0 + col]).fma(ba, c0a);
            c1a = FloatVector.broadcast(LANES, a[a1 + col]).fma(ba, c1a);
            c2a = FloatVector.broadcast(LANES, a[a2 + col]).fma(ba, c2a);
            c3a = FloatVector.broadcast(LANES, a[a3 + col]).fma(ba, c3a);
            c4a = FloatVector.broadcast(LANES, a[a4 + col]).fma(ba, c4a);
            c5a = FloatVector.broadcast(LANES, a[a5 + col]).fma(ba, c5a);
            c6a = FloatVector.broadcast(LANES, a[a6 + col]).fma(ba, c6a);
            c7a = FloatVector.broadcast(LANES, a[a7 + col]).fma(ba, c7a);
        }
        c0a.intoArray(c, co + cRows[r0]);
        c1a.intoArray(c, co + cRows[r1]);
        c2a.intoArray(c, co + cRows[r2]);
        c3a.intoArray(c, co + cRows[r3]);
        c4a.intoArray(c, co + cRows[r4]);
        c5a.intoArray(c, co + cRows[r5]);
        c6a.intoArray(c, co + cRows[r6]);
        c7a.intoArray(c, co + cRows[r7]);
    }

    /** The tile of an edge: 8 rows and 1 vector of scratch memory, B at its beginning. */
    private static void edgeTile(
            int row,
            int rows,
            int from,
            int to,
            float[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            float[] scratch,
            int tile) {
        int a0 = ao + aRows[row];
        FloatVector c0 = FloatVector.fromArray(LANES, scratch, tile);
        int a1 = ao + aRows[row + Math.min(1, rows - 1)];
        FloatVector c1 = FloatVector.fromArray(LANES, scratch, tile + WIDTH);
        int a2 = ao + aRows[row + Math.min(2, rows - 1)];
        FloatVector c2 = FloatVector.fromArray(LANES, scratch, tile + 2 * WIDTH);
        int a3 = ao + aRows[row + Math.min(3, rows - 1)];
        FloatVector c3 = FloatVector.fromArray(LANES, scratch, tile + 3 * WIDTH);
        int a4 = ao + aRows[row + Math.min(4, rows - 1)];
        FloatVector c4 = FloatVector.fromArray(LANES, scratch, tile + 4 * WIDTH);
        int a5 = ao + aRows[row + Math.min(5, rows - 1)];
        FloatVector c5 = FloatVector.fromArray(LANES, scratch, tile + 5 * WIDTH);
        int a6 = ao + aRows[row + Math.min(6, rows - 1)];
        FloatVector c6 = FloatVector.fromArray(LANES, scratch, tile + 6 * WIDTH);
        int a7 = ao + aRows[row + Math.min(7, rows - 1)];
        FloatVector c7 = FloatVector.fromArray(LANES, scratch, tile + 7 * WIDTH);
        for (int p = from, bp = 0; p < to; p++, bp += WIDTH) {
            int col = aCols[p];
            FloatVector bp0 = FloatVector.fromArray(LANES, scratch, bp);
            c0 = FloatVector.broadcast(LANES, a[a0 + col]).fma(bp0, c0);
            c1 = FloatVector.broadcast(LANES, a[a1 + col]).fma(bp0, c1);
            c2 = FloatVector.broadcast(LANES, a[a2 + col]).fma(bp0, c2);
            c3 = FloatVector.broadcast(LANES, a[a3 + col]).fma(bp0, c3);
            c4 = FloatVector.broadcast(LANES, a[a4 + col]).fma(bp0, c4);
            c5 = FloatVector.broadcast(LANES, a[a5 + col]).fma(bp0, c5);
            c6 = FloatVector.broadcast(LANES, a[a6 + col]).fma(bp0, c6);
            c7 = FloatVector.broadcast(LANES, a[a7 + col]).fma(bp0, c7);
        }
        c0.intoArray(scratch, tile);
        c1.intoArray(scratch, tile + WIDTH);
        c2.intoArray(scratch, tile + 2 * WIDTH);
        c3.intoArray(scratch, tile + 3 * WIDTH);
        c4.intoArray(scratch, tile + 4 * WIDTH);
        c5.intoArray(scratch, tile + 5 * WIDTH);
        c6.intoArray(scratch, tile + 6 * WIDTH);
        c7.intoArray(scratch, tile + 7 * WIDTH);
    }
}
