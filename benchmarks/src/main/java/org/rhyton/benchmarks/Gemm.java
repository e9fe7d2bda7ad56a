package org.rhyton.benchmarks;

import java.util.Random;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;

/**
 * A matrix product on one thread, (m, k) by (k, n): a yardstick for the machine, whose speed may change from minute to
 * minute.
 */
record Gemm(int m, int k, int n) {
    /** One that fits no cache but the last. */
    static final Gemm SQUARE = new Gemm(512, 512, 512);

    /** The first layer of the lesson's network. */
    static final Gemm LAYER = new Gemm(32, 784, 300);

    private static final int RUNS = 200;

    /** Billions of floating-point operations a second, run by run. */
    double[] gigaflops() {
        FloatKernels kernels = Kernels.fastest().floats();
        float[] a = numbers(m * k);
        float[] b = numbers(k * n);
        float[] c = new float[m * n];
        double[] rates = new double[RUNS];
        for (int run = -RUNS; run < RUNS; run++) {
            long start = System.nanoTime();
            kernels.gemm(m, n, k, a, 0, k, 1, b, 0, n, 1, c, 0, n);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (run >= 0) rates[run] = 2.0 * m * k * n / seconds / 1e9;
        }
        return rates;
    }

    private static float[] numbers(int count) {
        Random random = new Random(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = random.nextFloat() - .5f;
        return numbers;
    }
}
