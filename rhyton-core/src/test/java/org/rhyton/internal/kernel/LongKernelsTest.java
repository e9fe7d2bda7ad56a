package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LongKernelsTest {

    private static final long[] X = {7, -7, 0, 3};
    private static final long[] Y = {3, 3, 5, -2};

    @Test
    void arithmeticIsThatOfPython() {
        assertArrayEquals(new long[] {2, -3, 0, -2}, binary(Binary.FLOOR_DIV));
        assertArrayEquals(new long[] {1, 2, 0, -1}, binary(Binary.MOD));
        assertArrayEquals(new long[] {0, 1, 1, 0}, binary(Binary.LT));
        assertArrayEquals(new long[] {1, 1, 0, 1}, binary(Binary.AND));
        long[] z = new long[4];
        LongKernels.binaryScalar(Binary.POW, X, 0, 3, z, 0, 4);
        assertArrayEquals(new long[] {343, -343, 0, 27}, z);
        LongKernels.scalarBinary(Binary.SUB, 1, X, 0, z, 0, 4);
        assertArrayEquals(new long[] {-6, 8, 1, -2}, z);
        LongKernels.select(X, 0, X, 0, Y, 0, z, 0, 4);
        assertArrayEquals(new long[] {7, -7, 5, 3}, z);
        LongKernels.unary(Unary.SIGN, X, 0, z, 0, 4);
        assertArrayEquals(new long[] {1, -1, 0, 1}, z);
    }

    private static long[] binary(Binary op) {
        long[] z = new long[4];
        LongKernels.binary(op, X, 0, Y, 0, z, 0, 4);
        return z;
    }

    @Test
    void reductions() {
        assertEquals(3, LongKernels.sum(X, 0, 4));
        assertEquals(7, LongKernels.max(X, 0, 4));
        assertEquals(-7, LongKernels.min(X, 0, 4));
        assertEquals(-147, LongKernels.prod(new long[] {7, -7, 3}, 0, 3));
        assertEquals(1, LongKernels.argmin(X, 0, 4));
        long[] z = new long[2];
        LongKernels.reduceRows(Binary.ADD, X, 0, 2, 2, z, 0, 2);
        assertArrayEquals(new long[] {7, -4}, z);
    }

    @Test
    void whatIsNotWholeIsNamed() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> LongKernels.unary(Unary.TANH, X, 0, X.clone(), 0, 4));
        assertTrue(error.getMessage().contains("TANH"), error.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> LongKernels.binary(Binary.ATAN2, X, 0, Y, 0, new long[4], 0, 4));
        assertThrows(
                ArithmeticException.class, () -> LongKernels.binaryScalar(Binary.POW, X, 0, -1, new long[4], 0, 4));
    }
}
