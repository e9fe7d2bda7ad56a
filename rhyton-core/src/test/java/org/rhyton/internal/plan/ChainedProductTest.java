package org.rhyton.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Team;
import org.rhyton.ops.Ops;

/** Products of which threads take chains, against one thread. */
class ChainedProductTest {

    @ParameterizedTest
    @CsvSource({"32, 784, 300", "1, 784, 300", "7, 1031, 61", "3, 513, 16", "2, 5000, 33"})
    void bitsDoNotDependOnThreads(int m, int k, int n) {
        int before = Team.threads();
        try {
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                NDArray a = RandomStream.of(1).uniform(Shape.of(m, k), -1, 1, dtype);
                NDArray b = RandomStream.of(2).uniform(Shape.of(k, n), -1, 1, dtype);
                Team.setThreads(1);
                NDArray alone = Ops.compile(Ops::matmul).call(a, b);
                for (int threads : new int[] {2, 3, 4, 7}) {
                    Team.setThreads(threads);
                    assertEquals(alone, Ops.compile(Ops::matmul).call(a, b), threads + " threads");
                }
            }
        } finally {
            Team.setThreads(before);
        }
    }

    @Test
    void onlyWhereMostIsOnTheRight() {
        int before = Team.threads();
        try {
            Team.setThreads(2);
            assertEquals(true, ChainedProduct.suits(32, 300, 784, 1));
            assertEquals(false, ChainedProduct.suits(512, 300, 784, 1));
            assertEquals(false, ChainedProduct.suits(32, 300, 784, 784));
            assertEquals(false, ChainedProduct.suits(32, 300, 200, 1));
            assertEquals(false, ChainedProduct.suits(32, 4096, 25088, 1));
            Team.setThreads(1);
            assertEquals(false, ChainedProduct.suits(32, 300, 784, 1));
        } finally {
            Team.setThreads(before);
        }
    }
}
