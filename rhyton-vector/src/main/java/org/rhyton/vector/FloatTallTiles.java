package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link FloatTiles} for machines with 32 registers: 8 rows of 3 vectors are 24, 3 of B and one of A. A
 * row of B that comes from beyond the nearest cache then serves twice as many multiplications.
 */
final class FloatTallTiles {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    private FloatTallTiles() {}

    /** The tile of 8 rows and 3 vectors. */
    static void tile8x3(
            boolean add,
            int rows,
            int k,
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
        if (rows == 0) return;
        FloatVector c0a = FloatVector.zero(LANES);
        FloatVector c0b = FloatVector.zero(LANES);
        FloatVector c0c = FloatVector.zero(LANES);
        FloatVector c1a = FloatVector.zero(LANES);
        FloatVector c1b = FloatVector.zero(LANES);
        FloatVector c1c = FloatVector.zero(LANES);
        FloatVector c2a = FloatVector.zero(LANES);
        FloatVector c2b = FloatVector.zero(LANES);
        FloatVector c2c = FloatVector.zero(LANES);
        FloatVector c3a = FloatVector.zero(LANES);
        FloatVector c3b = FloatVector.zero(LANES);
        FloatVector c3c = FloatVector.zero(LANES);
        FloatVector c4a = FloatVector.zero(LANES);
        FloatVector c4b = FloatVector.zero(LANES);
        FloatVector c4c = FloatVector.zero(LANES);
        FloatVector c5a = FloatVector.zero(LANES);
        FloatVector c5b = FloatVector.zero(LANES);
        FloatVector c5c = FloatVector.zero(LANES);
        FloatVector c6a = FloatVector.zero(LANES);
        FloatVector c6b = FloatVector.zero(LANES);
        FloatVector c6c = FloatVector.zero(LANES);
        FloatVector c7a = FloatVector.zero(LANES);
        FloatVector c7b = FloatVector.zero(LANES);
        FloatVector c7c = FloatVector.zero(LANES);
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
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
            FloatVector a4p = FloatVector.broadcast(LANES, a[a4 + ap]);
            c4a = a4p.fma(b0, c4a);
            c4b = a4p.fma(b1, c4b);
            c4c = a4p.fma(b2, c4c);
            FloatVector a5p = FloatVector.broadcast(LANES, a[a5 + ap]);
            c5a = a5p.fma(b0, c5a);
            c5b = a5p.fma(b1, c5b);
            c5c = a5p.fma(b2, c5c);
            FloatVector a6p = FloatVector.broadcast(LANES, a[a6 + ap]);
            c6a = a6p.fma(b0, c6a);
            c6b = a6p.fma(b1, c6b);
            c6c = a6p.fma(b2, c6c);
            FloatVector a7p = FloatVector.broadcast(LANES, a[a7 + ap]);
            c7a = a7p.fma(b0, c7a);
            c7b = a7p.fma(b1, c7b);
            c7c = a7p.fma(b2, c7c);
        }
        int z1 = co + r1 * cRow;
        int z2 = co + r2 * cRow;
        int z3 = co + r3 * cRow;
        int z4 = co + r4 * cRow;
        int z5 = co + r5 * cRow;
        int z6 = co + r6 * cRow;
        int z7 = co + r7 * cRow;
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c0b = FloatVector.fromArray(LANES, c, co + WIDTH).add(c0b);
            c0c = FloatVector.fromArray(LANES, c, co + 2 * WIDTH).add(c0c);
            c1a = FloatVector.fromArray(LANES, c, z1).add(c1a);
            c1b = FloatVector.fromArray(LANES, c, z1 + WIDTH).add(c1b);
            c1c = FloatVector.fromArray(LANES, c, z1 + 2 * WIDTH).add(c1c);
            c2a = FloatVector.fromArray(LANES, c, z2).add(c2a);
            c2b = FloatVector.fromArray(LANES, c, z2 + WIDTH).add(c2b);
            c2c = FloatVector.fromArray(LANES, c, z2 + 2 * WIDTH).add(c2c);
            c3a = FloatVector.fromArray(LANES, c, z3).add(c3a);
            c3b = FloatVector.fromArray(LANES, c, z3 + WIDTH).add(c3b);
            c3c = FloatVector.fromArray(LANES, c, z3 + 2 * WIDTH).add(c3c);
            c4a = FloatVector.fromArray(LANES, c, z4).add(c4a);
            c4b = FloatVector.fromArray(LANES, c, z4 + WIDTH).add(c4b);
            c4c = FloatVector.fromArray(LANES, c, z4 + 2 * WIDTH).add(c4c);
            c5a = FloatVector.fromArray(LANES, c, z5).add(c5a);
            c5b = FloatVector.fromArray(LANES, c, z5 + WIDTH).add(c5b);
            c5c = FloatVector.fromArray(LANES, c, z5 + 2 * WIDTH).add(c5c);
            c6a = FloatVector.fromArray(LANES, c, z6).add(c6a);
            c6b = FloatVector.fromArray(LANES, c, z6 + WIDTH).add(c6b);
            c6c = FloatVector.fromArray(LANES, c, z6 + 2 * WIDTH).add(c6c);
            c7a = FloatVector.fromArray(LANES, c, z7).add(c7a);
            c7b = FloatVector.fromArray(LANES, c, z7 + WIDTH).add(c7b);
            c7c = FloatVector.fromArray(LANES, c, z7 + 2 * WIDTH).add(c7c);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c0c.intoArray(c, co + 2 * WIDTH);
        c1a.intoArray(c, z1);
        c1b.intoArray(c, z1 + WIDTH);
        c1c.intoArray(c, z1 + 2 * WIDTH);
        c2a.intoArray(c, z2);
        c2b.intoArray(c, z2 + WIDTH);
        c2c.intoArray(c, z2 + 2 * WIDTH);
        c3a.intoArray(c, z3);
        c3b.intoArray(c, z3 + WIDTH);
        c3c.intoArray(c, z3 + 2 * WIDTH);
        c4a.intoArray(c, z4);
        c4b.intoArray(c, z4 + WIDTH);
        c4c.intoArray(c, z4 + 2 * WIDTH);
        c5a.intoArray(c, z5);
        c5b.intoArray(c, z5 + WIDTH);
        c5c.intoArray(c, z5 + 2 * WIDTH);
        c6a.intoArray(c, z6);
        c6b.intoArray(c, z6 + WIDTH);
        c6c.intoArray(c, z6 + 2 * WIDTH);
        c7a.intoArray(c, z7);
        c7b.intoArray(c, z7 + WIDTH);
        c7c.intoArray(c, z7 + 2 * WIDTH);
    }

    /** The tile of 8 rows and 2 vectors. */
    static void tile8x2(
            boolean add,
            int rows,
            int k,
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
        if (rows == 0) return;
        FloatVector c0a = FloatVector.zero(LANES);
        FloatVector c0b = FloatVector.zero(LANES);
        FloatVector c1a = FloatVector.zero(LANES);
        FloatVector c1b = FloatVector.zero(LANES);
        FloatVector c2a = FloatVector.zero(LANES);
        FloatVector c2b = FloatVector.zero(LANES);
        FloatVector c3a = FloatVector.zero(LANES);
        FloatVector c3b = FloatVector.zero(LANES);
        FloatVector c4a = FloatVector.zero(LANES);
        FloatVector c4b = FloatVector.zero(LANES);
        FloatVector c5a = FloatVector.zero(LANES);
        FloatVector c5b = FloatVector.zero(LANES);
        FloatVector c6a = FloatVector.zero(LANES);
        FloatVector c6b = FloatVector.zero(LANES);
        FloatVector c7a = FloatVector.zero(LANES);
        FloatVector c7b = FloatVector.zero(LANES);
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
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
            FloatVector a4p = FloatVector.broadcast(LANES, a[a4 + ap]);
            c4a = a4p.fma(b0, c4a);
            c4b = a4p.fma(b1, c4b);
            FloatVector a5p = FloatVector.broadcast(LANES, a[a5 + ap]);
            c5a = a5p.fma(b0, c5a);
            c5b = a5p.fma(b1, c5b);
            FloatVector a6p = FloatVector.broadcast(LANES, a[a6 + ap]);
            c6a = a6p.fma(b0, c6a);
            c6b = a6p.fma(b1, c6b);
            FloatVector a7p = FloatVector.broadcast(LANES, a[a7 + ap]);
            c7a = a7p.fma(b0, c7a);
            c7b = a7p.fma(b1, c7b);
        }
        int z1 = co + r1 * cRow;
        int z2 = co + r2 * cRow;
        int z3 = co + r3 * cRow;
        int z4 = co + r4 * cRow;
        int z5 = co + r5 * cRow;
        int z6 = co + r6 * cRow;
        int z7 = co + r7 * cRow;
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c0b = FloatVector.fromArray(LANES, c, co + WIDTH).add(c0b);
            c1a = FloatVector.fromArray(LANES, c, z1).add(c1a);
            c1b = FloatVector.fromArray(LANES, c, z1 + WIDTH).add(c1b);
            c2a = FloatVector.fromArray(LANES, c, z2).add(c2a);
            c2b = FloatVector.fromArray(LANES, c, z2 + WIDTH).add(c2b);
            c3a = FloatVector.fromArray(LANES, c, z3).add(c3a);
            c3b = FloatVector.fromArray(LANES, c, z3 + WIDTH).add(c3b);
            c4a = FloatVector.fromArray(LANES, c, z4).add(c4a);
            c4b = FloatVector.fromArray(LANES, c, z4 + WIDTH).add(c4b);
            c5a = FloatVector.fromArray(LANES, c, z5).add(c5a);
            c5b = FloatVector.fromArray(LANES, c, z5 + WIDTH).add(c5b);
            c6a = FloatVector.fromArray(LANES, c, z6).add(c6a);
            c6b = FloatVector.fromArray(LANES, c, z6 + WIDTH).add(c6b);
            c7a = FloatVector.fromArray(LANES, c, z7).add(c7a);
            c7b = FloatVector.fromArray(LANES, c, z7 + WIDTH).add(c7b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c1a.intoArray(c, z1);
        c1b.intoArray(c, z1 + WIDTH);
        c2a.intoArray(c, z2);
        c2b.intoArray(c, z2 + WIDTH);
        c3a.intoArray(c, z3);
        c3b.intoArray(c, z3 + WIDTH);
        c4a.intoArray(c, z4);
        c4b.intoArray(c, z4 + WIDTH);
        c5a.intoArray(c, z5);
        c5b.intoArray(c, z5 + WIDTH);
        c6a.intoArray(c, z6);
        c6b.intoArray(c, z6 + WIDTH);
        c7a.intoArray(c, z7);
        c7b.intoArray(c, z7 + WIDTH);
    }
}
