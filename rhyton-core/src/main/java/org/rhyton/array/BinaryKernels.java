package org.rhyton.array;

/** The loops of elementwise operations on two contiguous runs of the same kind: float, double or long. */
final class BinaryKernels {
    private BinaryKernels() {}

    static void compute(BinaryOp op, Object x, int xo, Object y, int yo, Object out, int to, int n) {
        switch (out) {
            case float[] floats -> floats(op, (float[]) x, xo, (float[]) y, yo, floats, to, n);
            case double[] doubles -> doubles(op, (double[]) x, xo, (double[]) y, yo, doubles, to, n);
            case long[] longs -> longs(op, (long[]) x, xo, (long[]) y, yo, longs, to, n);
            default -> throw Storage.unknown(out);
        }
    }

    static void compare(BinaryOp op, Object x, int xo, Object y, int yo, byte[] out, int to, int n) {
        switch (x) {
            case float[] floats -> compareFloats(op, floats, xo, (float[]) y, yo, out, to, n);
            case double[] doubles -> compareDoubles(op, doubles, xo, (double[]) y, yo, out, to, n);
            case long[] longs -> compareLongs(op, longs, xo, (long[]) y, yo, out, to, n);
            default -> throw Storage.unknown(x);
        }
    }

    private static void floats(BinaryOp op, float[] x, int xo, float[] y, int yo, float[] out, int to, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] + y[yo + i];
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] - y[yo + i];
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] * y[yo + i];
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] / y[yo + i];
            }
            case FLOOR_DIVIDE -> {
                for (int i = 0; i < n; i++) out[to + i] = floorDivide(x[xo + i], y[yo + i]);
            }
            case MODULO -> {
                for (int i = 0; i < n; i++) out[to + i] = modulo(x[xo + i], y[yo + i]);
            }
            case POWER -> {
                for (int i = 0; i < n; i++) out[to + i] = (float) Math.pow(x[xo + i], y[yo + i]);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.max(x[xo + i], y[yo + i]);
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.min(x[xo + i], y[yo + i]);
            }
            default -> throw notHere(op);
        }
    }

    /** The remainder with the sign of the divisor, as Python has it. */
    private static float modulo(float x, float y) {
        float rest = x % y;
        if (rest == 0) return Math.copySign(rest, y);
        return rest < 0 != y < 0 ? rest + y : rest;
    }

    /** The quotient rounded down, from the exact remainder, so that it agrees with {@link #modulo}. */
    private static float floorDivide(float x, float y) {
        if (y == 0) return x / y;
        float rest = x % y;
        float quotient = (x - rest) / y;
        if (rest != 0 && rest < 0 != y < 0) quotient -= 1;
        if (quotient == 0) return Math.copySign(0, x / y);
        float floor = (float) Math.floor(quotient);
        return quotient - floor > 0.5f ? floor + 1 : floor;
    }

    private static void doubles(BinaryOp op, double[] x, int xo, double[] y, int yo, double[] out, int to, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] + y[yo + i];
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] - y[yo + i];
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] * y[yo + i];
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] / y[yo + i];
            }
            case FLOOR_DIVIDE -> {
                for (int i = 0; i < n; i++) out[to + i] = floorDivide(x[xo + i], y[yo + i]);
            }
            case MODULO -> {
                for (int i = 0; i < n; i++) out[to + i] = modulo(x[xo + i], y[yo + i]);
            }
            case POWER -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.pow(x[xo + i], y[yo + i]);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.max(x[xo + i], y[yo + i]);
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.min(x[xo + i], y[yo + i]);
            }
            default -> throw notHere(op);
        }
    }

    /** The remainder with the sign of the divisor, as Python has it. */
    private static double modulo(double x, double y) {
        double rest = x % y;
        if (rest == 0) return Math.copySign(rest, y);
        return rest < 0 != y < 0 ? rest + y : rest;
    }

    /** The quotient rounded down, from the exact remainder, so that it agrees with {@link #modulo}. */
    private static double floorDivide(double x, double y) {
        if (y == 0) return x / y;
        double rest = x % y;
        double quotient = (x - rest) / y;
        if (rest != 0 && rest < 0 != y < 0) quotient -= 1;
        if (quotient == 0) return Math.copySign(0, x / y);
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static void longs(BinaryOp op, long[] x, int xo, long[] y, int yo, long[] out, int to, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] + y[yo + i];
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] - y[yo + i];
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) out[to + i] = x[xo + i] * y[yo + i];
            }
            case FLOOR_DIVIDE -> {
                for (int i = 0; i < n; i++) out[to + i] = y[yo + i] == 0 ? 0 : Math.floorDiv(x[xo + i], y[yo + i]);
            }
            case MODULO -> {
                for (int i = 0; i < n; i++) out[to + i] = y[yo + i] == 0 ? 0 : Math.floorMod(x[xo + i], y[yo + i]);
            }
            case POWER -> {
                for (int i = 0; i < n; i++) out[to + i] = power(x[xo + i], y[yo + i]);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.max(x[xo + i], y[yo + i]);
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) out[to + i] = Math.min(x[xo + i], y[yo + i]);
            }
            default -> throw notHere(op);
        }
    }

    /** By repeated squaring, wrapping around. */
    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw new DTypeException("whole numbers cannot be raised to the negative power " + exponent
                    + "; cast the array to floating point first: astype(FLOAT64)");
        }
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) != 0) result *= square;
            square *= square;
        }
        return result;
    }

    private static void compareFloats(BinaryOp op, float[] x, int xo, float[] y, int yo, byte[] out, int to, int n) {
        switch (op) {
            case EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] == y[yo + i] ? 1 : 0);
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] != y[yo + i] ? 1 : 0);
            }
            case LESS -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] < y[yo + i] ? 1 : 0);
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] <= y[yo + i] ? 1 : 0);
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] > y[yo + i] ? 1 : 0);
            }
            case GREATER_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] >= y[yo + i] ? 1 : 0);
            }
            default -> throw notHere(op);
        }
    }

    private static void compareDoubles(BinaryOp op, double[] x, int xo, double[] y, int yo, byte[] out, int to, int n) {
        switch (op) {
            case EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] == y[yo + i] ? 1 : 0);
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] != y[yo + i] ? 1 : 0);
            }
            case LESS -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] < y[yo + i] ? 1 : 0);
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] <= y[yo + i] ? 1 : 0);
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] > y[yo + i] ? 1 : 0);
            }
            case GREATER_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] >= y[yo + i] ? 1 : 0);
            }
            default -> throw notHere(op);
        }
    }

    private static void compareLongs(BinaryOp op, long[] x, int xo, long[] y, int yo, byte[] out, int to, int n) {
        switch (op) {
            case EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] == y[yo + i] ? 1 : 0);
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] != y[yo + i] ? 1 : 0);
            }
            case LESS -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] < y[yo + i] ? 1 : 0);
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] <= y[yo + i] ? 1 : 0);
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] > y[yo + i] ? 1 : 0);
            }
            case GREATER_EQUAL -> {
                for (int i = 0; i < n; i++) out[to + i] = (byte) (x[xo + i] >= y[yo + i] ? 1 : 0);
            }
            default -> throw notHere(op);
        }
    }

    private static IllegalStateException notHere(BinaryOp op) {
        return new IllegalStateException(op + " is not computed here");
    }
}
