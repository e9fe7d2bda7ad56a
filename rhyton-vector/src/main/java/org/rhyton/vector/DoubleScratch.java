// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

/** The array of a thread for results in between; who calls a kernel gives it up. */
final class DoubleScratch {

    private static final ThreadLocal<double[]> OF_THREAD = ThreadLocal.withInitial(() -> new double[0]);

    private DoubleScratch() {}

    static double[] ofAtLeast(int n) {
        double[] scratch = OF_THREAD.get();
        if (scratch.length < n) {
            scratch = new double[n];
            OF_THREAD.set(scratch);
        }
        return scratch;
    }
}
