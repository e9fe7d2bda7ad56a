package org.rhyton.array;

/** Elementwise results of two arrays, broadcast against each other, with NumPy's result dtypes. */
final class Arithmetic {
    private Arithmetic() {}

    static NDArray apply(BinaryOp op, NDArray a, NDArray b) {
        return apply(op, a, b, DType.promote(a.dtype(), b.dtype()));
    }

    /**
     * With a number that is a whole one in the program. It is weak: it takes the array's dtype, but for booleans, which
     * become int64.
     */
    static NDArray apply(BinaryOp op, NDArray a, long number) {
        if (op.isComparison() && !a.dtype().isFloating()) return apply(op, a, NDArray.scalar(number), DType.INT64);
        return apply(op, a, weak(number, a.dtype()));
    }

    /** With a floating-point number; it is weak: it takes the dtype of a floating-point array, and is float64 else. */
    static NDArray apply(BinaryOp op, NDArray a, double number) {
        return apply(op, a, weak(number, a.dtype()));
    }

    static NDArray weak(double number, DType dtype) {
        return dtype == DType.FLOAT32 ? NDArray.scalar((float) number) : NDArray.scalar(number);
    }

    static NDArray weak(long number, DType dtype) {
        DType own = dtype == DType.BOOL ? DType.INT64 : dtype;
        boolean fits = switch (own) {
            case UINT8 -> number >= 0 && number <= 255;
            case INT32 -> number == (int) number;
            default -> true;
        };
        if (!fits) {
            throw new DTypeException("the number " + number + " does not fit " + own
                    + ", the dtype of the array it meets; cast the array first, for instance astype(INT64)");
        }
        return NDArray.scalar(number).astype(own);
    }

    private static NDArray apply(BinaryOp op, NDArray a, NDArray b, DType promoted) {
        if (promoted == DType.BOOL && !op.takesBooleans()) {
            throw new DTypeException("booleans cannot be combined by " + op
                    + "; use xor, and, or, not, or cast one of the" + " arrays to a number first: astype(INT32)");
        }
        boolean divides = op == BinaryOp.DIVIDE;
        DType result = op.isComparison() ? DType.BOOL : divides && !promoted.isFloating() ? DType.FLOAT64 : promoted;
        DType compute = promoted.isFloating() ? promoted : divides ? DType.FLOAT64 : DType.INT64;
        int[] dims = broadcast(op, a, b);
        Object out = Storage.allocate(result, elements(dims));
        new Loop(op, a, b, out, compute, result).run(dims);
        return NDArray.wrap(out, result, dims);
    }

    private static int[] broadcast(BinaryOp op, NDArray a, NDArray b) {
        if (java.util.Arrays.equals(a.dims, b.dims)) return a.dims;
        try {
            return Shape.broadcast(a.shape(), b.shape()).dims();
        } catch (ShapeException unlike) {
            throw new ShapeException(op + ": " + unlike.getMessage());
        }
    }

    private static int elements(int[] dims) {
        return Shape.of(dims).elements();
    }

    /** One operation under way: operands that are not of the computing dtype pass through rooms of one chunk. */
    private static final class Loop implements Nest.Run {
        private final BinaryOp op;
        private final NDArray a;
        private final NDArray b;
        private final Object out;
        private final DType compute;
        private final DType result;
        private final Object roomA;
        private final Object roomB;
        private final Object roomOut;

        Loop(BinaryOp op, NDArray a, NDArray b, Object out, DType compute, DType result) {
            this.op = op;
            this.a = a;
            this.b = b;
            this.out = out;
            this.compute = compute;
            this.result = result;
            roomA = Storage.allocate(compute, Casts.CHUNK);
            roomB = Storage.allocate(compute, Casts.CHUNK);
            roomOut = compute == result ? out : Storage.allocate(compute, Casts.CHUNK);
        }

        void run(int[] dims) {
            Nest.broadcasting(dims, a.dims, b.dims).forEachRun(this);
        }

        @Override
        public void at(int[] offsets, int[] steps, int n) {
            boolean repeatA = steps[0] == 0;
            boolean repeatB = steps[1] == 0;
            boolean directA = !repeatA && a.dtype() == compute;
            boolean directB = !repeatB && b.dtype() == compute;
            if (repeatA) Casts.fill(a.data, offsets[0], roomA, Math.min(n, Casts.CHUNK));
            if (repeatB) Casts.fill(b.data, offsets[1], roomB, Math.min(n, Casts.CHUNK));
            for (int start = 0; start < n; start += Casts.CHUNK) {
                int count = Math.min(Casts.CHUNK, n - start);
                int fromA = offsets[0] + start;
                int fromB = offsets[1] + start;
                if (!repeatA && !directA) Casts.load(a.data, fromA, roomA, 0, count);
                if (!repeatB && !directB) Casts.load(b.data, fromB, roomB, 0, count);
                chunk(
                        directA ? a.data : roomA,
                        directA ? fromA : 0,
                        directB ? b.data : roomB,
                        directB ? fromB : 0,
                        offsets[2] + start,
                        count);
            }
        }

        private void chunk(Object x, int xo, Object y, int yo, int to, int n) {
            if (op.isComparison()) {
                BinaryKernels.compare(op, x, xo, y, yo, (byte[]) out, to, n);
            } else if (compute == result) {
                BinaryKernels.compute(op, x, xo, y, yo, out, to, n);
            } else {
                BinaryKernels.compute(op, x, xo, y, yo, roomOut, 0, n);
                if (result == DType.BOOL) Casts.storeNonZero(roomOut, 0, (byte[]) out, to, n);
                else Casts.storeWrapped((long[]) roomOut, out, to, n);
            }
        }
    }
}
