package org.rhyton.internal.kernel;

/** The random numbers of {@link FloatKernels}, one after the other. */
final class FloatRandom {

    private FloatRandom() {}

    /** See {@link FloatKernels#uniform}. */
    static void uniform(int key0, int key1, long firstIndex, float[] z, int zo, int n) {
        int i = 0;
        if ((firstIndex & 1) != 0 && n > 0) {
            z[zo] = toUnit((int) (block(key0, key1, firstIndex) >>> 32));
            i = 1;
        }
        for (; i + 2 <= n; i += 2) {
            long block = block(key0, key1, firstIndex + i);
            z[zo + i] = toUnit((int) block);
            z[zo + i + 1] = toUnit((int) (block >>> 32));
        }
        if (i < n) {
            z[zo + i] = toUnit((int) block(key0, key1, firstIndex + i));
        }
    }

    private static long block(int key0, int key1, long index) {
        long counter = index >>> 1;
        return Threefry.block(key0, key1, (int) counter, (int) (counter >>> 32));
    }

    private static float toUnit(int word) {
        return (word >>> 8) * 0x1p-24f;
    }

    /** Turns uniform numbers, each moved to the middle of its step, into standard normal ones. */
    static void uniformToNormal(float[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = (float) DoubleMath.normalQuantile((z[zo + i] - 0.5) + 0x1p-25);
        }
    }
}
