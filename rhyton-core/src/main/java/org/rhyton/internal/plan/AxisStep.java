package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;

/** A function of the elements along one axis: the index of the largest, running sums. */
record AxisStep(Op op, int axis, View x, Value result) implements Step {
    @Override
    public List<View> reads() {
        return List.of(x);
    }

    @Override
    public List<Value> writes() {
        return List.of(result);
    }

    @Override
    public Work bind(Binder binder) {
        Location in = binder.locate(x);
        Location out = binder.locate(View.of(result, org.rhyton.array.Shape.of(result.elements)));
        int n = in.dims()[axis];
        int before = 1;
        int after = 1;
        for (int i = 0; i < axis; i++) before *= in.dims()[i];
        for (int i = axis + 1; i < in.dims().length; i++) after *= in.dims()[i];
        int outer = before;
        int inner = after;
        return switch (op) {
            case Op.ArgReduce arg
            when inner == 1 && in.dtype() == DType.FLOAT32 ->
                () -> argReduceRows(arg, binder.compute(), in, out.longs(), out.offset(), outer, n);
            case Op.ArgReduce arg -> () -> argReduce(arg, in, out.longs(), out.offset(), outer, n, inner);
            case Op.Cumulate cumulate -> () -> cumulate(cumulate, in, out, outer, n, inner);
            default -> throw new IllegalStateException("no function along an axis: " + op);
        };
    }

    private static void argReduceRows(
            Op.ArgReduce op, Compute compute, Location in, long[] z, int zo, int rows, int n) {
        float[] x = in.floats();
        for (int i = 0; i < rows; i++) {
            int at = in.offset() + i * n;
            z[zo + i] = op.largest() ? compute.floats.argmax(x, at, n) : compute.floats.argmin(x, at, n);
        }
    }

    private static void argReduce(Op.ArgReduce op, Location in, long[] z, int zo, int outer, int n, int inner) {
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < inner; j++)
                z[zo + i * inner + j] = best(op, in, in.offset() + i * n * inner + j, n, inner);
        }
    }

    /** The first of the best; not a number beats all. */
    private static int best(Op.ArgReduce op, Location in, int at, int n, int stride) {
        int best = 0;
        for (int k = 1; k < n; k++) {
            int order = Storage.compare(in, at + k * stride, at + best * stride);
            if (op.largest() ? order > 0 : order < 0 || Storage.isNan(in, at + k * stride)) best = k;
            if (Storage.isNan(in, at + best * stride)) break;
        }
        return best;
    }

    private static void cumulate(Op.Cumulate op, Location in, Location out, int outer, int n, int inner) {
        boolean floating = in.dtype().isFloating();
        for (int i = 0; i < outer; i++) {
            for (int j = 0; j < inner; j++) {
                if (floating) floatingRow(op, in, out, i * n * inner + j, n, inner);
                else wholeRow(op, in, out, i * n * inner + j, n, inner);
            }
        }
    }

    private static void floatingRow(Op.Cumulate op, Location in, Location out, int at, int n, int stride) {
        double total = start(op);
        for (int k = 0; k < n; k++) {
            int index = at + (op.reverse() ? n - 1 - k : k) * stride;
            double x = Storage.getDouble(in.array(), in.dtype(), in.offset() + index);
            double next = combine(op, total, x, in);
            Storage.setDouble(out.array(), out.dtype(), out.offset() + index, op.exclusive() ? total : next);
            total = next;
        }
    }

    private static void wholeRow(Op.Cumulate op, Location in, Location out, int at, int n, int stride) {
        long total = op.reduction() == Op.Reduction.PROD ? 1 : 0;
        for (int k = 0; k < n; k++) {
            int index = at + (op.reverse() ? n - 1 - k : k) * stride;
            long x = Storage.getLong(in.array(), in.dtype(), in.offset() + index);
            long next = op.reduction() == Op.Reduction.PROD ? total * x : total + x;
            Storage.setLong(out.array(), out.dtype(), out.offset() + index, op.exclusive() ? total : next);
            total = next;
        }
    }

    private static double start(Op.Cumulate op) {
        return op.reduction() == Op.Reduction.PROD ? 1 : 0;
    }

    private static double combine(Op.Cumulate op, double total, double x, Location in) {
        double next = op.reduction() == Op.Reduction.PROD ? total * x : total + x;
        return in.array() instanceof float[] ? (float) next : next;
    }
}
