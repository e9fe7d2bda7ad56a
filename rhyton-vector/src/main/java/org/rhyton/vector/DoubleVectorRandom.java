package org.rhyton.vector;

import org.rhyton.internal.kernel.DoubleKernels;
import org.rhyton.internal.kernel.Kernels;

/** The random numbers of double, which are computed one at a time: double is for checking, not for speed. */
final class DoubleVectorRandom {

    private static final DoubleKernels PLAIN = Kernels.plain().doubles();

    private DoubleVectorRandom() {}

    static void uniform(int key0, int key1, long firstIndex, double[] z, int zo, int n) {
        PLAIN.uniform(key0, key1, firstIndex, z, zo, n);
    }

    static void dropoutMask(
            int key0, int key1, long firstIndex, double keep, double scaleKept, double[] z, int zo, int n) {
        PLAIN.dropoutMask(key0, key1, firstIndex, keep, scaleKept, z, zo, n);
    }
}
