// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import jdk.incubator.vector.DoubleVector;
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
final class DoubleTiles {

    private static final VectorSpecies<Double> LANES = Lanes.DOUBLES;

    static final int WIDTH = LANES.length();

    private DoubleTiles() {}

    /** The tile of 4 rows and 3 vectors. */
    static void tile4x3(
            int rows,
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        DoubleVector c0b = DoubleVector.fromArray(LANES, s, so + WIDTH);
        DoubleVector c0c = DoubleVector.fromArray(LANES, s, so + 2 * WIDTH);
        int r1 = Math.min(1, rows - 1);
        DoubleVector c1a = DoubleVector.fromArray(LANES, s, so + r1 * sRow);
        DoubleVector c1b = DoubleVector.fromArray(LANES, s, so + r1 * sRow + WIDTH);
        DoubleVector c1c = DoubleVector.fromArray(LANES, s, so + r1 * sRow + 2 * WIDTH);
        int r2 = Math.min(2, rows - 1);
        DoubleVector c2a = DoubleVector.fromArray(LANES, s, so + r2 * sRow);
        DoubleVector c2b = DoubleVector.fromArray(LANES, s, so + r2 * sRow + WIDTH);
        DoubleVector c2c = DoubleVector.fromArray(LANES, s, so + r2 * sRow + 2 * WIDTH);
        int r3 = Math.min(3, rows - 1);
        DoubleVector c3a = DoubleVector.fromArray(LANES, s, so + r3 * sRow);
        DoubleVector c3b = DoubleVector.fromArray(LANES, s, so + r3 * sRow + WIDTH);
        DoubleVector c3c = DoubleVector.fromArray(LANES, s, so + r3 * sRow + 2 * WIDTH);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, bp + 2 * WIDTH);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
            c0c = a0p.fma(b2, c0c);
            DoubleVector a1p = DoubleVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            c1b = a1p.fma(b1, c1b);
            c1c = a1p.fma(b2, c1c);
            DoubleVector a2p = DoubleVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            c2b = a2p.fma(b1, c2b);
            c2c = a2p.fma(b2, c2c);
            DoubleVector a3p = DoubleVector.broadcast(LANES, a[a3 + ap]);
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
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        DoubleVector c0b = DoubleVector.fromArray(LANES, s, so + WIDTH);
        int r1 = Math.min(1, rows - 1);
        DoubleVector c1a = DoubleVector.fromArray(LANES, s, so + r1 * sRow);
        DoubleVector c1b = DoubleVector.fromArray(LANES, s, so + r1 * sRow + WIDTH);
        int r2 = Math.min(2, rows - 1);
        DoubleVector c2a = DoubleVector.fromArray(LANES, s, so + r2 * sRow);
        DoubleVector c2b = DoubleVector.fromArray(LANES, s, so + r2 * sRow + WIDTH);
        int r3 = Math.min(3, rows - 1);
        DoubleVector c3a = DoubleVector.fromArray(LANES, s, so + r3 * sRow);
        DoubleVector c3b = DoubleVector.fromArray(LANES, s, so + r3 * sRow + WIDTH);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
            DoubleVector a1p = DoubleVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            c1b = a1p.fma(b1, c1b);
            DoubleVector a2p = DoubleVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            c2b = a2p.fma(b1, c2b);
            DoubleVector a3p = DoubleVector.broadcast(LANES, a[a3 + ap]);
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
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        int r1 = Math.min(1, rows - 1);
        DoubleVector c1a = DoubleVector.fromArray(LANES, s, so + r1 * sRow);
        int r2 = Math.min(2, rows - 1);
        DoubleVector c2a = DoubleVector.fromArray(LANES, s, so + r2 * sRow);
        int r3 = Math.min(3, rows - 1);
        DoubleVector c3a = DoubleVector.fromArray(LANES, s, so + r3 * sRow);
        int r4 = Math.min(4, rows - 1);
        DoubleVector c4a = DoubleVector.fromArray(LANES, s, so + r4 * sRow);
        int r5 = Math.min(5, rows - 1);
        DoubleVector c5a = DoubleVector.fromArray(LANES, s, so + r5 * sRow);
        int r6 = Math.min(6, rows - 1);
        DoubleVector c6a = DoubleVector.fromArray(LANES, s, so + r6 * sRow);
        int r7 = Math.min(7, rows - 1);
        DoubleVector c7a = DoubleVector.fromArray(LANES, s, so + r7 * sRow);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        int a4 = ao + r4 * aRow;
        int a5 = ao + r5 * aRow;
        int a6 = ao + r6 * aRow;
        int a7 = ao + r7 * aRow;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            DoubleVector a1p = DoubleVector.broadcast(LANES, a[a1 + ap]);
            c1a = a1p.fma(b0, c1a);
            DoubleVector a2p = DoubleVector.broadcast(LANES, a[a2 + ap]);
            c2a = a2p.fma(b0, c2a);
            DoubleVector a3p = DoubleVector.broadcast(LANES, a[a3 + ap]);
            c3a = a3p.fma(b0, c3a);
            DoubleVector a4p = DoubleVector.broadcast(LANES, a[a4 + ap]);
            c4a = a4p.fma(b0, c4a);
            DoubleVector a5p = DoubleVector.broadcast(LANES, a[a5 + ap]);
            c5a = a5p.fma(b0, c5a);
            DoubleVector a6p = DoubleVector.broadcast(LANES, a[a6 + ap]);
            c6a = a6p.fma(b0, c6a);
            DoubleVector a7p = DoubleVector.broadcast(LANES, a[a7 + ap]);
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
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        DoubleVector c0b = DoubleVector.fromArray(LANES, s, so + WIDTH);
        DoubleVector c0c = DoubleVector.fromArray(LANES, s, so + 2 * WIDTH);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
            DoubleVector b2 = DoubleVector.fromArray(LANES, b, bp + 2 * WIDTH);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
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
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        DoubleVector c0b = DoubleVector.fromArray(LANES, s, so + WIDTH);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
    }

    /** The tile of 1 rows and 1 vector. */
    static void tile1x1(
            int k,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] s,
            int so,
            int sRow,
            double[] c,
            int co,
            int cRow) {
        DoubleVector c0a = DoubleVector.fromArray(LANES, s, so);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
        }
        c0a.intoArray(c, co);
    }
}
