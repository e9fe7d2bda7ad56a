package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link FloatTiles} for a single row: what they read of B is used once, so that reading is what they are
 * bound by.
 */
final class FloatRowTiles {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    private FloatRowTiles() {}

    /** The tile of 1 row and 3 vectors. */
    static void tile1x3(
            boolean add, int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] c, int co) {
        FloatVector c0a = FloatVector.zero(LANES);
        FloatVector c0b = FloatVector.zero(LANES);
        FloatVector c0c = FloatVector.zero(LANES);
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
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c0b = FloatVector.fromArray(LANES, c, co + WIDTH).add(c0b);
            c0c = FloatVector.fromArray(LANES, c, co + 2 * WIDTH).add(c0c);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c0c.intoArray(c, co + 2 * WIDTH);
    }

    /** The tile of 1 row and 2 vectors. */
    static void tile1x2(
            boolean add, int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] c, int co) {
        FloatVector c0a = FloatVector.zero(LANES);
        FloatVector c0b = FloatVector.zero(LANES);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector b1 = FloatVector.fromArray(LANES, b, bp + WIDTH);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
            c0b = a0p.fma(b1, c0b);
        }
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c0b = FloatVector.fromArray(LANES, c, co + WIDTH).add(c0b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
    }

    /** The tile of 1 row and 1 vector. */
    static void tile1x1(
            boolean add, int k, float[] a, int ao, int aCol, float[] b, int bo, int bRow, float[] c, int co) {
        FloatVector c0a = FloatVector.zero(LANES);
        int a0 = ao;
        for (int p = 0, ap = 0, bp = bo; p < k; p++, ap += aCol, bp += bRow) {
            FloatVector b0 = FloatVector.fromArray(LANES, b, bp);
            FloatVector a0p = FloatVector.broadcast(LANES, a[a0 + ap]);
            c0a = a0p.fma(b0, c0a);
        }
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
        }
        c0a.intoArray(c, co);
    }
}
