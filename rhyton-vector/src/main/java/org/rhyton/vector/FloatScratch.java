package org.rhyton.vector;

/** The array of a thread for results in between; who calls a kernel gives it up. */
final class FloatScratch {

    private static final ThreadLocal<float[]> OF_THREAD = ThreadLocal.withInitial(() -> new float[0]);

    private FloatScratch() {}

    static float[] ofAtLeast(int n) {
        float[] scratch = OF_THREAD.get();
        if (scratch.length < n) {
            scratch = new float[n];
            OF_THREAD.set(scratch);
        }
        return scratch;
    }
}
