package org.rhyton.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Kernels;

class VectorKernelsTest {

    @Test
    void theServiceIsFoundAndIsTheFastest() {
        assertInstanceOf(VectorKernels.class, Kernels.fastest());
        assertEquals("Vector API, " + Lanes.bits() + " bits", Kernels.fastest().description());
        assertTrue(Kernels.advice().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void withNothingToDoALoopWritesNothing(Binary op) {
        float[] x = {1, 2, 3};
        float[] z = {4, 5, 6};
        FloatElementwise.binary(op, x, 0, x, 0, z, 0, 0);
        FloatElementwise.binaryScalar(op, x, 0, 2f, z, 0, 0);
        FloatElementwise.scalarBinary(op, 2f, x, 0, z, 0, 0);
        assertArrayEquals(new float[] {4, 5, 6}, z);
    }

    @Test
    void whatWasWarmedUpComputesTheSame() throws InterruptedException {
        float[] a = filled(32 * 70);
        float[] b = filled(70 * 100);
        float[] expected = new float[32 * 100];
        Kernels.plain().floats().gemm(32, 100, 70, a, 0, 70, 1, b, 0, 100, 1, expected, 0, 100);
        Kernels.fastest().warmUp();
        float[] actual = new float[32 * 100];
        Kernels.fastest().floats().gemm(32, 100, 70, a, 0, 70, 1, b, 0, 100, 1, actual, 0, 100);
        assertArrayEquals(expected, actual);
    }

    private static float[] filled(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) x[i] = (i * 7919 % 101 - 50) / 10f;
        return x;
    }
}
