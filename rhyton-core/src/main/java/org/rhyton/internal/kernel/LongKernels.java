package org.rhyton.internal.kernel;

import java.util.Arrays;

/**
 * The loops over {@code long[]} for computations on whole numbers and truth values. Conventions as in
 * {@link FloatKernels}; sums and products wrap around. There is one implementation.
 */
public final class LongKernels {

    private LongKernels() {}

    /**
     * z = op(x).
     *
     * @param op NEG, ABS, SIGN, SQUARE, FLUSHED_SQUARE, RELU, FLOOR, CEIL, ROUND, TRUNC, FLUSH (these five: x), NOT, IS_NAN (0) or
     *     IS_FINITE (1)
     * @throws IllegalArgumentException for the others, whose results are not whole
     */
    public static void unary(Unary op, long[] x, int xo, long[] z, int zo, int n) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = -x[xo + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.abs(x[xo + i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Long.signum(x[xo + i]);
                }
            }
            case SQUARE, FLUSHED_SQUARE -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] * x[xo + i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = Math.max(x[xo + i], 0);
                }
            }
            case NOT -> {
                for (int i = 0; i < n; i++) {
                    z[zo + i] = x[xo + i] == 0 ? 1 : 0;
                }
            }
            case FLOOR, CEIL, ROUND, TRUNC, FLUSH -> System.arraycopy(x, xo, z, zo, n);
            case IS_NAN -> fill(z, zo, n, 0);
            case IS_FINITE -> fill(z, zo, n, 1);
            default ->
                throw new IllegalArgumentException(
                        op + " is not defined on whole numbers. Cast the operand to a floating-point type first.");
        }
    }

    /**
     * z = op(x, y).
     *
     * @throws IllegalArgumentException for ATAN2
     * @throws ArithmeticException if DIV, MOD or FLOOR_DIV divides by 0, or POW has a negative exponent
     */
    public static void binary(Binary op, long[] x, int xo, long[] y, int yo, long[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = apply(op, x[xo + i], y[yo + i]);
        }
    }

    /** Whether {@link #binary} throws for some numbers. */
    public static boolean mayFail(Binary op) {
        return switch (op) {
            case DIV, MOD, FLOOR_DIV, POW -> true;
            default -> false;
        };
    }

    /** As {@link #binary}, with one number on the right. */
    public static void binaryScalar(Binary op, long[] x, int xo, long y, long[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = apply(op, x[xo + i], y);
        }
    }

    /** As {@link #binary}, with one number on the left. */
    public static void scalarBinary(Binary op, long x, long[] y, int yo, long[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = apply(op, x, y[yo + i]);
        }
    }

    /** z = c ≠ 0 ? x : y. */
    public static void select(long[] c, int co, long[] x, int xo, long[] y, int yo, long[] z, int zo, int n) {
        for (int i = 0; i < n; i++) {
            z[zo + i] = c[co + i] != 0 ? x[xo + i] : y[yo + i];
        }
    }

    /** z = v. */
    public static void fill(long[] z, int zo, int n, long v) {
        Arrays.fill(z, zo, zo + n, v);
    }

    /** Σ x. */
    public static long sum(long[] x, int xo, int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += x[xo + i];
        }
        return sum;
    }

    /** The greatest; the least long of nothing. */
    public static long max(long[] x, int xo, int n) {
        long max = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    /** The smallest; the greatest long of nothing. */
    public static long min(long[] x, int xo, int n) {
        long min = Long.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    /** The product of all. */
    public static long prod(long[] x, int xo, int n) {
        long product = 1;
        for (int i = 0; i < n; i++) {
            product *= x[xo + i];
        }
        return product;
    }

    /** Where the greatest first occurs, counted from xo; n ≥ 1. */
    public static int argmax(long[] x, int xo, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (x[xo + i] > x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    /** Where the smallest first occurs, counted from xo; n ≥ 1. */
    public static int argmin(long[] x, int xo, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            if (x[xo + i] < x[xo + best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * z[j] = x[0, j] op x[1, j] op … for j &lt; n, rows rowStride apart.
     *
     * @param rows at least 1
     */
    public static void reduceRows(Binary op, long[] x, int xo, int rows, int rowStride, long[] z, int zo, int n) {
        System.arraycopy(x, xo, z, zo, n);
        for (int i = 1; i < rows; i++) {
            binary(op, z, zo, x, xo + i * rowStride, z, zo, n);
        }
    }

    private static long apply(Binary op, long x, long y) {
        return switch (op) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case POW -> power(x, y);
            case MAX -> Math.max(x, y);
            case MIN -> Math.min(x, y);
            case MOD -> Math.floorMod(x, y);
            case FLOOR_DIV -> Math.floorDiv(x, y);
            case EQ -> x == y ? 1 : 0;
            case NE -> x != y ? 1 : 0;
            case LT -> x < y ? 1 : 0;
            case LE -> x <= y ? 1 : 0;
            case GT -> x > y ? 1 : 0;
            case GE -> x >= y ? 1 : 0;
            case AND -> x != 0 && y != 0 ? 1 : 0;
            case OR -> x != 0 || y != 0 ? 1 : 0;
            case XOR -> (x != 0) != (y != 0) ? 1 : 0;
            case ATAN2 ->
                throw new IllegalArgumentException(
                        op + " is not defined on whole numbers. Cast the operands to a floating-point type first.");
        };
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new ArithmeticException("A whole number cannot be raised to the negative power " + exponent
                    + ". Cast the operands to a floating-point type first.");
        }
        long power = 1;
        long square = base;
        for (long rest = exponent; rest != 0; rest >>= 1) {
            if ((rest & 1) != 0) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
