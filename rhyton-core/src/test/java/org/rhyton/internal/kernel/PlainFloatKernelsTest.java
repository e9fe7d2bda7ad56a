package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The plain kernels against their definitions, written down as they are read. */
class PlainFloatKernelsTest {

    private final FloatKernels kernels = Kernels.plain().floats();
    private final Random random = new Random(3);

    @Test
    void sumsHaveSixteenLanesAndATree() {
        for (int n : new int[] {0, 1, 5, 15, 16, 17, 100, 1003}) {
            float[] x = numbers(n + 2);
            float[] lanes = new float[16];
            float[] squares = new float[16];
            for (int i = 0; i < n; i++) {
                lanes[i % 16] += x[2 + i];
                squares[i % 16] = Math.fma(x[2 + i], x[2 + i], squares[i % 16]);
            }
            assertEquals(tree(lanes), kernels.sum(x, 2, n));
            assertEquals(tree(squares), kernels.sumSquares(x, 2, n));
            assertEquals(tree(squares), kernels.dot(x, 2, x, 2, n));
        }
    }

    private static float tree(float[] of) {
        float[] lanes = of.clone();
        for (int distance = 8; distance > 0; distance /= 2) {
            for (int lane = 0; lane < distance; lane++) {
                lanes[lane] += lanes[lane + distance];
            }
        }
        return lanes[0];
    }

