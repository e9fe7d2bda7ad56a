package org.rhyton.benchmarks.jmh;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Matrix products, (m, k) by (k, n) being written m x k x n; the first matrix is read by columns where T is added. */
public class GemmBenchmark extends KernelBenchmark {
    /**
     * The lesson's first network (its first layer at batch 32, its gradient, the same at batch 512, one row; the second layer, its
     * gradients, the last layer), the gradient of a convolution of 32 by 64 channels, a large square.
     */
    @Param({
        "32x784x300",
        "784x32x300T",
        "512x784x300",
        "784x512x300T",
        "1x784x300",
        "32x300x100",
        "300x32x100T",
        "32x100x300",
        "32x100x10",
        "288x7744x64T",
        "1024x1024x1024"
    })
    public String shape = "";

    private Operands operands;
    private int m;
    private int k;
    private int n;
    private boolean transposed;

    /** For JMH. */
    public GemmBenchmark() {}

    @Setup
    public void setUp() {
        transposed = shape.endsWith("T");
        int[] sizes = Arrays.stream(shape.replace("T", "").split("x"))
                .mapToInt(Integer::parseInt)
                .toArray();
        m = sizes[0];
        k = sizes[1];
        n = sizes[2];
        operands = operands(Math.max(m * n, k * Math.max(m, n)));
    }

    @Benchmark
    public void gemm() {
        operands.gemm(m, k, n, transposed);
    }
}
