package org.rhyton.internal.kernel;

/** The array of a thread for one row of sums that are still to be added to a product. */
final class FloatPartialSums {

    private static final ThreadLocal<float[]> OF_THREAD = ThreadLocal.withInitial(() -> new float[0]);

    private FloatPartialSums() {}

    static float[] ofAtLeast(int n) {
        float[] sums = OF_THREAD.get();
        if (sums.length < n) {
            sums = new float[n];
            OF_THREAD.set(sums);
        }
        return sums;
    }
}
