package org.rhyton.operations;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** The operations along axes: sums, means, the largest, running sums, orders. */
final class Reducing {
    private static final String X = "x";
    private static final String AXIS = "axis, keepdims";

    private Reducing() {}

    /** What is reduced over axes, which then are no more. */
    private interface Reduction {
        Tensor apply(Tensor x, int[] axes);
    }

    static List<OperationKind> numpy() {
        Rows rows = Rows.of("numpy");
        sums(rows);
        orders(rows);
        return rows.all();
    }

    private static void sums(Rows rows) {
        rows.add("Sum", X, AXIS, a -> reduced(a, counted(a), Ops::sum))
                .add("Prod", X, AXIS + ", dtype", a -> {
                    Tensor x = counted(a);
                    return reduced(a, Ops.cast(x, a.dtype("dtype", x.dtype())), Ops::prod);
                })
                .add("Mean", X, AXIS, a -> reduced(a, a.floating(X), Ops::mean))
                .add("Var", X, AXIS, a -> reduced(a, a.floating(X), Ops::variance))
                .add("Std", X, AXIS, a -> Ops.sqrt(reduced(a, a.floating(X), Ops::variance)))
                .add("Max", X, AXIS + ", initial", Reducing::max)
                .add("Min", X, AXIS + ", initial", Reducing::min)
                .add("Amax", X, AXIS, Reducing::max)
                .add("Amin", X, AXIS, Reducing::min)
                .add("Ptp", X, AXIS, a -> reduced(a, a.tensor(X), Ops::max).minus(reduced(a, a.tensor(X), Ops::min)))
                .add("Any", X, AXIS, a -> reduced(a, a.tensor(X), Ops::any))
                .add("All", X, AXIS, a -> reduced(a, a.tensor(X), Ops::all))
                .add(
                        "CountNonzero",
                        X,
                        "axis",
                        a -> reduced(a, Ops.cast(Ops.cast(a.tensor(X), DType.BOOL), DType.INT32), Ops::sum))
                .add("Average", "x, weights", "axis", Reducing::average)
                .add("Cumsum", X, "axis, dtype", a -> cumulated(a, true))
                .add("Cumprod", X, "axis, dtype", a -> cumulated(a, false))
                .add("Diff", "a", "n, axis", Reducing::diff);
    }

    private static void orders(Rows rows) {
        rows.add("Argmax", X, AXIS, a -> position(a, true))
                .add("Argmin", X, AXIS, a -> position(a, false))
                .add("Argsort", X, "axis", a -> {
                    Tensor x = a.has("axis") ? a.tensor(X) : Ops.reshape(a.tensor(X), -1);
                    int axis = a.whole("axis", -1);
                    return Axes.onLast(x, axis, last -> Ops.cast(Ops.argsort(last, false), DType.INT32));
                })
                .add("Sort", X, "axis", a -> Axes.onLast(a.tensor(X), a.whole("axis", -1), Reducing::sorted))
                .add("Median", X, AXIS, a -> reduced(a, a.floating(X), Reducing::median));
    }

    static List<OperationKind> math() {
        return Rows.of("math")
                .add("Logsumexp", X, AXIS, a -> reduced(a, a.floating(X), Reducing::logSumExp))
                .several("TopK", X, "k, sorted", Reducing::topK)
                .all();
    }

    static List<OperationKind> linalg() {
        return Rows.of("linalg").add("Norm", X, "ord, " + AXIS, Reducing::norm).all();
    }

    static List<OperationKind> nn() {
        return Rows.of("nn")
                .several("Moments", X, "axes, keepdims, synchronized", a -> {
                    Tensor x = a.floating(X);
                    int[] axes = a.axes("axes", x);
                    Tensor mean = Ops.mean(x, axes);
                    Tensor variance = Ops.variance(x, axes);
                    return a.flag("keepdims")
                            ? List.of(Ops.keepDims(mean, x, axes), Ops.keepDims(variance, x, axes))
                            : List.of(mean, variance);
                })
                .all();
    }

    private static Tensor counted(Arguments a) {
        Tensor x = a.tensor(X);
        return x.dtype() == DType.BOOL || x.dtype() == DType.UINT8 ? Ops.cast(x, DType.INT32) : x;
    }

    private static Tensor reduced(Arguments a, Tensor x, Reduction reduction) {
        int[] axes = a.axes("axis", x);
        if (axes.length == 0) return x;
        // Without axes a reduction is over all of them.
        Tensor result = reduction.apply(x, axes);
        return a.flag("keepdims") ? Ops.keepDims(result, x, axes) : result;
    }

    private static Tensor max(Arguments a) {
        Tensor largest = reduced(a, a.tensor(X), Ops::max);
        return a.has("initial") ? Ops.maximum(largest, a.number("initial")) : largest;
    }

