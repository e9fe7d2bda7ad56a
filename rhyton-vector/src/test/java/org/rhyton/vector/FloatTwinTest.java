package org.rhyton.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.FloatKernels;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.kernel.Unary;

/** The vector kernels yield the bits of the plain ones: over odd sizes, odd places and special numbers. */
class FloatTwinTest {

    private static final float[] SPECIALS = {
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        3f,
        -7f,
        89f,
        -105f,
        700f,
        -700f,
        1e-31f,
        -1e-38f,
        1e30f,
        0.9f,
        4f,
        10f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MAX_VALUE
    };

    private final FloatKernels plain = Kernels.plain().floats();
    private final FloatKernels vector = new VectorFloatKernels();
    private final Random random = new Random(7);

    /** From 0 beyond the largest unrolled loop, around chunks, primes. */
    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(0, 130), IntStream.of(257, 509, 1021, 1024, 1025, 3001));
    }

    @ParameterizedTest
    @EnumSource
    void unary(Unary op) {
        sizes().forEach(n -> {
            int xo = random.nextInt(5);
            int zo = random.nextInt(5);
            float[] x = numbers(n + 8);
            float[] expected = numbers(n + 8);
            float[] actual = expected.clone();
            plain.unary(op, x, xo, expected, zo, n);
            vector.unary(op, x, xo, actual, zo, n);
            assertSame(op + " of " + n, expected, actual);

            float[] inPlace = x.clone();
            plain.unary(op, x, xo, x, xo, n);
            vector.unary(op, inPlace, xo, inPlace, xo, n);
            assertSame(op + " of " + n + " in place", x, inPlace);
        });
    }

    @ParameterizedTest
    @EnumSource
    void binary(Binary op) {
        sizes().forEach(n -> {
            int xo = random.nextInt(5);
            int yo = random.nextInt(5);
            int zo = random.nextInt(5);
            float[] x = numbers(n + 8);
            float[] y = numbers(n + 8);
            float[] expected = numbers(n + 8);
            float[] actual = expected.clone();
            plain.binary(op, x, xo, y, yo, expected, zo, n);
            vector.binary(op, x, xo, y, yo, actual, zo, n);
            assertSame(op + " of " + n, expected, actual);

            expected = y.clone();
            actual = y.clone();
            plain.binary(op, x, xo, expected, yo, expected, yo, n);
            vector.binary(op, x, xo, actual, yo, actual, yo, n);
            assertSame(op + " of " + n + " in place", expected, actual);
        });
    }

    @ParameterizedTest
    @EnumSource
    void binaryWithANumber(Binary op) {
        sizes().forEach(n -> {
            float number = number();
            int xo = random.nextInt(5);
            int zo = random.nextInt(5);
            float[] x = numbers(n + 8);
            float[] expected = numbers(n + 8);
            float[] actual = expected.clone();
            plain.binaryScalar(op, x, xo, number, expected, zo, n);
            vector.binaryScalar(op, x, xo, number, actual, zo, n);
            assertSame(op + " of " + n + " and " + number, expected, actual);

            plain.scalarBinary(op, number, x, xo, expected, zo, n);
            vector.scalarBinary(op, number, x, xo, actual, zo, n);
            assertSame(op + " of " + number + " and " + n, expected, actual);
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void threeOperands(int n) {
        float[] x = numbers(n + 3);
        float[] y = numbers(n + 3);
        float[] a = numbers(n + 3);
        float[] expected = numbers(n + 3);
        float[] actual = expected.clone();
        plain.fma(x, 1, y, 2, a, 3, expected, 1, n);
        vector.fma(x, 1, y, 2, a, 3, actual, 1, n);
        assertSame("fma", expected, actual);
        plain.fmaScalar(x, 1, 1.7f, a, 3, expected, 1, n);
        vector.fmaScalar(x, 1, 1.7f, a, 3, actual, 1, n);
        assertSame("fmaScalar", expected, actual);
        plain.addScaled(x, 1, y, 2, 1.7f, expected, 1, n);
        vector.addScaled(x, 1, y, 2, 1.7f, actual, 1, n);
        assertSame("addScaled", expected, actual);
        plain.select(x, 1, y, 2, a, 3, expected, 1, n);
        vector.select(x, 1, y, 2, a, 3, actual, 1, n);
        assertSame("select", expected, actual);
        vector.fill(actual, 2, n, 3f);
        for (int i = 0; i < n; i++) {
            assertEquals(3f, actual[2 + i]);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void reductions(int n) {
        for (boolean special : new boolean[] {false, true}) {
            float[] x = special ? numbers(n + 5) : moderate(n + 5);
            float[] y = special ? numbers(n + 5) : moderate(n + 5);
            assertEquals(plain.sum(x, 3, n), vector.sum(x, 3, n));
            assertEquals(plain.sumSquares(x, 3, n), vector.sumSquares(x, 3, n));
            assertEquals(plain.dot(x, 3, y, 1, n), vector.dot(x, 3, y, 1, n));
            assertEquals(plain.prod(x, 3, n), vector.prod(x, 3, n));
            assertEquals(plain.max(x, 3, n), vector.max(x, 3, n));
            assertEquals(plain.min(x, 3, n), vector.min(x, 3, n));
            if (n > 0) {
                assertEquals(plain.argmax(x, 3, n), vector.argmax(x, 3, n));
                assertEquals(plain.argmin(x, 3, n), vector.argmin(x, 3, n));
            }
        }
    }

    @Test
    void argmaxFindsTheFirstOfEqualOnes() {
        float[] x = new float[100];
        x[0] = -0f;
        assertEquals(0, vector.argmax(x, 0, 100));
        x[77] = 1f;
        x[83] = 1f;
        assertEquals(77, vector.argmax(x, 0, 100));
        x[99] = Float.NaN;
        assertEquals(99, vector.argmax(x, 0, 100));
        assertEquals(99, vector.argmin(x, 0, 100));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void rows(int n) {
        for (int rows : new int[] {0, 1, 2, 7}) {
            int stride = n + random.nextInt(3);
            float[] x = moderate(rows * stride + 2);
            float[] expected = numbers(n + 4);
            float[] actual = expected.clone();
            plain.sumRows(x, 2, rows, stride, expected, 3, n);
            vector.sumRows(x, 2, rows, stride, actual, 3, n);
            assertSame("sumRows", expected, actual);
            if (rows == 0) continue;
            for (Binary op : new Binary[] {Binary.MAX, Binary.MIN, Binary.MUL, Binary.ADD}) {
                plain.reduceRows(op, x, 2, rows, stride, expected, 3, n);
                vector.reduceRows(op, x, 2, rows, stride, actual, 3, n);
                assertSame("reduceRows " + op, expected, actual);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void softmax(int n) {
        if (n == 0) {
            return;
        }
        for (int rows : new int[] {1, 3}) {
            float[] x = moderate(rows * n + 5);
            float[] expected = numbers(rows * n + 5);
            float[] actual = expected.clone();
            plain.softmax(x, 2, expected, 1, rows, n);
            vector.softmax(x, 2, actual, 1, rows, n);
            assertSame("softmax", expected, actual);
            plain.logSoftmax(x, 2, expected, 1, rows, n);
            vector.logSoftmax(x, 2, actual, 1, rows, n);
            assertSame("logSoftmax", expected, actual);
            float[] inPlace = x.clone();
            plain.logSoftmax(x, 2, x, 2, rows, n);
            vector.logSoftmax(inPlace, 2, inPlace, 2, rows, n);
            assertSame("logSoftmax in place", x, inPlace);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void moments(int n) {
        for (boolean looksAhead : new boolean[] {false, true}) {
            float[] g = numbers(n + 3);
            float[][] expected = {numbers(n + 2), moderate(n + 2), moderate(n + 2)};
            float[][] actual = {expected[0].clone(), expected[1].clone(), expected[2].clone()};
            momentStep(plain, looksAhead, expected, g, n);
            momentStep(vector, looksAhead, actual, g, n);
            for (int i = 0; i < 3; i++) {
                assertSame((looksAhead ? "nadam " : "adam ") + i, expected[i], actual[i]);
            }
        }
    }

    private static void momentStep(FloatKernels kernels, boolean looksAhead, float[][] wmv, float[] g, int n) {
        float[] w = wmv[0];
        float[] m = wmv[1];
        float[] v = wmv[2];
        if (looksAhead) {
            kernels.nadam(w, 2, g, 3, m, 1, v, 2, .1f, .001f, .02f, .03f, 1.1f, 1e-7f, w, 2, m, 1, v, 2, n);
        } else {
            kernels.adam(w, 2, g, 3, m, 1, v, 2, .1f, .001f, .02f, 1e-7f, w, 2, m, 1, v, 2, n);
        }
    }

    @Test
    void gemm() {
        int[] sizes = {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 47, 48, 49, 64, 67, 97, 130, 150};
        for (int round = 0; round < 400; round++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = round % 10 == 0 ? 250 + random.nextInt(600) : sizes[random.nextInt(sizes.length)];
            assertGemm(m, n, k, random.nextBoolean(), random.nextBoolean(), random.nextInt(3));
        }
        for (int n = 1; n < 20; n++) {
            for (int k = 1; k < 20; k++) {
                assertGemm(9, n, k, false, false, 0);
            }
        }
        assertGemm(3, 5, 0, false, false, 0);
        assertGemm(0, 5, 3, false, false, 0);
        assertGemm(5, 0, 3, false, false, 0);
    }

    /** The arrays end with the matrices, so that what reads beyond them fails. */
    private void assertGemm(int m, int n, int k, boolean transposedA, boolean transposedB, int gap) {
        float[] a = moderate(m * k + (transposedA ? k : m) * gap + 3);
        float[] b = moderate(k * n + Math.max(0, (transposedB ? n : k) - 1) * gap + 2);
        int aRow = transposedA ? 1 : k + gap;
        int aCol = transposedA ? m + gap : 1;
        int bRow = transposedB ? 1 : n + gap;
        int bCol = transposedB ? k + gap : 1;
        float[] expected = moderate(m * (n + gap) + 1);
        float[] actual = expected.clone();
        plain.gemm(m, n, k, a, 3, aRow, aCol, b, 2, bRow, bCol, expected, 1, n + gap);
        vector.gemm(m, n, k, a, 3, aRow, aCol, b, 2, bRow, bCol, actual, 1, n + gap);
        String what = m + "x" + k + (transposedA ? "T" : "") + " by " + k + "x" + n + (transposedB ? "T" : "");
        assertSame(what, expected, actual);
        plain.gemmAccumulate(m, n, k, a, 3, aRow, aCol, b, 2, bRow, bCol, expected, 1, n + gap);
        vector.gemmAccumulate(m, n, k, a, 3, aRow, aCol, b, 2, bRow, bCol, actual, 1, n + gap);
        assertSame(what + ", added", expected, actual);
    }

    @Test
    void transpose() {
        for (int rows : new int[] {1, 2, 7, 16, 17, 33, 100}) {
            for (int cols : new int[] {1, 3, 15, 16, 31, 70}) {
                float[] x = numbers(rows * (cols + 2) + 1);
                float[] expected = numbers(cols * (rows + 3) + 2);
                float[] actual = expected.clone();
                plain.transpose2d(x, 1, rows, cols, cols + 2, expected, 2, rows + 3);
                vector.transpose2d(x, 1, rows, cols, cols + 2, actual, 2, rows + 3);
                assertSame(rows + "x" + cols, expected, actual);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void randomNumbers(int n) {
        for (long first : new long[] {0, 1, 6, 999, (1L << 33) - 64, (1L << 33) - 31, (5L << 33) + 7}) {
            float[] expected = numbers(n + 3);
            float[] actual = expected.clone();
            plain.uniform(5, -6, first, expected, 2, n);
            vector.uniform(5, -6, first, actual, 2, n);
            assertSame("uniform from " + first, expected, actual);
            plain.normal(5, -6, first, expected, 2, n);
            vector.normal(5, -6, first, actual, 2, n);
            assertSame("normal from " + first, expected, actual);
            plain.dropoutMask(5, -6, first, 0.7f, 1.25f, expected, 2, n);
            vector.dropoutMask(5, -6, first, 0.7f, 1.25f, actual, 2, n);
            assertSame("mask from " + first, expected, actual);
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void windows(int n) {
        int pitch = n + 1;
        int[] starts = random.ints(13, 0, 9).map(start -> start * pitch).toArray();
        int[] taps = {0, pitch, 7 * pitch, 3 * pitch, 2 * pitch};
        int row = n + 2;
        float[] x = numbers(17 * pitch);
        float[] images = moderate(x.length);
        float[] weights = moderate(5 * row + 1);
        float[] dz = moderate(13 * row + 2);
        float[] expected = numbers(13 * row + 3);
        float[] actual = expected.clone();
        plain.windowMax(2, 12, n, starts, taps, x, 1, expected, 3, row);
        vector.windowMax(2, 12, n, starts, taps, x, 1, actual, 3, row);
        assertSame("greatest of " + n, expected, actual);
        plain.windowPick(0, 13, n, starts, taps, x, 1, x, 0, expected, 3, row);
        vector.windowPick(0, 13, n, starts, taps, x, 1, x, 0, actual, 3, row);
        assertSame("picked of " + n, expected, actual);
        plain.depthwise(1, 13, n, starts, taps, images, 1, weights, 1, expected, 3, row);
        vector.depthwise(1, 13, n, starts, taps, images, 1, weights, 1, actual, 3, row);
        assertSame("weighed " + n, expected, actual);
        expected = moderate(x.length);
        actual = expected.clone();
        plain.windowPickGradient(13, n, starts, taps, x, 1, dz, 2, expected, 0, row);
        vector.windowPickGradient(13, n, starts, taps, x, 1, dz, 2, actual, 0, row);
        assertSame("gradient of the greatest of " + n, expected, actual);
        plain.depthwiseInput(13, n, starts, taps, dz, 2, weights, 1, expected, 0, row);
        vector.depthwiseInput(13, n, starts, taps, dz, 2, weights, 1, actual, 0, row);
        assertSame("gradient by images of " + n, expected, actual);
        expected = moderate(5 * row + 1);
        actual = expected.clone();
        plain.depthwiseKernel(13, n, starts, taps, images, 1, dz, 2, expected, 1, row);
        vector.depthwiseKernel(13, n, starts, taps, images, 1, dz, 2, actual, 1, row);
        assertSame("gradient by weights of " + n, expected, actual);
    }

    static IntStream channels() {
        return IntStream.concat(IntStream.rangeClosed(0, 40), IntStream.of(64, 67, 101));
    }

    @Test
    void gemmIndexed() {
        int[] sizes = {1, 2, 3, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 49, 64, 70};
        for (int round = 0; round < 300; round++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = round % 20 == 0 ? 600 : sizes[random.nextInt(sizes.length)];
            int[] aRows = random.ints(m, 0, 50).toArray();
            int[] aCols = random.ints(k, 0, 50).toArray();
            int[] cRows =
                    IntStream.range(0, m).map(row -> (m - 1 - row) * (n + 1)).toArray();
            float[] a = moderate(101);
            float[] b = moderate(k * (n + 2));
            float[] expected = moderate(m * (n + 1) + 1);
            float[] actual = expected.clone();
            int from = random.nextInt(m);
            for (boolean accumulate : new boolean[] {false, true}) {
                plain.gemmIndexed(accumulate, from, m, n, k, a, 1, aRows, aCols, b, 2, n + 2, expected, 1, cRows);
                vector.gemmIndexed(accumulate, from, m, n, k, a, 1, aRows, aCols, b, 2, n + 2, actual, 1, cRows);
                assertSame(m + "x" + k + " by " + k + "x" + n, expected, actual);
            }
        }
    }

    private float[] numbers(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = number();
        }
        return x;
    }

    private float number() {
        return switch (random.nextInt(4)) {
            case 0 -> SPECIALS[random.nextInt(SPECIALS.length)];
            case 1 -> (float) StrictMath.exp(40 * random.nextGaussian());
            default -> gaussian();
        };
    }

    private float gaussian() {
        return (float) random.nextGaussian();
    }

    private float[] moderate(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = gaussian();
        }
        return x;
    }

    private static void assertSame(String what, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.compare(expected[i], actual[i]) != 0) {
                fail(what + ": element " + i + " is " + actual[i] + " instead of " + expected[i]);
            }
        }
    }
}
