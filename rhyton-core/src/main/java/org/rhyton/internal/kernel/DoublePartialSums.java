// Written by DoubleSources from the source for float: change that one.
package org.rhyton.internal.kernel;

/** The array of a thread for one row of sums that are still to be added to a product. */
final class DoublePartialSums {

    private static final ThreadLocal<double[]> OF_THREAD = ThreadLocal.withInitial(() -> new double[0]);

    private DoublePartialSums() {}

    static double[] ofAtLeast(int n) {
        double[] sums = OF_THREAD.get();
        if (sums.length < n) {
            sums = new double[n];
            OF_THREAD.set(sums);
        }
        return sums;
    }
}