    @Test
    void gemmAddsEqualChains() {
        int[] sizes = {1, 2, 3, 4, 5, 8, 13, 31};
        int[] depths = {1, 2, 3, 4, 5, 8, 13, 31, 256, 257, 600};
        for (int round = 0; round < 200; round++) {
            int m = sizes[random.nextInt(sizes.length)];
            int n = sizes[random.nextInt(sizes.length)];
            int k = depths[random.nextInt(depths.length)];
            boolean transposedA = random.nextBoolean();
            boolean transposedB = random.nextBoolean();
            float[] a = numbers(m * k + 1);
            float[] b = numbers(k * n + 2);
            float[] c = numbers(m * n);
            float[] product = new float[m * n];
            float[] added = c.clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    int chains = (k + 255) / 256;
                    for (int chain = 0; chain < chains; chain++) {
                        float sum = 0;
                        for (int p = k * chain / chains; p < k * (chain + 1) / chains; p++) {
                            float x = a[1 + (transposedA ? p * m + i : i * k + p)];
                            float y = b[2 + (transposedB ? j * k + p : p * n + j)];
                            sum = Math.fma(x, y, sum);
                        }
                        product[i * n + j] = chain == 0 ? sum : product[i * n + j] + sum;
                        added[i * n + j] += sum;
                    }
                }
            }
            int aRow = transposedA ? 1 : k;
            int aCol = transposedA ? m : 1;
            int bRow = transposedB ? 1 : n;
            int bCol = transposedB ? k : 1;
            kernels.gemmAccumulate(m, n, k, a, 1, aRow, aCol, b, 2, bRow, bCol, c, 0, n);
            assertArrayEquals(added, c);
            kernels.gemm(m, n, k, a, 1, aRow, aCol, b, 2, bRow, bCol, c, 0, n);
            assertArrayEquals(product, c);
        }
    }

    @Test
    void softmaxSumsToOneAndIsTheExponentialOfItsLogarithm() {
        float[] x = {1000f, 1001f, 999f, -5000f};
        float[] softmax = new float[4];
        float[] log = new float[4];
        kernels.softmax(x, 0, softmax, 0, 1, 4);
        kernels.logSoftmax(x, 0, log, 0, 1, 4);
        double sum = StrictMath.exp(-1) + 1 + StrictMath.exp(-2);
        assertArrayEquals(
                new float[] {
                    (float) (StrictMath.exp(-1) / sum), (float) (1 / sum), (float) (StrictMath.exp(-2) / sum), 0f
                },
                softmax,
                1e-7f);
        assertArrayEquals(
                new float[] {
                    (float) (-1 - Math.log(sum)), (float) -Math.log(sum), (float) (-2 - Math.log(sum)), -6001.4076f
                },
                log,
                1e-3f);
    }

    @Test
    void comparisonsLogicAndSignsYieldNumbers() {
        float[] x = {1f, 2f, Float.NaN, 0f, -0f};
        float[] y = {2f, 2f, 1f, -0f, 3f};
        assertArrayEquals(new float[] {1, 0, 0, 0, 1}, binary(Binary.LT, x, y));
        assertArrayEquals(new float[] {0, 1, 0, 1, 0}, binary(Binary.EQ, x, y));
        assertArrayEquals(new float[] {1, 0, 1, 0, 1}, binary(Binary.NE, x, y));
        assertArrayEquals(new float[] {1, 1, 1, 0, 0}, binary(Binary.AND, x, y));
        assertArrayEquals(new float[] {0, 0, 0, 0, 1}, binary(Binary.XOR, x, y));
        assertArrayEquals(new float[] {2, 2, Float.NaN, 0, 3}, binary(Binary.MAX, x, y));
        assertArrayEquals(new float[] {1, 1, Float.NaN, 0, 0}, unary(Unary.SIGN, x));
        assertArrayEquals(new float[] {0, 0, 0, 1, 1}, unary(Unary.NOT, x));
        assertArrayEquals(new float[] {0, 0, 1, 0, 0}, unary(Unary.IS_NAN, x));
        assertArrayEquals(
                new float[] {0f, 1e-29f, Float.NaN}, unary(Unary.FLUSH, new float[] {-9e-31f, 1e-29f, Float.NaN}));
        assertArrayEquals(new float[] {0f, 2f, 2f, -2f}, unary(Unary.ROUND, new float[] {0.5f, 1.5f, 2.5f, -1.5f}));
    }

    private float[] unary(Unary op, float[] x) {
        float[] z = new float[x.length];
        kernels.unary(op, x, 0, z, 0, x.length);
        return z;
    }

    private float[] binary(Binary op, float[] x, float[] y) {
        float[] z = new float[x.length];
        kernels.binary(op, x, 0, y, 0, z, 0, x.length);
        return z;
    }

    /** A window of two elements, three apart, at three places; two channels. */
    private static final int[] STARTS = {0, 4, 2};

    private static final int[] TAPS = {0, 6};

    @Test
    void windowsHaveTheGreatestAndWhereItIs() {
        float[] x = {1, 9, 3, Float.NaN, 5, 6, 7, 8, 3, 4, 2, 0};
        float[] v = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
        float[] z = new float[6];
        kernels.windowMax(0, 3, 2, STARTS, TAPS, x, 0, z, 0, 2);
        assertArrayEquals(new float[] {7, 9, 5, 6, 3, Float.NaN}, z);
        kernels.windowPick(0, 3, 2, STARTS, TAPS, x, 0, v, 0, z, 0, 2);
        assertArrayEquals(new float[] {16, 11, 14, 15, 12, 13}, z);
        float[] dv = new float[12];
        kernels.windowPickGradient(3, 2, STARTS, TAPS, x, 0, new float[] {1, 2, 3, 4, 5, 6}, 0, dv, 0, 2);
        assertArrayEquals(new float[] {0, 2, 5, 6, 3, 4, 1, 0, 0, 0, 0, 0}, dv);
    }

    @Test
    void windowsAreWeighedChannelByChannel() {
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        float[] k = {1, 10, 100, 1000};
        float[] z = new float[6];
        kernels.depthwise(0, 3, 2, STARTS, TAPS, x, 0, k, 0, z, 0, 2);
        assertArrayEquals(new float[] {701, 8020, 1105, 12060, 903, 10040}, z);
        float[] dx = new float[12];
        kernels.depthwiseInput(3, 2, STARTS, TAPS, new float[] {1, 1, 2, 2, 3, 3}, 0, k, 0, dx, 0, 2);
        assertArrayEquals(new float[] {1, 10, 3, 30, 2, 20, 100, 1000, 300, 3000, 200, 2000}, dx);
        float[] dk = new float[4];
        kernels.depthwiseKernel(3, 2, STARTS, TAPS, x, 0, new float[] {1, 1, 2, 2, 3, 3}, 0, dk, 0, 2);
        assertArrayEquals(new float[] {20, 26, 56, 62}, dk);
    }

    @Test
    void rowsOfAProductAreFoundByTables() {
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        float[] b = {1, 2, 3, 10, 20, 30};
        float[] c = new float[10];
        kernels.gemmIndexed(false, 0, 2, 3, 2, x, 1, STARTS, TAPS, b, 0, 3, c, 1, new int[] {5, 0});
        assertArrayEquals(new float[] {0, 126, 252, 378, 0, 0, 82, 164, 246, 0}, c);
        kernels.gemmIndexed(true, 1, 2, 3, 2, x, 1, STARTS, TAPS, b, 0, 3, c, 1, new int[] {5, 0});
        assertArrayEquals(new float[] {0, 252, 504, 756, 0, 0, 82, 164, 246, 0}, c);
    }

    @Test
    void reductionsOverRows() {
        float[] x = {1, 5, -1, 4, 2, -3};
        float[] z = new float[3];
        kernels.sumRows(x, 0, 2, 3, z, 0, 3);
        assertArrayEquals(new float[] {5, 7, -4}, z);
        kernels.reduceRows(Binary.MAX, x, 0, 2, 3, z, 0, 3);
        assertArrayEquals(new float[] {4, 5, -1}, z);
        assertEquals(1, kernels.argmax(x, 0, 6));
        assertEquals(5, kernels.argmin(x, 0, 6));
        assertEquals(120f, kernels.prod(x, 0, 6));
    }

    @Test
    void randomNumbersAreThoseOfTheirIndex() {
        float[] all = new float[1000];
        kernels.uniform(1, 2, 0, all, 0, 1000);
        for (int first = 0; first < 50; first++) {
            float[] part = new float[first];
            kernels.uniform(1, 2, first, part, 0, first);
            for (int i = 0; i < first; i++) {
                assertEquals(all[first + i], part[i]);
            }
        }
        assertEquals((int) Threefry.block(1, 2, 3, 0) >>> 8, (int) (all[6] * 0x1p24f));
        assertEquals((int) (Threefry.block(1, 2, 3, 0) >>> 32) >>> 8, (int) (all[7] * 0x1p24f));
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
        int n = 200_000;
        float[] x = new float[n];
        kernels.normal(3, 4, 0, x, 0, n);
        assertEquals(0, kernels.sum(x, 0, n) / n, 0.01);
        assertEquals(1, kernels.sumSquares(x, 0, n) / n, 0.01);
        assertTrue(kernels.max(x, 0, n) < 6 && kernels.min(x, 0, n) > -6);
        kernels.dropoutMask(3, 4, 0, 0.8f, 1.25f, x, 0, n);
        assertEquals(1, kernels.sum(x, 0, n) / n, 0.01);
    }

    @Test
    void transposition() {
        float[] x = numbers(37 * 21);
        float[] z = new float[21 * 40];
        kernels.transpose2d(x, 0, 37, 20, 21, z, 0, 40);
        for (int i = 0; i < 37; i++) {
            for (int j = 0; j < 20; j++) {
                assertEquals(x[i * 21 + j], z[j * 40 + i]);
            }
        }
    }

    private float[] numbers(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
