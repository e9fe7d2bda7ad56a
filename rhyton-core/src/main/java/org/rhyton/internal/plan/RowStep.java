package org.rhyton.internal.plan;

import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Team;

/** A function of whole rows of the last axis: softmax, its logarithm, the order that sorts. */
record RowStep(Op op, View x, Value result) implements Step {
    /** Elements that a thread takes at a time, in whole rows. */
    private static final int CHUNK = 1024;

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
        Location out = binder.locate(View.of(result, x.shape()));
        int n = in.dims()[in.dims().length - 1];
        int rows = n == 0 ? 0 : in.elements() / n;
        int perPart = Math.max(1, CHUNK / Math.max(1, n));
        Team.Task task = part -> {
            int first = part * perPart;
            int count = Math.min(rows - first, perPart);
            rows(binder.compute(), in, in.offset() + first * n, out, out.offset() + first * n, count, n);
        };
        return Parts.work(32L * rows * n, Math.ceilDiv(rows, perPart), task);
    }

    private void rows(Compute compute, Location in, int xo, Location out, int zo, int count, int n) {
        boolean single = in.dtype() == DType.FLOAT32;
        switch (op) {
            case Op.Softmax softmax -> {
                if (single) compute.floats.softmax(in.floats(), xo, out.floats(), zo, count, n);
                else compute.doubles.softmax(in.doubles(), xo, out.doubles(), zo, count, n);
            }
            case Op.LogSoftmax softmax -> {
                if (single) compute.floats.logSoftmax(in.floats(), xo, out.floats(), zo, count, n);
                else compute.doubles.logSoftmax(in.doubles(), xo, out.doubles(), zo, count, n);
            }
            case Op.ArgSort sort -> {
                for (int row = 0; row < count; row++) {
                    sort(in, xo + row * n, out.longs(), zo + row * n, n, sort.descending());
                }
            }
            default -> throw new IllegalStateException("no function of rows: " + op);
        }
    }

    /** Merge sort of indices: stable, and not a number comes last, as NumPy has it. */
    private static void sort(Location in, int xo, long[] out, int zo, int n, boolean descending) {
        for (int i = 0; i < n; i++) out[zo + i] = i;
        long[] spare = Frame.current().indices(n);
        for (int width = 1; width < n; width *= 2) {
            for (int from = 0; from < n; from += 2 * width) {
                merge(
                        in,
                        xo,
                        out,
                        zo,
                        spare,
                        from,
                        Math.min(n, from + width),
                        Math.min(n, from + 2 * width),
                        descending);
            }
            System.arraycopy(spare, 0, out, zo, n);
        }
    }

    private static void merge(
            Location in, int xo, long[] out, int zo, long[] spare, int from, int middle, int to, boolean descending) {
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    left < middle && (right >= to || !before(in, xo, out[zo + right], out[zo + left], descending));
            spare[i] = takeLeft ? out[zo + left++] : out[zo + right++];
        }
    }

    /** Whether a comes before b; what is not a number comes last in either direction. */
    private static boolean before(Location in, int xo, long a, long b, boolean descending) {
        int x = xo + (int) a;
        int y = xo + (int) b;
        int order = Storage.compare(in, x, y);
        boolean reversed = descending && !Storage.isNan(in, x) && !Storage.isNan(in, y);
        return reversed ? order > 0 : order < 0;
    }
}
