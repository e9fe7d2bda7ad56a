package org.rhyton.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The updates of 784 x 300 weights by optimizers; weights, gradient and moments do not fit the second level of caches. */
public class UpdateBenchmark extends KernelBenchmark {
    private static final int WEIGHTS = 784 * 300;

    private Operands operands;

    /** For JMH. */
    public UpdateBenchmark() {}

    @Setup
    public void setUp() {
        operands = operands(WEIGHTS);
    }

    @Benchmark
    public void sgd() {
        operands.sgd(WEIGHTS);
    }

    @Benchmark
    public void adam() {
        operands.adam(WEIGHTS);
    }

    @Benchmark
    public void nadam() {
        operands.nadam(WEIGHTS);
    }
}
