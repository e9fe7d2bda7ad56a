// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link DoubleTiles} for a single row: what they read of B is used once, so that reading is what they are
 * bound by.
 */
final class DoubleRowTiles {

    private static final VectorSpecies<Double> LANES = Lanes.DOUBLES;

    private static final int WIDTH = LANES.length();

    private DoubleRowTiles() {}

    /** The tile of 1 row and 3 vectors. */
    static void tile1x3(
            boolean add, int k, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
        DoubleVector c0a = DoubleVector.zero(LANES);
        DoubleVector c0b = DoubleVector.zero(LANES);
        DoubleVector c0c = DoubleVector.zero(LANES);
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
        if (add) {
            c0a = DoubleVector.fromArray(LANES, c, co).add(c0a);
            c0b = DoubleVector.fromArray(LANES, c, co + WIDTH).add(c0b);
            c0c = DoubleVector.fromArray(LANES, c, co + 2 * WIDTH).add(c0c);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c0c.intoArray(c, co + 2 * WIDTH);
    }

    /** The tile of 1 row and 2 vectors. */
    static void tile1x2(
            boolean add, int k, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
        DoubleVector c0a = DoubleVector.zero(LANES);
        DoubleVector c0b = DoubleVector.zero(LANES);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector b1 = DoubleVector.fromArray(LANES, b, bp + WIDTH);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
        }
        if (add) {
            c0a = DoubleVector.fromArray(LANES, c, co).add(c0a);
            c0b = DoubleVector.fromArray(LANES, c, co + WIDTH).add(c0b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
    }

    /** The tile of 1 row and 1 vector. */
    static void tile1x1(
            boolean add, int k, double[] a, int ao, int aCol, double[] b, int bo, int bRow, double[] c, int co) {
        DoubleVector c0a = DoubleVector.zero(LANES);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            DoubleVector b0 = DoubleVector.fromArray(LANES, b, bp);
            DoubleVector a0p = DoubleVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
        }
        if (add) {
            c0a = DoubleVector.fromArray(LANES, c, co).add(c0a);
        }
        c0a.intoArray(c, co);
    }
}
