package org.rhyton.array;

import java.util.Arrays;

/**
 * Sums, products, extremes and moments over axes. Floating-point numbers are summed in double precision, whole numbers in
 * {@code long}.
 */
final class Reductions {
    /** How the elements along the reduced axes come together. */
    enum Kind {
        SUM,
        PRODUCT,
        MINIMUM,
        MAXIMUM
    }

    private static final int LANES = 4;
    private static final int SHORT_RUN = 64;

    private Reductions() {}

    /** NumPy's dtypes: sums and products of whole numbers and booleans are int64; extremes keep the dtype. */
    static NDArray reduce(Kind kind, NDArray x, Axes axes) {
        boolean extreme = kind == Kind.MINIMUM || kind == Kind.MAXIMUM;
        DType result = extreme || x.dtype().isFloating() ? x.dtype() : DType.INT64;
        boolean[] reduced = axes.in(x.shape());
        Layout layout = Layout.of(x, reduced);
        if (extreme && layout.count == 0 && layout.kept > 0) {
            throw new ShapeException("the " + kind.name().toLowerCase(java.util.Locale.ROOT)
                    + " over no elements does not exist: " + axes + " of shape " + x.shape()
                    + "; leave empty arrays out");
        }
        Object totals = x.dtype().isFloating() ? doubles(kind, x, layout) : longs(kind, x, layout);
        return layout.result(totals, result, axes);
    }

    private static double[] doubles(Kind kind, NDArray x, Layout layout) {
        double[] totals = new double[layout.kept];
        Arrays.fill(
                totals,
                switch (kind) {
                    case SUM -> 0;
                    case PRODUCT -> 1;
                    case MINIMUM -> Double.POSITIVE_INFINITY;
                    case MAXIMUM -> Double.NEGATIVE_INFINITY;
                });
        double[] lost = new double[kind == Kind.SUM ? layout.kept : 0];
        layout.forEachChunk(x, new double[Casts.CHUNK], (room, from, to, step, n) -> {
            double[] values = (double[]) room;
            if (step != 0) combine(kind, totals, to, values, from, n);
            else if (kind == Kind.SUM) add(totals, lost, to, sum(values, from, n));
            else totals[to] = combine(kind, totals[to], values, from, n);
        });
        for (int i = 0; i < lost.length; i++) {
            if (!Double.isNaN(lost[i])) totals[i] += lost[i];
        }
        return totals;
    }

    /** Adds to a total and keeps what is rounded away (Neumaier); that is NaN where the total is not finite. */
    private static void add(double[] totals, double[] lost, int at, double value) {
        double total = totals[at];
        double sum = total + value;
        lost[at] += Math.abs(total) >= Math.abs(value) ? total - sum + value : value - sum + total;
        totals[at] = sum;
    }

    private static double combine(Kind kind, double total, double[] x, int from, int n) {
        return switch (kind) {
            case SUM -> total + sum(x, from, n);
            case PRODUCT -> {
                double product = total;
                for (int i = 0; i < n; i++) product *= x[from + i];
                yield product;
            }
            case MINIMUM -> {
                double least = total;
                for (int i = 0; i < n; i++) least = Math.min(least, x[from + i]);
                yield least;
            }
            case MAXIMUM -> {
                double greatest = total;
                for (int i = 0; i < n; i++) greatest = Math.max(greatest, x[from + i]);
                yield greatest;
            }
        };
    }

    /** In halves down to short runs, so that rounding errors grow with the logarithm of the length. */
    private static double sum(double[] x, int from, int n) {
        if (n <= SHORT_RUN) return sumOfLanes(x, from, n);
        int half = n / 2 & -LANES;
        return sum(x, from, half) + sum(x, from + half, n - half);
    }

