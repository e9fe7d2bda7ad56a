package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost part of a matrix product: a tile of C stays in registers while a strip of A and a panel of B go by.
 *
 * <p>All tiles have the same parameters. {@code rows} is how many rows there are: where the tile has more, the last
 * one is computed again and again. The chains start from the numbers at {@code s}, whose rows are sRow apart, and end
 * in C; s may be C itself, or a row of zeros with sRow = 0. Elements of A are aRow and aCol apart, rows of B bRow.
 *
 * <p>Tiles are written out, not looped: only named locals are certain to be registers. 4 rows of 3 vectors take 16,
 * which every machine has; larger tiles were slower even where there are 32. Nothing but this belongs into these
 * methods, neither a mask nor a helper: a method of too many nodes is compiled with calls in its loop, or not at all,
 * and then it runs ten or a hundred times slower for good.
 */
final class FloatTiles {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    static final int WIDTH = LANES.length();

    private FloatTiles() {}

    /** The tile of 4 rows and 3 vectors. */
    static void tile4x3(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        FloatVector c0b = FloatVector.fromArray(LANES, s, so + WIDTH);
        FloatVector c0c = FloatVector.fromArray(LANES, s, so + 2 * WIDTH);
        int r1 = Math.min(1, rows - 1);
        FloatVector c1a = FloatVector.fromArray(LANES, s, so + r1 * sRow);
        FloatVector c1b = FloatVector.fromArray(LANES, s, so + r1 * sRow + WIDTH);
        FloatVector c1c = FloatVector.fromArray(LANES, s, so + r1 * sRow + 2 * WIDTH);
        int r2 = Math.min(2, rows - 1);
        FloatVector c2a = FloatVector.fromArray(LANES, s, so + r2 * sRow);
        FloatVector c2b = FloatVector.fromArray(LANES, s, so + r2 * sRow + WIDTH);
        FloatVector c2c = FloatVector.fromArray(LANES, s, so + r2 * sRow + 2 * WIDTH);
        int r3 = Math.min(3, rows - 1);
        FloatVector c3a = FloatVector.fromArray(LANES, s, so + r3 * sRow);
        FloatVector c3b = FloatVector.fromArray(LANES, s, so + r3 * sRow + WIDTH);
        FloatVector c3c = FloatVector.fromArray(LANES, s, so + r3 * sRow + 2 * WIDTH);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector b2 = FloatVector.fromArray(LANES, b, bp + 2 * WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
            c0c = a0p.fma(b2, c0c);
            FloatVector a1p = FloatVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            c1b = a1p.fma(b1, c1b);
            c1c = a1p.fma(b2, c1c);
            FloatVector a2p = FloatVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            c2b = a2p.fma(b1, c2b);
            c2c = a2p.fma(b2, c2c);
            FloatVector a3p = FloatVector.broadcast(LANES, a[a3 + ap]);
            c3a = a3p.fma(b0, c3a);
            c3b = a3p.fma(b1, c3b);
            c3c = a3p.fma(b2, c3c);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c0c.intoArray(c, co + 2 * WIDTH);
        c1a.intoArray(c, co + r1 * cRow);
        c1b.intoArray(c, co + r1 * cRow + WIDTH);
        c1c.intoArray(c, co + r1 * cRow + 2 * WIDTH);
        c2a.intoArray(c, co + r2 * cRow);
        c2b.intoArray(c, co + r2 * cRow + WIDTH);
        c2c.intoArray(c, co + r2 * cRow + 2 * WIDTH);
        c3a.intoArray(c, co + r3 * cRow);
        c3b.intoArray(c, co + r3 * cRow + WIDTH);
        c3c.intoArray(c, co + r3 * cRow + 2 * WIDTH);
    }

    /** The tile of 4 rows and 2 vectors. */
    static void tile4x2(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        FloatVector c0b = FloatVector.fromArray(LANES, s, so + WIDTH);
        int r1 = Math.min(1, rows - 1);
        FloatVector c1a = FloatVector.fromArray(LANES, s, so + r1 * sRow);
        FloatVector c1b = FloatVector.fromArray(LANES, s, so + r1 * sRow + WIDTH);
        int r2 = Math.min(2, rows - 1);
        FloatVector c2a = FloatVector.fromArray(LANES, s, so + r2 * sRow);
        FloatVector c2b = FloatVector.fromArray(LANES, s, so + r2 * sRow + WIDTH);
        int r3 = Math.min(3, rows - 1);
        FloatVector c3a = FloatVector.fromArray(LANES, s, so + r3 * sRow);
        FloatVector c3b = FloatVector.fromArray(LANES, s, so + r3 * sRow + WIDTH);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
            FloatVector a1p = FloatVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            c1b = a1p.fma(b1, c1b);
            FloatVector a2p = FloatVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            c2b = a2p.fma(b1, c2b);
            FloatVector a3p = FloatVector.broadcast(LANES, a[a3 + ap]);
            c3a = a3p.fma(b0, c3a);
            c3b = a3p.fma(b1, c3b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c1a.intoArray(c, co + r1 * cRow);
        c1b.intoArray(c, co + r1 * cRow + WIDTH);
        c2a.intoArray(c, co + r2 * cRow);
        c2b.intoArray(c, co + r2 * cRow + WIDTH);
        c3a.intoArray(c, co + r3 * cRow);
        c3b.intoArray(c, co + r3 * cRow + WIDTH);
    }

    /** The tile of 8 rows and 1 vector. */
    static void tile8x1(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        int r1 = Math.min(1, rows - 1);
        FloatVector c1a = FloatVector.fromArray(LANES, s, so + r1 * sRow);
        int r2 = Math.min(2, rows - 1);
        FloatVector c2a = FloatVector.fromArray(LANES, s, so + r2 * sRow);
        int r3 = Math.min(3, rows - 1);
        FloatVector c3a = FloatVector.fromArray(LANES, s, so + r3 * sRow);
        int r4 = Math.min(4, rows - 1);
        FloatVector c4a = FloatVector.fromArray(LANES, s, so + r4 * sRow);
        int r5 = Math.min(5, rows - 1);
        FloatVector c5a = FloatVector.fromArray(LANES, s, so + r5 * sRow);
        int r6 = Math.min(6, rows - 1);
        FloatVector c6a = FloatVector.fromArray(LANES, s, so + r6 * sRow);
        int r7 = Math.min(7, rows - 1);
        FloatVector c7a = FloatVector.fromArray(LANES, s, so + r7 * sRow);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        int a4 = ao + r4 * aRow;
        int a5 = ao + r5 * aRow;
        int a6 = ao + r6 * aRow;
        int a7 = ao + r7 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            FloatVector a1p = FloatVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            FloatVector a2p = FloatVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            FloatVector a3p = FloatVector.broadcast(LANES, a[a3 + ap]);
            c3a = a3p.fma(b0, c3a);
            FloatVector a4p = FloatVector.broadcast(LANES, a[a4 + ap]);
            c4a = a4p.fma(b0, c4a);
            FloatVector a5p = FloatVector.broadcast(LANES, a[a5 + ap]);
            c5a = a5p.fma(b0, c5a);
            FloatVector a6p = FloatVector.broadcast(LANES, a[a6 + ap]);
            c6a = a6p.fma(b0, c6a);
            FloatVector a7p = FloatVector.broadcast(LANES, a[a7 + ap]);
            c7a = a7p.fma(b0, c7a);
        }
        c0a.intoArray(c, co);
        c1a.intoArray(c, co + r1 * cRow);
        c2a.intoArray(c, co + r2 * cRow);
        c3a.intoArray(c, co + r3 * cRow);
        c4a.intoArray(c, co + r4 * cRow);
        c5a.intoArray(c, co + r5 * cRow);
        c6a.intoArray(c, co + r6 * cRow);
        c7a.intoArray(c, co + r7 * cRow);
    }

    /** The tile of 1 rows and 3 vectors. */
    static void tile1x3(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        FloatVector c0b = FloatVector.fromArray(LANES, s, so + WIDTH);
        FloatVector c0c = FloatVector.fromArray(LANES, s, so + 2 * WIDTH);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector b2 = FloatVector.fromArray(LANES, b, bp + 2 * WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
            c0c = a0p.fma(b2, c0c);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c0c.intoArray(c, co + 2 * WIDTH);
    }

    /** The tile of 1 rows and 2 vectors. */
    static void tile1x2(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        FloatVector c0b = FloatVector.fromArray(LANES, s, so + WIDTH);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
    }

    /** The tile of 1 rows and 1 vector. */
    static void tile1x1(
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
        FloatVector c0a = FloatVector.fromArray(LANES, s, so);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
        }
        c0a.intoArray(c, co);
    }
}
