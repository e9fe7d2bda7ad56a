package org.rhyton.array;

/** Elementwise results of one array. */
final class Unary {
    private Unary() {}

    /**
     * Whole numbers stay what they are where the result is whole; else uint8 and bool become float32 and wider ones
     * float64.
     */
    static NDArray apply(UnaryOp op, NDArray x) {
        DType dtype = x.dtype();
        if (op.keepsIntegers() && !dtype.isFloating()) return onIntegers(op, x);
        DType result = switch (dtype) {
            case FLOAT32, UINT8, BOOL -> DType.FLOAT32;
            case FLOAT64, INT32, INT64 -> DType.FLOAT64;
        };
        int n = x.size();
        Object out = Storage.allocate(result, n);
        for (int start = 0; start < n; start += Casts.CHUNK) {
            int count = Math.min(Casts.CHUNK, n - start);
            Casts.load(x.data, start, out, start, count);
            if (out instanceof float[] floats) floats(op, floats, start, count);
            else doubles(op, (double[]) out, start, count);
        }
        return NDArray.wrap(out, result, x.dims);
    }

    private static NDArray onIntegers(UnaryOp op, NDArray x) {
        DType dtype = x.dtype();
        if (dtype == DType.BOOL) {
            if (op == UnaryOp.ABS) return x;
            throw new DTypeException(
                    op + " has no meaning for booleans; use not(), or cast to a number first:" + " astype(INT32)");
        }
        return switch (op) {
            case FLOOR, CEIL, RINT -> x;
            case SQUARE -> x.times(x);
            case NEGATE -> Arithmetic.apply(BinaryOp.SUBTRACT, NDArray.zeros(Shape.SCALAR, dtype), x);
            case ABS -> dtype == DType.UINT8 ? x : x.maximum(x.negate());
            case SIGN -> x.gt(0).astype(dtype).minus(x.lt(0).astype(dtype));
            default -> throw new IllegalStateException(op + " does not keep whole numbers");
        };
    }

    private static void floats(UnaryOp op, float[] x, int from, int n) {
        int to = from + n;
        switch (op) {
            case NEGATE -> {
                for (int i = from; i < to; i++) x[i] = -x[i];
            }
            case ABS -> {
                for (int i = from; i < to; i++) x[i] = Math.abs(x[i]);
            }
            case SIGN -> {
                for (int i = from; i < to; i++) x[i] = Math.signum(x[i]);
            }
            case SQUARE -> {
                for (int i = from; i < to; i++) x[i] = x[i] * x[i];
            }
            case FLOOR -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.floor(x[i]);
            }
            case CEIL -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.ceil(x[i]);
            }
            case RINT -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.rint(x[i]);
            }
            case SQRT -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.sqrt(x[i]);
            }
            case EXP -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.exp(x[i]);
            }
            case LOG -> {
                for (int i = from; i < to; i++) x[i] = (float) Math.log(x[i]);
            }
        }
    }

    private static void doubles(UnaryOp op, double[] x, int from, int n) {
        int to = from + n;
        switch (op) {
            case NEGATE -> {
                for (int i = from; i < to; i++) x[i] = -x[i];
            }
            case ABS -> {
                for (int i = from; i < to; i++) x[i] = Math.abs(x[i]);
            }
            case SIGN -> {
                for (int i = from; i < to; i++) x[i] = Math.signum(x[i]);
            }
            case SQUARE -> {
                for (int i = from; i < to; i++) x[i] = x[i] * x[i];
            }
            case FLOOR -> {
                for (int i = from; i < to; i++) x[i] = Math.floor(x[i]);
            }
            case CEIL -> {
                for (int i = from; i < to; i++) x[i] = Math.ceil(x[i]);
            }
            case RINT -> {
                for (int i = from; i < to; i++) x[i] = Math.rint(x[i]);
            }
            case SQRT -> {
                for (int i = from; i < to; i++) x[i] = Math.sqrt(x[i]);
            }
            case EXP -> {
                for (int i = from; i < to; i++) x[i] = Math.exp(x[i]);
            }
            case LOG -> {
                for (int i = from; i < to; i++) x[i] = Math.log(x[i]);
            }
        }
    }
}
