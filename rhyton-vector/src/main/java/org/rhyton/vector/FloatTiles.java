package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost part of a matrix product: a tile of C stays in registers while a strip of A and a panel of B go by.
 *
 * <p>All tiles have the same parameters. {@code rows} is how many rows there are: where the tile has more, the last
 * one is computed again and again. Each chain starts from 0; where {@code add} is true, its sum is added to C, else it
 * becomes C. Elements of A are aRow and aCol apart, rows of B bRow, rows of C cRow.
 *
 * <p>Tiles are written out, not looped: only named locals are certain to be registers. Nothing but this belongs into
 * these methods: a method of too many nodes is compiled with calls in its loop, or not at all, and then it runs ten or a
 * hundred times slower for good.
 *
 * <p>The tiles of this class take at most the 16 registers that every machine has: 4 rows of 3 vectors are 12, 3 of B
 * and one of A. {@link FloatTallTiles} are for machines with 32.
 */
final class FloatTiles {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    private FloatTiles() {}

    /** The tile of 4 rows and 3 vectors. */
    static void tile4x3(
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
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
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
        int z1 = co + r1 * cRow;
        int z2 = co + r2 * cRow;
        int z3 = co + r3 * cRow;
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
    }

    /** The tile of 4 rows and 2 vectors. */
    static void tile4x2(
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
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
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
        int z1 = co + r1 * cRow;
        int z2 = co + r2 * cRow;
        int z3 = co + r3 * cRow;
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c0b = FloatVector.fromArray(LANES, c, co + WIDTH).add(c0b);
            c1a = FloatVector.fromArray(LANES, c, z1).add(c1a);
            c1b = FloatVector.fromArray(LANES, c, z1 + WIDTH).add(c1b);
            c2a = FloatVector.fromArray(LANES, c, z2).add(c2a);
            c2b = FloatVector.fromArray(LANES, c, z2 + WIDTH).add(c2b);
            c3a = FloatVector.fromArray(LANES, c, z3).add(c3a);
            c3b = FloatVector.fromArray(LANES, c, z3 + WIDTH).add(c3b);
        }
        c0a.intoArray(c, co);
        c0b.intoArray(c, co + WIDTH);
        c1a.intoArray(c, z1);
        c1b.intoArray(c, z1 + WIDTH);
        c2a.intoArray(c, z2);
        c2b.intoArray(c, z2 + WIDTH);
        c3a.intoArray(c, z3);
        c3b.intoArray(c, z3 + WIDTH);
    }

    /** The tile of 8 rows and 1 vector. */
    static void tile8x1(
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
        FloatVector c1a = FloatVector.zero(LANES);
        FloatVector c2a = FloatVector.zero(LANES);
        FloatVector c3a = FloatVector.zero(LANES);
        FloatVector c4a = FloatVector.zero(LANES);
        FloatVector c5a = FloatVector.zero(LANES);
        FloatVector c6a = FloatVector.zero(LANES);
        FloatVector c7a = FloatVector.zero(LANES);
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
        int z1 = co + r1 * cRow;
        int z2 = co + r2 * cRow;
        int z3 = co + r3 * cRow;
        int z4 = co + r4 * cRow;
        int z5 = co + r5 * cRow;
        int z6 = co + r6 * cRow;
        int z7 = co + r7 * cRow;
        if (add) {
            c0a = FloatVector.fromArray(LANES, c, co).add(c0a);
            c1a = FloatVector.fromArray(LANES, c, z1).add(c1a);
            c2a = FloatVector.fromArray(LANES, c, z2).add(c2a);
            c3a = FloatVector.fromArray(LANES, c, z3).add(c3a);
            c4a = FloatVector.fromArray(LANES, c, z4).add(c4a);
            c5a = FloatVector.fromArray(LANES, c, z5).add(c5a);
            c6a = FloatVector.fromArray(LANES, c, z6).add(c6a);
            c7a = FloatVector.fromArray(LANES, c, z7).add(c7a);
        }
        c0a.intoArray(c, co);
        c1a.intoArray(c, z1);
        c2a.intoArray(c, z2);
        c3a.intoArray(c, z3);
        c4a.intoArray(c, z4);
        c5a.intoArray(c, z5);
        c6a.intoArray(c, z6);
        c7a.intoArray(c, z7);
    }
}
