// Written by DoubleSources from the source for float: change that one.
package org.rhyton.internal.kernel;

import java.util.Arrays;

/** Windows over images in plain loops; see {@link DoubleKernels}. */
final class PlainDoubleWindows {
    private PlainDoubleWindows() {}

    static void gemmIndexed(
            boolean accumulate,
            int from,
            int to,
            int n,
            int k,
            double[] a,
            int ao,
            int[] aRows,
            int[] aCols,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int[] cRows) {
        for (int i = from; i < to; i++) {
            int at = ao + aRows[i];
            int ct = co + cRows[i];
            if (!accumulate) Arrays.fill(c, ct, ct + n, 0d);
            for (int p = 0; p < k; p++) addScaled(a[at + aCols[p]], b, bo + p * bRow, c, ct, n);
        }
    }

    private static void addScaled(double factor, double[] x, int xo, double[] z, int zo, int n) {
        for (int j = 0; j < n; j++) z[zo + j] = Math.fma(factor, x[xo + j], z[zo + j]);
    }

    static void windowMax(
            int from, int to, int n, int[] starts, int[] taps, double[] x, int xo, double[] z, int zo, int row) {
        for (int i = from; i < to; i++) {
            int at = xo + starts[i];
            int zt = zo + i * row;
            System.arraycopy(x, at + taps[0], z, zt, n);
            for (int t = 1; t < taps.length; t++) raise(x, at + taps[t], z, zt, n);
        }
    }

    private static void raise(double[] x, int xo, double[] z, int zo, int n) {
        for (int c = 0; c < n; c++) z[zo + c] = Math.max(z[zo + c], x[xo + c]);
    }

    static void windowPick(
            int from,
            int to,
            int n,
            int[] starts,
            int[] taps,
            double[] x,
            int xo,
            double[] v,
            int vo,
            double[] z,
            int zo,
            int row) {
        for (int i = from; i < to; i++) {
            for (int c = 0; c < n; c++) {
                z[zo + i * row + c] = v[vo + starts[i] + c + firstGreatest(taps, x, xo + starts[i] + c)];
            }
        }
    }

    static void windowPickGradient(
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
        for (int i = 0; i < windows; i++) {
            for (int c = 0; c < n; c++) {
                int best = firstGreatest(taps, x, xo + starts[i] + c);
                dv[dvo + starts[i] + c + best] += dz[dzo + i * row + c];
            }
        }
    }

    /** The tap of the first greatest element; of the first NaN if there is one. */
    private static int firstGreatest(int[] taps, double[] x, int xo) {
        double greatest = x[xo + taps[0]];
        for (int tap : taps) greatest = Math.max(greatest, x[xo + tap]);
        for (int tap : taps) {
            double v = x[xo + tap];
            if (Double.isNaN(greatest) ? Double.isNaN(v) : v >= greatest) return tap;
        }
        throw new IllegalStateException("the greatest of all is none of them");
    }

    static void depthwise(
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
        for (int i = from; i < to; i++) {
            int zt = zo + i * row;
            Arrays.fill(z, zt, zt + n, 0d);
            for (int t = 0; t < taps.length; t++) addProducts(x, xo + starts[i] + taps[t], k, ko + t * row, z, zt, n);
        }
    }

    static void depthwiseInput(
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
        for (int i = 0; i < windows; i++) {
            for (int t = 0; t < taps.length; t++) {
                addProducts(dz, dzo + i * row, k, ko + t * row, dx, dxo + starts[i] + taps[t], n);
            }
        }
    }

    static void depthwiseKernel(
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
        for (int i = 0; i < windows; i++) {
            for (int t = 0; t < taps.length; t++) {
                addProducts(x, xo + starts[i] + taps[t], dz, dzo + i * row, dk, dko + t * row, n);
            }
        }
    }

    private static void addProducts(double[] x, int xo, double[] y, int yo, double[] z, int zo, int n) {
        for (int c = 0; c < n; c++) z[zo + c] = Math.fma(x[xo + c], y[yo + c], z[zo + c]);
    }
}
