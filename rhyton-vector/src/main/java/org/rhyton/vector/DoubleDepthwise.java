// Written by DoubleSources from the source for float: change that one.
package org.rhyton.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.rhyton.internal.kernel.DoubleKernels;

/** Windows with a weight for each element and channel, a vector of channels at a time; the rest goes to the plain loops. */
final class DoubleDepthwise {

    private static final VectorSpecies<Double> LANES = Lanes.DOUBLES;

    private static final int WIDTH = LANES.length();

    private DoubleDepthwise() {}

    /** See {@link DoubleKernels#depthwise}. */
    static void forward(
            DoubleKernels plain,
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] k,
            int ko,
            double[] z,
            int zo,
            int row) {
        int whole = LANES.loopBound(n);
        for (int i = from; i < to && whole > 0; i++) {
            int at = xo + starts[i];
            for (int c = 0; c < whole; c += WIDTH) {
                DoubleVector sum = DoubleVector.zero(LANES);
                for (int t = 0, kt = ko + c; t < taps.length; t++, kt += row) {
                    sum = DoubleVector.fromArray(LANES, x, at + taps[t] + c)
                            .fma(DoubleVector.fromArray(LANES, k, kt), sum);
                }
                sum.intoArray(z, zo + i * row + c);
            }
        }
        if (whole < n) {
            plain.depthwise(from, to, n - whole, starts, taps, x, xo + whole, k, ko + whole, z, zo + whole, row);
        }
    }

    /** See {@link DoubleKernels#depthwiseInput}. */
    static void input(
            DoubleKernels plain,
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] dz,
            int dzo,
            double[] k,
            int ko,
            double[] dx,
            int dxo,
            int row) {
        int whole = LANES.loopBound(n);
        for (int i = 0; i < windows && whole > 0; i++) {
            int at = dxo + starts[i];
            for (int c = 0; c < whole; c += WIDTH) {
                DoubleVector gradient = DoubleVector.fromArray(LANES, dz, dzo + i * row + c);
                for (int t = 0, kt = ko + c; t < taps.length; t++, kt += row) {
                    int to = at + taps[t] + c;
                    gradient.fma(DoubleVector.fromArray(LANES, k, kt), DoubleVector.fromArray(LANES, dx, to))
                            .intoArray(dx, to);
                }
            }
        }
        if (whole < n) {
            plain.depthwiseInput(
                    windows, n - whole, starts, taps, dz, dzo + whole, k, ko + whole, dx, dxo + whole, row);
        }
    }

    /** See {@link DoubleKernels#depthwiseKernel}. */
    static void kernel(
            DoubleKernels plain,
            int windows,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dk,
            int dko,
            int row) {
        int whole = LANES.loopBound(n);
        for (int c = 0; c < whole; c += WIDTH) {
            int t = 0;
            for (; t + 3 <= taps.length; t += 3) {
                threeTaps(windows, starts, taps, t, x, xo + c, dz, dzo + c, dk, dko + c, row);
            }
            for (; t < taps.length; t++) {
                oneTap(windows, starts, taps[t], x, xo + c, dz, dzo + c, dk, dko + t * row + c, row);
            }
        }
        if (whole < n) {
            plain.depthwiseKernel(
                    windows, n - whole, starts, taps, x, xo + whole, dz, dzo + whole, dk, dko + whole, row);
        }
    }

    private static void threeTaps(
            int windows,
            int[] starts,
            int[] taps,
            int t,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dk,
            int dko,
            int row) {
        int at = dko + t * row;
        DoubleVector sum0 = DoubleVector.fromArray(LANES, dk, at);
        DoubleVector sum1 = DoubleVector.fromArray(LANES, dk, at + row);
        DoubleVector sum2 = DoubleVector.fromArray(LANES, dk, at + 2 * row);
        int x0 = xo + taps[t];
        int x1 = xo + taps[t + 1];
        int x2 = xo + taps[t + 2];
        for (int i = 0; i < windows; i++) {
            DoubleVector gradient = DoubleVector.fromArray(LANES, dz, dzo + i * row);
            sum0 = DoubleVector.fromArray(LANES, x, x0 + starts[i]).fma(gradient, sum0);
            sum1 = DoubleVector.fromArray(LANES, x, x1 + starts[i]).fma(gradient, sum1);
            sum2 = DoubleVector.fromArray(LANES, x, x2 + starts[i]).fma(gradient, sum2);
        }
        sum0.intoArray(dk, at);
        sum1.intoArray(dk, at + row);
        sum2.intoArray(dk, at + 2 * row);
    }

    private static void oneTap(
            int windows,
            int[] starts,
            int tap,
            double[] x,
            int xo,
            double[] dz,
            int dzo,
            double[] dk,
            int dkt,
            int row) {
        DoubleVector sum = DoubleVector.fromArray(LANES, dk, dkt);
        for (int i = 0; i < windows; i++) {
            sum = DoubleVector.fromArray(LANES, x, xo + starts[i] + tap)
                    .fma(DoubleVector.fromArray(LANES, dz, dzo + i * row), sum);
        }
        sum.intoArray(dk, dkt);
    }
}
