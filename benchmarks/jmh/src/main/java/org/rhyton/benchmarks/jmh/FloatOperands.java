package org.rhyton.benchmarks.jmh;

import java.util.Random;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Unary;

/** Numbers in float. */
final class FloatOperands implements Operands {
    private final FloatKernels kernels;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] d;

    FloatOperands(FloatKernels kernels, int length) {
        this.kernels = kernels;
        this.a = new float[length];
        this.b = new float[length];
        this.c = new float[length];
        this.d = new float[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            a[i] = random.nextFloat() + 0.5f;
            b[i] = random.nextFloat() - 0.5f;
        }
    }

    @Override
    public void gemm(int m, int k, int n, boolean transposed) {
        kernels.gemm(m, n, k, a, 0, transposed ? 1 : k, transposed ? m : 1, b, 0, n, 1, c, 0, n);
    }

    @Override
    public void unary(Unary op, int n) {
        kernels.unary(op, a, 0, c, 0, n);
    }

    @Override
    public void binary(Binary op, int n) {
        kernels.binary(op, a, 0, b, 0, c, 0, n);
    }

    @Override
    public void dropoutMask(int n) {
        kernels.dropoutMask(1, 2, 0, 0.8f, 1.25f, c, 0, n);
    }

    @Override
    public void normal(int n) {
        kernels.normal(1, 2, 0, c, 0, n);
    }

    @Override
    public void sgd(int n) {
        kernels.addScaled(a, 0, b, 0, -0.001f, a, 0, n);
    }

    @Override
    public void adam(int n) {
        kernels.adam(a, 0, b, 0, c, 0, d, 0, 0.1f, 0.001f, 0.001f, 1e-7f, a, 0, c, 0, d, 0, n);
    }

    @Override
    public void nadam(int n) {
        kernels.nadam(a, 0, b, 0, c, 0, d, 0, 0.1f, 0.001f, 0.001f, 0.0001f, 1f, 1e-7f, a, 0, c, 0, d, 0, n);
    }

    @Override
    public double sum(int n) {
        return kernels.sum(a, 0, n);
    }

    @Override
    public double sumSquares(int n) {
        return kernels.sumSquares(a, 0, n);
    }

    @Override
    public double dot(int n) {
        return kernels.dot(a, 0, b, 0, n);
    }

    @Override
    public double max(int n) {
        return kernels.max(a, 0, n);
    }

    @Override
    public double argmax(int n) {
        return kernels.argmax(a, 0, n);
    }

    @Override
    public void sumRows(int rows, int n) {
        kernels.sumRows(a, 0, rows, n, c, 0, n);
    }

    @Override
    public void softmax(int rows, int n) {
        kernels.softmax(b, 0, c, 0, rows, n);
    }

    @Override
    public void transpose(int rows, int columns) {
        kernels.transpose2d(a, 0, rows, columns, columns, c, 0, rows);
    }

    @Override
    public void convolve(Windows windows) {
        int filters = windows.filters();
        int[] columns = windows.columns();
        kernels.gemmIndexed(
                false,
                0,
                windows.count(),
                filters,
                columns.length,
                a,
                0,
                windows.starts(),
                columns,
                b,
                0,
                filters,
                c,
                0,
                windows.results());
    }

    @Override
    public void maxPool(Windows windows) {
        int channels = windows.channels();
        kernels.windowMax(0, windows.count(), channels, windows.starts(), windows.taps(), a, 0, c, 0, channels);
    }

    @Override
    public void depthwise(Windows windows) {
        int channels = windows.channels();
        kernels.depthwise(0, windows.count(), channels, windows.starts(), windows.taps(), a, 0, b, 0, c, 0, channels);
    }
}
