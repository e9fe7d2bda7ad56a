package org.rhyton.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Reductions over the activations of 300 units at batch 32, and softmax of rows. */
public class ReductionBenchmark extends KernelBenchmark {
    private static final int ROWS = 32;
    private static final int UNITS = 300;
    private static final int ELEMENTS = ROWS * UNITS;

    private Operands operands;

    /** For JMH. */
    public ReductionBenchmark() {}

    @Setup
    public void setUp() {
        operands = operands(ELEMENTS);
    }

    @Benchmark
    public double sum() {
        return operands.sum(ELEMENTS);
    }

    @Benchmark
    public double sumSquares() {
        return operands.sumSquares(ELEMENTS);
    }

    @Benchmark
    public double dot() {
        return operands.dot(ELEMENTS);
    }

    @Benchmark
    public double max() {
        return operands.max(ELEMENTS);
    }

    @Benchmark
    public double argmax() {
        return operands.argmax(ELEMENTS);
    }

    @Benchmark
    public void sumRows() {
        operands.sumRows(ROWS, UNITS);
    }

    @Benchmark
    public void softmaxOf32RowsOf10() {
        operands.softmax(ROWS, 10);
    }

    @Benchmark
    public void softmaxOf32RowsOf300() {
        operands.softmax(ROWS, UNITS);
    }
}
