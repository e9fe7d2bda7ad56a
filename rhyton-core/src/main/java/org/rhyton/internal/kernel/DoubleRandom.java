package org.rhyton.internal.kernel;

/** The random numbers of {@link DoubleKernels}, one after the other. */
final class DoubleRandom {

    private DoubleRandom() {}

    /** See {@link DoubleKernels#uniform}. */
    static void uniform(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            long counter = firstIndex + i;
            long block = Threefry.block(key0, key1, (int) counter, (int) (counter >>> 32));
            z[zo + i] = (Long.rotateLeft(block, 32) >>> 11) * 0x1p-53;
        }
    }

    /** Turns uniform numbers, each moved to the middle of its step, into standard normal ones. */
    static void uniformToNormal(double[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = DoubleMath.normalQuantile((z[zo + i] - 0.5) + 0x1p-54);
        }
    }
}