    private static Tensor min(Arguments a) {
        Tensor smallest = reduced(a, a.tensor(X), Ops::min);
        return a.has("initial") ? Ops.minimum(smallest, a.number("initial")) : smallest;
    }

    private static Tensor average(Arguments a) {
        Tensor x = a.floating(X);
        Tensor weights = a.tensorOrNull("weights");
        if (weights == null) return reduced(a, x, Ops::mean);
        Tensor weight = Ops.cast(weights, x.dtype());
        if (weight.rank() == 1 && x.rank() > 1) {
            int axis = x.shape().axis(a.whole("axis"));
            for (int i = axis + 1; i < x.rank(); i++) weight = Ops.expandDims(weight, -1);
        }
        Tensor all = Ops.broadcastTo(weight, x.shape());
        return reduced(a, x.times(all), Ops::sum).dividedBy(reduced(a, all, Ops::sum));
    }

    private static Tensor cumulated(Arguments a, boolean sums) {
        Tensor given = a.tensor(X);
        Tensor counted = counted(a);
        Tensor x = Ops.cast(counted, a.dtype("dtype", counted.dtype()));
        if (!a.has("axis")) x = Ops.reshape(x, Shape.of(given.shape().volume()));
        int axis = a.whole("axis", 0);
        return sums ? Ops.cumsum(x, axis) : Ops.cumprod(x, axis);
    }

    private static Tensor diff(Arguments a) {
        Tensor x = a.tensor("a");
        int axis = x.shape().axis(a.whole("axis", -1));
        for (int i = 0; i < a.whole("n", 1); i++) {
            Dim less = x.dim(axis).minus(1);
            x = Ops.slice(x, axis, Dim.of(1), less).minus(Ops.slice(x, axis, Dim.of(0), less));
        }
        return x;
    }

    private static Tensor position(Arguments a, boolean largest) {
        Tensor x = a.tensor(X);
        int axis = a.whole("axis", 0);
        if (!a.has("axis")) x = Ops.reshape(x, Shape.of(x.shape().volume()));
        Tensor found = Ops.cast(largest ? Ops.argmax(x, axis) : Ops.argmin(x, axis), DType.INT32);
        if (!a.flag("keepdims")) return found;
        return a.has("axis") ? Ops.keepDims(found, x, axis) : Ops.keepDims(found, a.tensor(X));
    }

    private static Tensor sorted(Tensor x) {
        return Axes.alongLast(x, Ops.argsort(x, false));
    }

    private static Tensor median(Tensor x, int[] axes) {
        Tensor rows = Axes.joinedLast(x, axes);
        Tensor sorted = sorted(rows);
        int size = rows.shape().size(-1);
        Tensor upper = Ops.get(sorted, -1, size / 2);
        return size % 2 == 1
                ? upper
                : upper.plus(Ops.get(sorted, -1, size / 2 - 1)).dividedBy(2);
    }

    private static Tensor logSumExp(Tensor x, int[] axes) {
        return Ops.logSumExp(Axes.joinedLast(x, axes), -1);
    }

    private static List<Tensor> topK(Arguments a) {
        Tensor x = a.tensor(X);
        Tensor order = Ops.slice(Ops.argsort(x, true), x.rank() - 1, Dim.of(0), Dim.of(a.whole("k")));
        return List.of(Axes.alongLast(x, order), Ops.cast(order, DType.INT32));
    }

    /** Norms of vectors; of matrices the one of Frobenius. */
    private static Tensor norm(Arguments a) {
        Tensor x = a.floating(X);
        int[] axes = a.axes("axis", x);
        Object order = a.get("ord");
        boolean isEuclidean = order == null
                || "euclidean".equals(order)
                || "fro".equals(order)
                || (order instanceof Number number && number.doubleValue() == 2 && axes.length == 1);
        if (isEuclidean) return Ops.sqrt(reduced(a, Ops.square(x), Ops::sum));
        if (axes.length != 1) {
            throw new OperationException("Norm of order " + order + " is computed of vectors here, along one axis");
        }
        Tensor sizes = Ops.absolute(x);
        double power = order instanceof String text ? infinity(text) : a.number("ord");
        if (power == Double.POSITIVE_INFINITY) return reduced(a, sizes, Ops::max);
        if (power == Double.NEGATIVE_INFINITY) return reduced(a, sizes, Ops::min);
        if (power == 0) return reduced(a, Ops.cast(Ops.cast(x, DType.BOOL), x.dtype()), Ops::sum);
        return Ops.power(reduced(a, Ops.power(sizes, power), Ops::sum), 1 / power);
    }

    private static double infinity(String text) {
        List<String> names = new ArrayList<>(List.of("inf", "Infinity"));
        if (names.contains(text)) return Double.POSITIVE_INFINITY;
        throw new OperationException("Norm takes a number as 'ord', or 'fro' or 'euclidean', got " + text);
    }
}
