package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;

/**
 * The random numbers of {@link FloatKernels}: {@link org.rhyton.internal.kernel.Threefry} on as many counters at once
 * as a vector has lanes.
 */
final class FloatVectorRandom {

    private static final VectorSpecies<Integer> LANES = Lanes.INTS;
    private static final int WIDTH = LANES.length();
    private static final VectorShuffle<Integer> ZIP_LOW = VectorShuffle.makeZip(LANES, 0);
    private static final VectorShuffle<Integer> ZIP_HIGH = VectorShuffle.makeZip(LANES, 1);
    private static final IntVector COUNTING = IntVector.zero(LANES).addIndex(1);
    private static final int PARITY = 0x1BD11BDA;

    /** Blocks of one call, for a method that is called often is compiled early; a multiple of every width. */
    private static final int CHUNK = 256;

    private static final FloatKernels PLAIN = Kernels.plain().floats();

    private FloatVectorRandom() {}

    static void uniform(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        int done = 0;
        if ((firstIndex & 1) != 0 && n > 0) {
            PLAIN.uniform(key0, key1, firstIndex, z, zo, 1);
            done = 1;
        }
        int blocks = (n - done) / (2 * WIDTH) * WIDTH;
        long firstCounter = (firstIndex + done) >>> 1;
        // The lanes count in their low words, so a run of counters must not carry into the high word.
        if ((int) (firstCounter >>> 32) == (int) ((firstCounter + blocks) >>> 32)) {
            for (int block = 0; block < blocks; block += CHUNK) {
                int counter = (int) firstCounter + block;
                int count = Math.min(CHUNK, blocks - block);
                uniformPairs(key0, key1, counter, (int) (firstCounter >>> 32), z, zo + done + 2 * block, count);
            }
            done += 2 * blocks;
        }
        PLAIN.uniform(key0, key1, firstIndex + done, z, zo + done, n - done);
    }

    private static void uniformPairs(int key0, int key1, int counter0, int counter1, float[] z, int zo, int blocks) {
        int key2 = PARITY ^ key0 ^ key1;
        for (int i = 0; i < blocks; i += WIDTH) {
            IntVector x = COUNTING.add(counter0 + i + key0);
            IntVector y = IntVector.broadcast(LANES, counter1 + key1);

            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(key1);
            y = y.add(key2 + 1);

            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, x);
            x = x.add(key2);
            y = y.add(key0 + 2);

            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(key0);
            y = y.add(key1 + 3);

            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 17).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 29).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 16).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 24).lanewise(VectorOperators.XOR, x);
            x = x.add(key1);
            y = y.add(key2 + 4);

            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 13).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 15).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 26).lanewise(VectorOperators.XOR, x);
            x = x.add(y);
            y = y.lanewise(VectorOperators.ROL, 6).lanewise(VectorOperators.XOR, x);
            x = x.add(key2);
            y = y.add(key0 + 5);

            x = x.lanewise(VectorOperators.LSHR, 8);
            y = y.lanewise(VectorOperators.LSHR, 8);
            FloatVector low = (FloatVector) x.rearrange(ZIP_LOW, y).convert(VectorOperators.I2F, 0);
            low.mul(0x1p-24f).intoArray(z, zo + 2 * i);
            FloatVector high = (FloatVector) x.rearrange(ZIP_HIGH, y).convert(VectorOperators.I2F, 0);
            high.mul(0x1p-24f).intoArray(z, zo + 2 * i + WIDTH);
        }
    }

    static void dropoutMask(
            int key0, int key1, long firstIndex, float keep, float scaleKept, float[] z, int zo, int n) {
        uniform(key0, key1, firstIndex, z, zo, n);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            VectorMask<Float> kept =
                    FloatVector.fromArray(Lanes.FLOATS, z, zo + i).compare(VectorOperators.LT, keep);
            FloatVector.zero(Lanes.FLOATS).blend(scaleKept, kept).intoArray(z, zo + i);
        }
        for (; i < n; i++) {
            z[zo + i] = z[zo + i] < keep ? scaleKept : 0f;
        }
    }
}
