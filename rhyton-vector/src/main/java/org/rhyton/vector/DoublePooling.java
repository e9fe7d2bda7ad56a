// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.DoubleKernels;

/** The greatest element of windows, a vector of channels at a time; channels that fill no vector go to the plain loops. */
final class DoublePooling {

    private static final VectorSpecies<Double> LANES = Lanes.DOUBLES;

    private static final int WIDTH = LANES.length();

    private DoublePooling() {}

    /** See {@link DoubleKernels#windowMax}. */
    static void max(
            DoubleKernels plain,
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] z,
            int zo,
            int row) {
        int whole = LANES.loopBound(n);
        for (int i = from; i < to && whole > 0; i++) {
            int at = xo + starts[i];
            for (int c = 0; c < whole; c += WIDTH) {
                greatest(taps, x, at + c).intoArray(z, zo + i * row + c);
            }
        }
        if (whole < n) plain.windowMax(from, to, n - whole, starts, taps, x, xo + whole, z, zo + whole, row);
    }

    private static DoubleVector greatest(int[] taps, double[] x, int at) {
        DoubleVector greatest = DoubleVector.fromArray(LANES, x, at + taps[0]);
        for (int t = 1; t < taps.length; t++) {
            greatest = greatest.max(DoubleVector.fromArray(LANES, x, at + taps[t]));
        }
        return greatest;
    }

    /** See {@link DoubleKernels#windowPickGradient}. */
    static void gradient(
            DoubleKernels plain,
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dv,
            int dvo,
            int row) {
        int whole = LANES.loopBound(n);
        for (int i = 0; i < windows && whole > 0; i++) {
            for (int c = 0; c < whole; c += WIDTH) {
                spread(taps, x, xo + starts[i] + c, dz, dzo + i * row + c, dv, dvo + starts[i] + c);
            }
        }
        if (whole < n) {
            plain.windowPickGradient(
                    windows, n - whole, starts, taps, x, xo + whole, dz, dzo + whole, dv, dvo + whole, row);
        }
    }

    private static void spread(int[] taps, double[] x, int at, double[] dz, int dzo, double[] dv, int to) {
        DoubleVector greatest = greatest(taps, x, at);
        VectorMask<Double> none = greatest.test(VectorOperators.IS_NAN);
        DoubleVector rest = DoubleVector.fromArray(LANES, dz, dzo);
        VectorMask<Double> open = LANES.maskAll(true);
        for (int tap : taps) {
            DoubleVector v = DoubleVector.fromArray(LANES, x, at + tap);
            VectorMask<Double> found = v.compare(VectorOperators.GE, greatest)
                    .or(v.test(VectorOperators.IS_NAN).and(none))
                    .and(open);
            DoubleVector sum = DoubleVector.fromArray(LANES, dv, to + tap);
            sum.add(rest, found).intoArray(dv, to + tap);
            open = open.andNot(found);
        }
    }
}
