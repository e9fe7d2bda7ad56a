package org.rhyton.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Windows over images at batch 64: the layers of the network that {@code rhyton bench cnn} measures. */
public class ConvolutionBenchmark extends KernelBenchmark {
    private static final int IMAGES = 64;

    /** Images as side x channels: the inputs of both convolutions (3 x 3 windows; 32 and 64 filters). */
    @Param({"28x1", "13x32"})
    public String images = "";

    private Operands operands;
    private Windows convolved;
    private Windows pooled;

    /** For JMH. */
    public ConvolutionBenchmark() {}

    @Setup
    public void setUp() {
        int side = Integer.parseInt(images.substring(0, images.indexOf('x')));
        int channels = Integer.parseInt(images.substring(images.indexOf('x') + 1));
        int filters = channels == 1 ? 32 : 64;
        convolved = Windows.of(IMAGES, side, channels, 3, 1, filters);
        pooled = Windows.of(IMAGES, side - 2, filters, 2, 2, filters);
        operands = operands(IMAGES * side * side * filters);
    }

    @Benchmark
    public void convolution() {
        operands.convolve(convolved);
    }

    @Benchmark
    public void depthwiseConvolution() {
        operands.depthwise(convolved);
    }

    /** Of what the convolution computed. */
    @Benchmark
    public void maxPooling() {
        operands.maxPool(pooled);
    }
}
