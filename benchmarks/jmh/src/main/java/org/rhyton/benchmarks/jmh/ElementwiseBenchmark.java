package org.rhyton.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/** Passes over the activations of 300 units at batch 32, which stay in the nearest cache. */
public class ElementwiseBenchmark extends KernelBenchmark {
    private static final int ELEMENTS = 32 * 300;

    /** A function of one argument or of two, or a source of random numbers. */
    @Param({
        "RELU",
        "EXP",
        "LOG",
        "TANH",
        "SIGMOID",
        "SOFTPLUS",
        "ERF",
        "SQRT",
        "ADD",
        "MUL",
        "DIV",
        "GT",
        "POW",
        "dropout mask",
        "normal",
        "transpose"
    })
    public String pass = "";

    private Runnable run;

    /** For JMH. */
    public ElementwiseBenchmark() {}

    @Setup
    public void setUp() {
        Operands operands = operands(ELEMENTS);
        run = switch (pass) {
            case "dropout mask" -> () -> operands.dropoutMask(ELEMENTS);
            case "normal" -> () -> operands.normal(ELEMENTS);
            case "transpose" -> () -> operands.transpose(32, 300);
            case "ADD", "MUL", "DIV", "GT", "POW" -> {
                Binary op = Binary.valueOf(pass);
                yield () -> operands.binary(op, ELEMENTS);
            }
            default -> {
                Unary op = Unary.valueOf(pass);
                yield () -> operands.unary(op, ELEMENTS);
            }
        };
    }

    @Benchmark
    public void elementwise() {
        run.run();
    }
}
