package org.rhyton.vector;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The reductions, for any n. Sixteen lanes are summed whatever the width of a vector: in one vector of 16, in two of 8
 * or in four of 4. Vectors of 2 are too narrow, see {@link #canSum}.
 */
final class FloatReductions {

    private static final VectorSpecies<Float> LANES = Lanes.FLOATS;
    private static final int WIDTH = LANES.length();

    /** The number of lanes that a sum is defined on. */
    private static final int SUM_LANES = 16;

    private FloatReductions() {}

    /** Not with vectors of 2; and not a few numbers, for which plain loops are as fast. */
    static boolean canSum(int n) {
        return WIDTH >= 4 && n >= SUM_LANES;
    }

    // The conditions on WIDTH below are constants, so that only the vectors that there are get compiled.

    static float sum(float[] x, int xo, int n) {
        if (n == 0) return 0f;
        FloatVector a = broadcast(LANES, 0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int whole = n - n % SUM_LANES;
        for (int i = xo; i < xo + whole; i += SUM_LANES) {
            a = a.add(fromArray(LANES, x, i));
            if (WIDTH < 16) {
                b = b.add(fromArray(LANES, x, i + WIDTH));
            }
            if (WIDTH < 8) {
                c = c.add(fromArray(LANES, x, i + 2 * WIDTH));
                d = d.add(fromArray(LANES, x, i + 3 * WIDTH));
            }
        }
        if (whole < n) {
            a = a.add(load(x, xo, whole, n));
            b = WIDTH < 16 ? b.add(load(x, xo, whole + WIDTH, n)) : b;
            c = WIDTH < 8 ? c.add(load(x, xo, whole + 2 * WIDTH, n)) : c;
            d = WIDTH < 8 ? d.add(load(x, xo, whole + 3 * WIDTH, n)) : d;
        }
        return sumOfLanes(a, b, c, d);
    }

    static float dot(float[] x, int xo, float[] y, int yo, int n) {
        FloatVector a = broadcast(LANES, 0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int whole = n - n % SUM_LANES;
        for (int i = 0; i < whole; i += SUM_LANES) {
            a = fromArray(LANES, x, xo + i).fma(fromArray(LANES, y, yo + i), a);
            if (WIDTH < 16) {
                b = fromArray(LANES, x, xo + i + WIDTH).fma(fromArray(LANES, y, yo + i + WIDTH), b);
            }
            if (WIDTH < 8) {
                c = fromArray(LANES, x, xo + i + 2 * WIDTH).fma(fromArray(LANES, y, yo + i + 2 * WIDTH), c);
                d = fromArray(LANES, x, xo + i + 3 * WIDTH).fma(fromArray(LANES, y, yo + i + 3 * WIDTH), d);
            }
        }
        if (whole < n) {
            a = load(x, xo, whole, n).fma(load(y, yo, whole, n), a);
            b = WIDTH < 16 ? load(x, xo, whole + WIDTH, n).fma(load(y, yo, whole + WIDTH, n), b) : b;
            c = WIDTH < 8 ? load(x, xo, whole + 2 * WIDTH, n).fma(load(y, yo, whole + 2 * WIDTH, n), c) : c;
            d = WIDTH < 8 ? load(x, xo, whole + 3 * WIDTH, n).fma(load(y, yo, whole + 3 * WIDTH, n), d) : d;
        }
        return sumOfLanes(a, b, c, d);
    }

    /** The tree: lane l takes lane l + 8, then l + 4, l + 2, l + 1. */
    private static float sumOfLanes(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
        if (WIDTH == 16) {
            return tree(a);
        }
        if (WIDTH == 8) {
            return tree(a.add(b));
        }
        return tree(a.add(c).add(b.add(d)));
    }

    private static float tree(FloatVector v) {
        if (WIDTH == 16) {
            float l0 = (v.lane(0) + v.lane(8)) + (v.lane(4) + v.lane(12));
            float l1 = (v.lane(1) + v.lane(9)) + (v.lane(5) + v.lane(13));
            float l2 = (v.lane(2) + v.lane(10)) + (v.lane(6) + v.lane(14));
            float l3 = (v.lane(3) + v.lane(11)) + (v.lane(7) + v.lane(15));
            return (l0 + l2) + (l1 + l3);
        }
        if (WIDTH == 8) {
            float l0 = v.lane(0) + v.lane(4);
            float l1 = v.lane(1) + v.lane(5);
            float l2 = v.lane(2) + v.lane(6);
            float l3 = v.lane(3) + v.lane(7);
            return (l0 + l2) + (l1 + l3);
        }
        return (v.lane(0) + v.lane(2)) + (v.lane(1) + v.lane(3));
    }

    // The greatest and the smallest are the same in any order, so here the compiler may reduce as it likes.

    static float max(float[] x, int xo, int n) {
        if (n == 0) return Float.NEGATIVE_INFINITY;
        FloatVector max = broadcast(LANES, Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            max = max.max(fromArray(LANES, x, xo + i));
        }
        if (i < n) {
            VectorMask<Float> rest = LANES.indexInRange(i, n);
            max = max.max(max.blend(fromArray(LANES, x, xo + i, rest), rest));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    static float min(float[] x, int xo, int n) {
        FloatVector min = broadcast(LANES, Float.POSITIVE_INFINITY);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            min = min.min(fromArray(LANES, x, xo + i));
        }
        if (i < n) {
            VectorMask<Float> rest = LANES.indexInRange(i, n);
            min = min.min(min.blend(fromArray(LANES, x, xo + i, rest), rest));
        }
        return min.reduceLanes(VectorOperators.MIN);
    }

    /** The first index of a value that is there, or of the first NaN. */
    static int indexOf(float value, float[] x, int xo, int n) {
        boolean wantsNaN = Float.isNaN(value);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector v = fromArray(LANES, x, xo + i);
            VectorMask<Float> found =
                    wantsNaN ? v.compare(VectorOperators.NE, v) : v.compare(VectorOperators.EQ, value);
            if (found.anyTrue()) {
                return i + found.firstTrue();
            }
        }
        while (wantsNaN ? !Float.isNaN(x[xo + i]) : x[xo + i] != value) {
            i++;
        }
        return i;
    }

    /** See {@link org.rhyton.internal.kernel.FloatKernels#sumRows}; n at least the width of a vector. */
    static void sumRows(float[] x, int xo, int rows, int rowStride, float[] z, int zo, int n) {
        int j = 0;
        for (; j <= n - 4 * WIDTH; j += 4 * WIDTH) {
            sumFourColumns(x, xo + j, rows, rowStride, z, zo + j);
        }
        for (; j <= n - WIDTH; j += WIDTH) {
            sumColumn(x, xo + j, rows, rowStride, z, zo + j);
        }
        if (j < n) {
            sumColumn(x, xo + n - WIDTH, rows, rowStride, z, zo + n - WIDTH);
        }
    }

    private static void sumFourColumns(float[] x, int xo, int rows, int rowStride, float[] z, int zo) {
        if (rows == 0) return;
        FloatVector a = broadcast(LANES, 0f);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = 0, at = xo; i < rows; i++, at += rowStride) {
            a = a.add(fromArray(LANES, x, at));
            b = b.add(fromArray(LANES, x, at + WIDTH));
            c = c.add(fromArray(LANES, x, at + 2 * WIDTH));
            d = d.add(fromArray(LANES, x, at + 3 * WIDTH));
        }
        a.intoArray(z, zo);
        b.intoArray(z, zo + WIDTH);
        c.intoArray(z, zo + 2 * WIDTH);
        d.intoArray(z, zo + 3 * WIDTH);
    }

    private static void sumColumn(float[] x, int xo, int rows, int rowStride, float[] z, int zo) {
        if (rows == 0) return;
        FloatVector sum = broadcast(LANES, 0f);
        for (int i = 0, at = xo; i < rows; i++, at += rowStride) {
            sum = sum.add(fromArray(LANES, x, at));
        }
        sum.intoArray(z, zo);
    }

    /** The vector of the elements from i on, with 0 from n on; i may be beyond n. */
    private static FloatVector load(float[] x, int xo, int i, int n) {
        return i >= n ? broadcast(LANES, 0f) : fromArray(LANES, x, xo + i, LANES.indexInRange(i, n));
    }
}