    private static double sumOfLanes(double[] x, int from, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + LANES <= n; i += LANES) {
            a += x[from + i];
            b += x[from + i + 1];
            c += x[from + i + 2];
            d += x[from + i + 3];
        }
        for (; i < n; i++) a += x[from + i];
        return (a + b) + (c + d);
    }

    private static void combine(Kind kind, double[] totals, int to, double[] x, int from, int n) {
        switch (kind) {
            case SUM -> {
                for (int i = 0; i < n; i++) totals[to + i] += x[from + i];
            }
            case PRODUCT -> {
                for (int i = 0; i < n; i++) totals[to + i] *= x[from + i];
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) totals[to + i] = Math.min(totals[to + i], x[from + i]);
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) totals[to + i] = Math.max(totals[to + i], x[from + i]);
            }
        }
    }

    private static long[] longs(Kind kind, NDArray x, Layout layout) {
        long[] totals = new long[layout.kept];
        Arrays.fill(
                totals,
                switch (kind) {
                    case SUM -> 0;
                    case PRODUCT -> 1;
                    case MINIMUM -> Long.MAX_VALUE;
                    case MAXIMUM -> Long.MIN_VALUE;
                });
        layout.forEachChunk(x, new long[Casts.CHUNK], (room, from, to, step, n) -> {
            long[] values = (long[]) room;
            switch (kind) {
                case SUM -> {
                    for (int i = 0; i < n; i++) totals[to + i * step] += values[from + i];
                }
                case PRODUCT -> {
                    for (int i = 0; i < n; i++) totals[to + i * step] *= values[from + i];
                }
                case MINIMUM -> {
                    for (int i = 0; i < n; i++) {
                        totals[to + i * step] = Math.min(totals[to + i * step], values[from + i]);
                    }
                }
                case MAXIMUM -> {
                    for (int i = 0; i < n; i++) {
                        totals[to + i * step] = Math.max(totals[to + i * step], values[from + i]);
                    }
                }
            }
        });
        return totals;
    }

    /** Whether any element is not 0; false over none. */
    static NDArray any(NDArray x, Axes axes) {
        return truth(Kind.MAXIMUM, x, axes);
    }

    /** Whether all elements are not 0; true over none. */
    static NDArray all(NDArray x, Axes axes) {
        return truth(Kind.MINIMUM, x, axes);
    }

    private static NDArray truth(Kind kind, NDArray x, Axes axes) {
        NDArray truths = x.astype(DType.BOOL);
        Layout layout = Layout.of(truths, axes.in(x.shape()));
        long[] extremes = longs(kind, truths, layout);
        // Over no elements the extreme is still where it started: the least long for any, the greatest for all.
        for (int i = 0; i < extremes.length; i++) extremes[i] = Math.max(0, extremes[i]);
        return layout.result(extremes, DType.BOOL, axes);
    }

    /** The mean: float32 of float32, float64 of all else; NaN over no elements. */
    static NDArray mean(NDArray x, Axes axes) {
        Layout layout = Layout.of(x, axes.in(x.shape()));
        return layout.result(means(x, layout), momentType(x), axes);
    }

    private static double[] means(NDArray x, Layout layout) {
        double[] sums = doubles(Kind.SUM, x, layout);
        for (int i = 0; i < sums.length; i++) sums[i] /= layout.count;
        return sums;
    }

    /** The mean squared distance from the mean (NumPy's ddof = 0), in two passes. */
    static NDArray variance(NDArray x, Axes axes) {
        Layout layout = Layout.of(x, axes.in(x.shape()));
        return layout.result(variances(x, layout), momentType(x), axes);
    }

    /** The square root of the variance. */
    static NDArray deviation(NDArray x, Axes axes) {
        Layout layout = Layout.of(x, axes.in(x.shape()));
        double[] variances = variances(x, layout);
        for (int i = 0; i < variances.length; i++) variances[i] = Math.sqrt(variances[i]);
        return layout.result(variances, momentType(x), axes);
    }

    private static double[] variances(NDArray x, Layout layout) {
        double[] means = means(x, layout);
        double[] squares = new double[layout.kept];
        layout.forEachChunk(x, new double[Casts.CHUNK], (room, from, to, step, n) -> {
            double[] values = (double[]) room;
            if (step == 0) {
                double mean = means[to];
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    double distance = values[from + i] - mean;
                    sum += distance * distance;
                }
                squares[to] += sum;
            } else {
                for (int i = 0; i < n; i++) {
                    double distance = values[from + i] - means[to + i];
                    squares[to + i] += distance * distance;
                }
            }
        });
        for (int i = 0; i < squares.length; i++) squares[i] /= layout.count;
        return squares;
    }

    private static DType momentType(NDArray x) {
        return x.dtype() == DType.FLOAT32 ? DType.FLOAT32 : DType.FLOAT64;
    }

    /** The place of the first extreme along an axis as int64; a NaN counts as the extreme, as in NumPy. */
    static NDArray place(boolean greatest, NDArray x, int axis) {
        int along = x.shape().axis(axis);
        int n = x.dims[along];
        if (n == 0) {
            throw new ShapeException("there is no extreme among no elements: axis " + axis + " of shape " + x.shape()
                    + " is empty; leave empty arrays out");
        }
        int outer = 1;
        for (int i = 0; i < along; i++) outer *= x.dims[i];
        int inner = 1;
        for (int i = along + 1; i < x.dims.length; i++) inner *= x.dims[i];
        long[] places = new long[outer * inner];
        boolean floating = x.dtype().isFloating();
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int start = o * n * inner + i;
                places[o * inner + i] = floating
                        ? placeOfDouble(greatest, x.data, start, inner, n)
                        : placeOfLong(greatest, x.data, start, inner, n);
            }
        }
        int[] dims = new int[x.dims.length - 1];
        for (int i = 0; i < dims.length; i++) dims[i] = x.dims[i < along ? i : i + 1];
        return NDArray.wrap(places, DType.INT64, dims);
    }

    private static int placeOfDouble(boolean greatest, Object data, int start, int step, int n) {
        double best = Storage.getDouble(data, start);
        int place = 0;
        for (int i = 1; i < n && !Double.isNaN(best); i++) {
            double value = Storage.getDouble(data, start + i * step);
            if (Double.isNaN(value) || (greatest ? value > best : value < best)) {
                best = value;
                place = i;
            }
        }
        return place;
    }

    private static int placeOfLong(boolean greatest, Object data, int start, int step, int n) {
        long best = Storage.getLong(data, start);
        int place = 0;
        for (int i = 1; i < n; i++) {
            long value = Storage.getLong(data, start + i * step);
            if (greatest ? value > best : value < best) {
                best = value;
                place = i;
            }
        }
        return place;
    }

    /** Work on a chunk of loaded elements, and where along the kept axes it goes: step 0 is one place for all of them. */
    private interface Chunk {
        void at(Object room, int from, int to, int step, int n);
    }

    /** Which elements come together in which place of the result. */
    private record Layout(NDArray x, boolean[] reduced, int kept, int count) {
        static Layout of(NDArray x, boolean[] reduced) {
            int kept = 1;
            int count = 1;
            for (int axis = 0; axis < reduced.length; axis++) {
                if (reduced[axis]) count *= x.dims[axis];
                else kept *= x.dims[axis];
            }
            return new Layout(x, reduced, kept, count);
        }

        void forEachChunk(NDArray array, Object room, Chunk chunk) {
            int[] places = new int[reduced.length];
            int stride = 1;
            for (int axis = reduced.length - 1; axis >= 0; axis--) {
                if (reduced[axis]) continue;
                places[axis] = stride;
                stride *= array.dims[axis];
            }
            boolean direct = room.getClass() == array.data.getClass();
            Nest nest = new Nest(array.dims, new int[][] {Nest.contiguous(array.dims), places}, new int[2]);
            nest.forEachRun((offsets, steps, n) -> {
                for (int start = 0; start < n; start += Casts.CHUNK) {
                    int length = Math.min(Casts.CHUNK, n - start);
                    if (!direct) Casts.load(array.data, offsets[0] + start, room, 0, length);
                    chunk.at(
                            direct ? array.data : room,
                            direct ? offsets[0] + start : 0,
                            offsets[1] + start * steps[1],
                            steps[1],
                            length);
                }
            });
        }

        NDArray result(Object totals, DType dtype, Axes axes) {
            int[] dims = new int[reduced.length];
            int rank = 0;
            for (int axis = 0; axis < reduced.length; axis++) {
                if (!reduced[axis]) dims[rank++] = x.dims[axis];
                else if (axes.keepsDims()) dims[rank++] = 1;
            }
            DType computed = totals instanceof double[] ? DType.FLOAT64 : DType.INT64;
            Object data = Casts.cast(totals, computed, dtype, kept);
            return NDArray.wrap(data, dtype, Arrays.copyOf(dims, rank));
        }
    }
}
