package org.rhyton.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What all benchmarks of kernels have in common: microseconds a call, of plain and vector kernels, in both types. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public abstract class KernelBenchmark {
    /** Which kernels compute. */
    @Param({"plain", "vector"})
    public String kernels = "";

    /** The type of the numbers. */
    @Param({"float", "double"})
    public String type = "";

    /** For subclasses. */
    protected KernelBenchmark() {}

    /** The kernels that the parameters name, over arrays of so many numbers. */
    final Operands operands(int length) {
        return Operands.of(kernels, type, length);
    }
}
