package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** A step of training allocates nothing. */
class AllocationTest {
    /** The bound: not one object a step, on average. */
    private static final double MOST_BYTES_PER_STEP = 8;

    /** What the other JVM runs: without this library's module around it, the JVM's management is in reach. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            NDArray x = RobustnessTest.waves(64, 20);
            NDArray y = NDArray.arange(64).modulo(4).astype(DType.INT32);
            int[] rows = IntStream.range(0, 64).map(i -> i * 7 % 64).toArray();
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Method bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getCurrentThreadAllocatedBytes");
            CompiledFunction function = RobustnessTest.training(RobustnessTest.variables());
            try (CompiledFunction.Run run = function.start(List.of(Shape.of(16, 20), Shape.of(16)))) {
                long before = 0;
                for (int step = 0; step < 6000; step++) {
                    if (step == 5000) before = (long) bytes.invoke(threads);
                    run.feedRows(0, x, rows, step % 4 * 16, 16);
                    run.feedRows(1, y, rows, step % 4 * 16, 16);
                    run.execute(step);
                    if (!Double.isFinite(run.number(0))) throw new IllegalStateException("loss " + run.number(0));
                }
                System.out.println(((long) bytes.invoke(threads) - before) / 1000.0);
            }
        }
    }

    @Test
    void stepsAllocateNothing() throws IOException, InterruptedException {
        double bytes = Double.parseDouble(OtherJvm.run(List.of(), Main.class));
        assertTrue(bytes <= MOST_BYTES_PER_STEP, bytes + " bytes a step");
    }
}
