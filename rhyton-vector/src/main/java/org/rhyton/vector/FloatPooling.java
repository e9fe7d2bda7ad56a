package org.rhyton.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.FloatKernels;

/** The greatest element of windows, a vector of channels at a time; channels that fill no vector go to the plain loops. */
final class FloatPooling {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;

    private static final int WIDTH = LANES.length();

    private FloatPooling() {}

    /** See {@link FloatKernels#windowMax}. */
    static void max(
            FloatKernels plain,
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            float[] x,
            int xo,
            float[] z,
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

    private static FloatVector greatest(int[] taps, float[] x, int at) {
        FloatVector greatest = FloatVector.fromArray(LANES, x, at + taps[0]);
        for (int t = 1; t < taps.length; t++) {
            greatest = greatest.max(FloatVector.fromArray(LANES, x, at + taps[t]));
        }
        return greatest;
    }

    /** See {@link FloatKernels#windowPickGradient}. */
    static void gradient(
            FloatKernels plain,
            int windows,
            int n,
            int[] starts,
            int[] taps,
            float[] x,
            int xo,
            float[] dz,
            int dzo,
            float[] dv,
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

    private static void spread(int[] taps, float[] x, int at, float[] dz, int dzo, float[] dv, int to) {
        FloatVector greatest = greatest(taps, x, at);
        VectorMask<Float> none = greatest.test(VectorOperators.IS_NAN);
        FloatVector rest = FloatVector.fromArray(LANES, dz, dzo);
        VectorMask<Float> open = LANES.maskAll(true);
        for (int tap : taps) {
            FloatVector v = FloatVector.fromArray(LANES, x, at + tap);
            VectorMask<Float> found = v.compare(VectorOperators.GE, greatest)
                    .or(v.test(VectorOperators.IS_NAN).and(none))
                    .and(open);
            FloatVector sum = FloatVector.fromArray(LANES, dv, to + tap);
            sum.add(rest, found).intoArray(dv, to + tap);
            open = open.andNot(found);
        }
    }
}
