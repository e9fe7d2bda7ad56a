package org.rhyton.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * Functions on tensors, named as in {@code keras.ops}. Operands of different shapes are stretched as in NumPy; operands
 * of different element types are brought to a common one: beside a floating-point operand a whole number takes its
 * type, otherwise {@link DType#promote} decides. Axes may be counted from the end.
 */
public final class Ops {
    static {
        Eager.install();
    }

    private Ops() {}

    // ---- elementwise, one operand

    public static Tensor negative(Tensor x) {
        return map(Unary.NEG, x);
    }

    public static Tensor absolute(Tensor x) {
        return map(Unary.ABS, x);
    }

    public static Tensor sign(Tensor x) {
        return map(Unary.SIGN, x);
    }

    public static Tensor square(Tensor x) {
        return map(Unary.SQUARE, x);
    }

    /**
     * x², but in float32 0 for what is nearer to 0 than 1e-15: for penalties on weights and for optimizers, whose squares
     * would otherwise be denormal numbers, on which a processor is slow.
     */
    public static Tensor flushedSquare(Tensor x) {
        return map(Unary.FLUSHED_SQUARE, x);
    }

    /**
     * Maps a gradient elementwise; the gradient of a table of which rows are looked up, before the shares of all uses of a
     * row are summed. TensorFlow has such gradients as {@code IndexedSlices}, which are mapped so. A gradient to which
     * anything else contributes, such as a regularizer, is mapped as a whole.
     *
     * @param gradient what {@link #gradients} gave
     * @param function elementwise, of any shape
     */
    public static Tensor mapUses(Tensor gradient, UnaryOperator<Tensor> function) {
        return isOfUses(gradient.node()) ? new Tensor(mappedUses(gradient.node(), function)) : function.apply(gradient);
    }

    private static boolean isOfUses(Node gradient) {
        return gradient.op() instanceof Op.ScatterAdd
                || (isSum(gradient) && isOfUses(gradient.input(0)) && isOfUses(gradient.input(1)));
    }

    private static boolean isSum(Node node) {
        return node.op() instanceof Op.Map2 map && map.function() == Binary.ADD;
    }

    private static Node mappedUses(Node gradient, UnaryOperator<Tensor> function) {
        Node first = gradient.input(0);
        Node second = gradient.input(1);
        return isSum(gradient)
                ? Build.add(mappedUses(first, function), mappedUses(second, function))
                : Node.of(
                        gradient.op(), first, function.apply(new Tensor(second)).node());
    }

    public static Tensor sqrt(Tensor x) {
        return map(Unary.SQRT, floating(x));
    }

    public static Tensor rsqrt(Tensor x) {
        return map(Unary.RSQRT, floating(x));
    }

    public static Tensor reciprocal(Tensor x) {
        return map(Unary.RECIPROCAL, floating(x));
    }

    public static Tensor exp(Tensor x) {
        return map(Unary.EXP, floating(x));
    }

    public static Tensor expm1(Tensor x) {
        return map(Unary.EXPM1, floating(x));
    }

    public static Tensor log(Tensor x) {
        return map(Unary.LOG, floating(x));
    }

    public static Tensor log1p(Tensor x) {
        return map(Unary.LOG1P, floating(x));
    }

    public static Tensor sin(Tensor x) {
        return map(Unary.SIN, floating(x));
    }

    public static Tensor cos(Tensor x) {
        return map(Unary.COS, floating(x));
    }

    public static Tensor tan(Tensor x) {
        return map(Unary.TAN, floating(x));
    }

    public static Tensor arcsin(Tensor x) {
        return map(Unary.ASIN, floating(x));
    }

    public static Tensor arccos(Tensor x) {
        return map(Unary.ACOS, floating(x));
    }

    public static Tensor arctan(Tensor x) {
        return map(Unary.ATAN, floating(x));
    }

    public static Tensor sinh(Tensor x) {
        return map(Unary.SINH, floating(x));
    }

    public static Tensor cosh(Tensor x) {
        return map(Unary.COSH, floating(x));
    }

    public static Tensor arcsinh(Tensor x) {
        return map(Unary.ASINH, floating(x));
    }

    public static Tensor arccosh(Tensor x) {
        return map(Unary.ACOSH, floating(x));
    }

    public static Tensor arctanh(Tensor x) {
        return map(Unary.ATANH, floating(x));
    }

    public static Tensor tanh(Tensor x) {
        return map(Unary.TANH, floating(x));
    }

    /** 1 / (1 + e⁻ˣ). */
    public static Tensor sigmoid(Tensor x) {
        return map(Unary.SIGMOID, floating(x));
    }

    /** log(1 + eˣ). */
    public static Tensor softplus(Tensor x) {
        return map(Unary.SOFTPLUS, floating(x));
    }

    public static Tensor erf(Tensor x) {
        return map(Unary.ERF, floating(x));
    }

    public static Tensor erfinv(Tensor x) {
        return map(Unary.ERFINV, floating(x));
    }

    /** The normal distribution function: (1 + erf(x/√2))/2. */
    public static Tensor normalCdf(Tensor x) {
        return map(Unary.NORMAL_CDF, floating(x));
    }

    /** The normal density: e^(−x²/2)/√(2π). */
    public static Tensor normalDensity(Tensor x) {
        return map(Unary.NORMAL_DENSITY, floating(x));
    }

    /** max(x, 0); its derivative at 0 is 0. */
    public static Tensor relu(Tensor x) {
        return map(Unary.RELU, x);
    }

    public static Tensor floor(Tensor x) {
        return map(Unary.FLOOR, x);
    }

    public static Tensor ceil(Tensor x) {
        return map(Unary.CEIL, x);
    }

    /** The nearest whole number, of two equally near ones the even one. */
    public static Tensor round(Tensor x) {
        return map(Unary.ROUND, x);
    }

    public static Tensor logicalNot(Tensor x) {
        return map(Unary.NOT, cast(x, DType.BOOL));
    }

    public static Tensor isNan(Tensor x) {
        return map(Unary.IS_NAN, x);
    }

    public static Tensor isFinite(Tensor x) {
        return map(Unary.IS_FINITE, x);
    }

    // ---- elementwise, two operands

    public static Tensor add(Tensor a, Tensor b) {
        return promoted(Build::add, a, b);
    }

    public static Tensor subtract(Tensor a, Tensor b) {
        return promoted(Build::sub, a, b);
    }

    public static Tensor multiply(Tensor a, Tensor b) {
        return promoted(Build::mul, a, b);
    }

    public static Tensor divide(Tensor a, Tensor b) {
        return promoted(Build::div, floating(a), floating(b));
    }

    /** a / b, and 0 where b is 0; its derivative there is 0 too. */
    public static Tensor divideNoNan(Tensor a, Tensor b) {
        Tensor zero = equal(b, b.number(0));
        Tensor safe = where(zero, onesLike(b), b);
        Tensor quotient = divide(a, safe);
        return where(zero, quotient.number(0), quotient);
    }

    public static Tensor power(Tensor a, Tensor b) {
        return map(Binary.POW, a, b);
    }

    public static Tensor power(Tensor a, double exponent) {
        return power(a, a.number(exponent));
    }

    public static Tensor maximum(Tensor a, Tensor b) {
        return map(Binary.MAX, a, b);
    }

    public static Tensor maximum(Tensor a, double b) {
        return maximum(a, a.number(b));
    }

    public static Tensor minimum(Tensor a, Tensor b) {
        return map(Binary.MIN, a, b);
    }

    public static Tensor minimum(Tensor a, double b) {
        return minimum(a, a.number(b));
    }

    /** The remainder, with the sign of the divisor. */
    public static Tensor mod(Tensor a, Tensor b) {
        return map(Binary.MOD, a, b);
    }

    public static Tensor floorDivide(Tensor a, Tensor b) {
        return map(Binary.FLOOR_DIV, a, b);
    }

    public static Tensor arctan2(Tensor a, Tensor b) {
        return map(Binary.ATAN2, floating(a), floating(b));
    }

    public static Tensor equal(Tensor a, Tensor b) {
        return map(Binary.EQ, a, b);
    }

    public static Tensor notEqual(Tensor a, Tensor b) {
        return map(Binary.NE, a, b);
    }

    public static Tensor less(Tensor a, Tensor b) {
        return map(Binary.LT, a, b);
    }

    public static Tensor lessEqual(Tensor a, Tensor b) {
        return map(Binary.LE, a, b);
    }

    public static Tensor greater(Tensor a, Tensor b) {
        return map(Binary.GT, a, b);
    }

    public static Tensor greaterEqual(Tensor a, Tensor b) {
        return map(Binary.GE, a, b);
    }

    public static Tensor greater(Tensor a, double b) {
        return greater(a, a.number(b));
    }

    public static Tensor less(Tensor a, double b) {
        return less(a, a.number(b));
    }

    public static Tensor logicalAnd(Tensor a, Tensor b) {
        return map(Binary.AND, cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    public static Tensor logicalOr(Tensor a, Tensor b) {
        return map(Binary.OR, cast(a, DType.BOOL), cast(b, DType.BOOL));
    }

    /** Limits to [low, high]; the derivative is 1 inside and on the limits, 0 outside. */
    public static Tensor clip(Tensor x, double low, double high) {
        return maximum(minimum(x, high), low);
    }

    /** {@code a} where the condition holds, {@code b} elsewhere. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        DType dtype = common(a.dtype(), b.dtype());
        return new Tensor(Build.select(
                cast(condition, DType.BOOL).node(),
                cast(a, dtype).node(),
                cast(b, dtype).node()));
    }

    /** The same numbers in another element type; from floating to whole numbers, truncated; to bool, whether not 0. */
    public static Tensor cast(Tensor x, DType dtype) {
        if (dtype == DType.BOOL && x.dtype() != DType.BOOL) return notEqual(x, x.number(0));
        return x.dtype() == dtype ? x : new Tensor(Build.cast(x.node(), dtype));
    }

    /**
     * A Java function of each element, as whole numbers: for lookups and hashes, which no arithmetic gives. The function must
     * give the same for the same number and be safe for several threads; what it throws comes out of the call. It has no
     * derivative.
     *
     * @return int64, of the shape of x
     */
    public static Tensor mapWhole(Tensor x, java.util.function.LongUnaryOperator function) {
        return new Tensor(
                Node.of(new Op.MapWhole(function), cast(x, DType.INT64).node()));
    }

    // ---- texts

    /**
     * The numbers that a function in Java makes of a tensor of texts: the way from data to programs. For texts at hand it does
     * so at once. A program knows numbers only, so there the function is called before each run, with the texts that the run
     * is given, and what it makes is an input of the program; in {@code fit} and {@code predict}, batch by batch. It must give
     * the same for the same texts and be safe for several threads; what it throws comes out of the call.
     *
     * @param x texts, as {@code input(STRING, 1)} gives them to layers
     * @param shape of the numbers; sizes that differ from batch to batch are symbols, such as {@code Dim.unknown("words")}
     * @param dtype of the numbers
     * @throws org.rhyton.array.DTypeException when x holds numbers
     */
    public static Tensor readTexts(Tensor x, Shape shape, DType dtype, Function<StringArray, NDArray> function) {
        return x.texts().read(shape, dtype, function);
    }

    /**
     * Texts as a function in Java makes each of them, such as a cleaning of one's own; called when and as {@link #readTexts}
     * says.
     *
     * @throws org.rhyton.array.DTypeException when x holds numbers
     */
    public static Tensor mapTexts(Tensor x, UnaryOperator<String> function) {
        return new Tensor(x.texts().map(function));
    }

    // ---- making tensors

    public static Tensor full(Shape shape, double value, DType dtype) {
        return new Tensor(Build.full(shape, value, dtype));
    }

    public static Tensor zeros(Shape shape, DType dtype) {
        return full(shape, 0, dtype);
    }

    public static Tensor ones(Shape shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    public static Tensor zerosLike(Tensor x) {
        return full(x.shape(), 0, x.dtype());
    }

    public static Tensor onesLike(Tensor x) {
        return full(x.shape(), 1, x.dtype());
    }

    /** 0, 1, …, count − 1. */
    public static Tensor arange(Dim count, DType dtype) {
        return new Tensor(Node.of(new Op.Iota(Shape.of(count), 0, dtype)));
    }

    public static Tensor eye(int size, DType dtype) {
        Shape shape = Shape.of(size, size);
        Node row = Node.of(new Op.Iota(shape, 0, DType.INT64));
        Node column = Node.of(new Op.Iota(shape, 1, DType.INT64));
        return new Tensor(Build.cast(Build.map(Binary.EQ, row, column), dtype));
    }

    /** A size as a scalar to compute with, even where it is known only when data arrives. */
    public static Tensor size(Dim dim, DType dtype) {
        return new Tensor(Build.size(dim, dtype));
    }

    /** A row of zeros with a one at the index, for each index; an index outside gives zeros only. */
    public static Tensor oneHot(Tensor indices, int classes, DType dtype) {
        Tensor index = expandDims(cast(indices, DType.INT64), -1);
        return cast(equal(index, arange(Dim.of(classes), DType.INT64)), dtype);
    }

    // ---- the same values, differently arranged

    /** The values in another shape; one dimension may be −1 and follows from the others. */
    public static Tensor reshape(Tensor x, int... sizes) {
        if (Arrays.stream(sizes).anyMatch(size -> size < -1)) {
            throw new ShapeException(
                    "a size is 0 or more, or -1 to follow from the others; got " + Arrays.toString(sizes));
        }
        Dim[] dims = Arrays.stream(sizes)
                .mapToObj(size -> size == -1 ? null : Dim.of(size))
                .toArray(Dim[]::new);
        return reshape(x, dims);
    }

    /** The values in another shape. */
    public static Tensor reshape(Tensor x, Shape shape) {
        return new Tensor(Build.reshape(x.node(), shape));
    }

    /** The values in another shape; one dimension may be null and follows from the others. */
    public static Tensor reshape(Tensor x, @Nullable Dim... dims) {
        Dim known = Dim.of(1);
        int open = -1;
        for (int i = 0; i < dims.length; i++) {
            Dim dim = dims[i];
            if (dim != null) known = known.times(dim);
            else if (open >= 0) throw new ShapeException("reshape can find one dimension, not several");
            else open = i;
        }
        List<Dim> complete = new ArrayList<>();
        for (Dim dim : dims) complete.add(dim == null ? rest(x, known) : dim);
        return reshape(x, Shape.of(complete));
    }

    private static Dim rest(Tensor x, Dim known) {
        Dim rest = x.shape().volume().dividedExactlyBy(known);
        if (rest == null) {
            throw new ShapeException("cannot reshape " + x.shape() + ": its "
                    + x.shape().volume().expression() + " elements do not divide into groups of " + known.expression());
        }
        return rest;
    }

    /** Axis i of the result is axis {@code order[i]} of x; without an order, the axes are reversed. */
    public static Tensor transpose(Tensor x, int... order) {
        List<Integer> axes = order.length == 0
                ? IntStream.range(0, x.rank())
                        .map(i -> x.rank() - 1 - i)
                        .boxed()
                        .toList()
                : Arrays.stream(order).map(x.shape()::axis).boxed().toList();
        return new Tensor(Build.transpose(x.node(), axes));
    }

    public static Tensor broadcastTo(Tensor x, Shape shape) {
        return new Tensor(Build.broadcast(x.node(), shape));
    }

    /** Inserts an axis of size 1, so that it is the given axis of the result. */
    public static Tensor expandDims(Tensor x, int axis) {
        int at = axis < 0 ? axis + x.rank() + 1 : axis;
        if (at < 0 || at > x.rank()) {
            throw new ShapeException("expandDims of shape " + x.shape() + " takes an axis from " + (-x.rank() - 1)
                    + " to " + x.rank() + ", got " + axis);
        }
        return new Tensor(Build.expand(x.node(), List.of(at)));
    }

    /** Removes an axis of size 1. */
    public static Tensor squeeze(Tensor x, int axis) {
        if (x.dim(axis).isKnown() && !x.dim(axis).is(1)) {
            throw new ShapeException("cannot squeeze axis " + axis + " of shape " + x.shape() + ": its size is not 1");
        }
        return reshape(x, x.shape().without(axis));
    }

    /** The part of an axis from one index to before another; negative indices count from the end. */
    public static Tensor slice(Tensor x, int axis, int from, int to) {
        Dim size = x.dim(axis);
        Dim start = from < 0 ? size.plus(from) : Dim.of(from);
        Dim end = to < 0 ? size.plus(to) : Dim.of(to);
        return slice(x, axis, start, end.minus(start));
    }

    /** {@code size} elements of an axis beginning at {@code start}. */
    public static Tensor slice(Tensor x, int axis, Dim start, Dim size) {
        return new Tensor(Build.slice(x.node(), x.shape().axis(axis), start, size, 1));
    }

    /** Every {@code step}-th element of an axis from the first on. */
    public static Tensor stride(Tensor x, int axis, int step) {
        return new Tensor(Build.slice(
                x.node(), x.shape().axis(axis), Dim.of(0), x.dim(axis).ceilDiv(step), step));
    }

    /** One element of an axis, which disappears; negative indices count from the end. */
    public static Tensor get(Tensor x, int axis, int index) {
        Dim start = index < 0 ? x.dim(axis).plus(index) : Dim.of(index);
        return squeeze(slice(x, axis, start, Dim.of(1)), axis);
    }

    /** The elements of an axis in opposite order. */
    public static Tensor flip(Tensor x, int axis) {
        return new Tensor(Build.reverse(x.node(), x.shape().axis(axis)));
    }

    /** Adds elements before and after each axis: {@code widths[axis] = {before, after}}. */
    public static Tensor pad(Tensor x, int[][] widths, double value) {
        if (widths.length != x.rank()) {
            throw new ShapeException(
                    "pad of shape " + x.shape() + " needs " + x.rank() + " pairs of widths, got " + widths.length);
        }
        for (int[] pair : widths) {
            if (pair.length != 2 || pair[0] < 0 || pair[1] < 0) {
                throw new ShapeException("pad takes {before, after} for each axis, both 0 or more, got "
                        + Arrays.toString(pair) + "; use slice to cut");
            }
        }
        List<Dim> before = Arrays.stream(widths).map(pair -> Dim.of(pair[0])).toList();
        List<Dim> after = Arrays.stream(widths).map(pair -> Dim.of(pair[1])).toList();
        List<Integer> between = Collections.nCopies(x.rank(), 0);
        return new Tensor(Node.of(new Op.Pad(before, after, between, value), x.node()));
    }

    public static Tensor concatenate(List<Tensor> parts, int axis) {
        if (parts.isEmpty()) throw new ShapeException("concatenate needs at least one tensor");
        DType dtype = parts.stream().map(Tensor::dtype).reduce(Ops::common).orElseThrow();
        return new Tensor(Build.concat(
                parts.stream().map(part -> cast(part, dtype).node()).toList(),
                parts.getFirst().shape().axis(axis)));
    }

    /** Each element of an axis so many times in a row. Keras: {@code keras.ops.repeat}. */
    public static Tensor repeat(Tensor x, int times, int axis) {
        int at = x.shape().axis(axis);
        if (times < 0) throw new ShapeException("repeat needs a number of times that is not negative, got " + times);
        if (times == 1) return x;
        List<Dim> wide = new ArrayList<>(x.shape().dimensions());
        wide.add(at + 1, Dim.of(times));
        Tensor repeated = broadcastTo(expandDims(x, at + 1), Shape.of(wide));
        return reshape(repeated, x.shape().with(at, x.dim(at).times(times)));
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(List<Tensor> parts, int axis) {
        return concatenate(parts.stream().map(part -> expandDims(part, axis)).toList(), axis);
    }

    // ---- reductions

    /** The sum over axes, or over all when none are named; of bool and uint8 in int64. */
    public static Tensor sum(Tensor x, int... axes) {
        return reduce(Op.Reduction.SUM, wide(x), axes);
    }

    public static Tensor mean(Tensor x, int... axes) {
        Tensor values = floating(x);
        Dim count = Dim.of(1);
        for (int axis : axes(x, axes)) count = count.times(x.dim(axis));
        return sum(values, axes).dividedBy(size(count, values.dtype()));
    }

    public static Tensor max(Tensor x, int... axes) {
        return reduce(Op.Reduction.MAX, x, axes);
    }

    public static Tensor min(Tensor x, int... axes) {
        return reduce(Op.Reduction.MIN, x, axes);
    }

    /** The product over axes, or over all when none are named; of bool and uint8 in int64. */
    public static Tensor prod(Tensor x, int... axes) {
        return reduce(Op.Reduction.PROD, wide(x), axes);
    }

    public static Tensor any(Tensor x, int... axes) {
        return reduce(Op.Reduction.MAX, cast(x, DType.BOOL), axes);
    }

    public static Tensor all(Tensor x, int... axes) {
        return reduce(Op.Reduction.MIN, cast(x, DType.BOOL), axes);
    }

    /** The mean squared distance from the mean. */
    public static Tensor variance(Tensor x, int... axes) {
        Tensor mean = keepDims(mean(x, axes), x, axes);
        return mean(square(floating(x).minus(mean)), axes);
    }

    /**
     * x divided by its Euclidean norm over axes.
     *
     * @param epsilon the least number that is divided by
     */
    public static Tensor normalize(Tensor x, double epsilon, int... axes) {
        Tensor inverse = rsqrt(sum(square(floating(x)), axes));
        return x.times(keepDims(minimum(inverse, 1 / epsilon), x, axes));
    }

    /** Gives a reduction of x its axes back, with size 1. */
    public static Tensor keepDims(Tensor reduced, Tensor x, int... axes) {
        return new Tensor(Build.expand(reduced.node(), axes(x, axes)));
    }

    /** The index of the largest element along an axis, of equals the first; int64. */
    public static Tensor argmax(Tensor x, int axis) {
        return new Tensor(Node.of(new Op.ArgReduce(true, x.shape().axis(axis)), x.node()));
    }

    /** The index of the smallest element along an axis, of equals the first; int64. */
    public static Tensor argmin(Tensor x, int axis) {
        return new Tensor(Node.of(new Op.ArgReduce(false, x.shape().axis(axis)), x.node()));
    }

    /** Running sums along an axis. */
    public static Tensor cumsum(Tensor x, int axis) {
        return new Tensor(
                Node.of(new Op.Cumulate(Op.Reduction.SUM, x.shape().axis(axis), false, false), wide(x).node()));
    }

    /** Running products along an axis. */
    public static Tensor cumprod(Tensor x, int axis) {
        return new Tensor(
                Node.of(new Op.Cumulate(Op.Reduction.PROD, x.shape().axis(axis), false, false), wide(x).node()));
    }

    /** The order of indices that sorts the last axis; equal elements keep theirs. */
    public static Tensor argsort(Tensor x, boolean descending) {
        return new Tensor(Node.of(new Op.ArgSort(descending), x.node()));
    }

    /** log Σ eˣ along an axis, which disappears; safe for large numbers, and −∞ where all of them are. */
    public static Tensor logSumExp(Tensor x, int axis) {
        Tensor largest = keepDims(max(x, axis), x, axis);
        Tensor max = stopGradient(where(isFinite(largest), largest, zerosLike(largest)));
        return log(sum(exp(x.minus(max)), axis)).plus(squeeze(max, axis));
    }

    // ---- rows

    /** eˣ / Σ eˣ along the last axis. */
    public static Tensor softmax(Tensor x) {
        return new Tensor(Node.of(new Op.Softmax(), floating(x).node()));
    }

    /** eˣ / Σ eˣ along an axis. */
    public static Tensor softmax(Tensor x, int axis) {
        return alongAxis(x, axis, Ops::softmax);
    }

    /** x − log Σ eˣ along the last axis. */
    public static Tensor logSoftmax(Tensor x) {
        return new Tensor(Node.of(new Op.LogSoftmax(), floating(x).node()));
    }

    public static Tensor logSoftmax(Tensor x, int axis) {
        return alongAxis(x, axis, Ops::logSoftmax);
    }

    private static Tensor alongAxis(Tensor x, int axis, Function<Tensor, Tensor> rows) {
        int at = x.shape().axis(axis);
        if (at == x.rank() - 1) return rows.apply(x);
        int[] swap = IntStream.range(0, x.rank()).toArray();
        swap[at] = x.rank() - 1;
        swap[x.rank() - 1] = at;
        return transpose(rows.apply(transpose(x, swap)), swap);
    }

    /**
     * What the softmax was taken of, when x is the result of a softmax of its last axis; null otherwise. Losses compute
     * from it with more precision.
     */
    public static @Nullable Tensor softmaxInput(Tensor x) {
        return x.node().op() instanceof Op.Softmax ? new Tensor(x.node().input(0)) : null;
    }

    /** What the sigmoid was taken of, when x is the result of a sigmoid; null otherwise. */
    public static @Nullable Tensor sigmoidInput(Tensor x) {
        boolean sigmoid = x.node().op() instanceof Op.Map1 map && map.function() == Unary.SIGMOID;
        return sigmoid ? new Tensor(x.node().input(0)) : null;
    }

    // ---- products

    /**
     * The matrix product over the last two axes, leading axes stretched. A second operand of two axes multiplies every
     * matrix of the first; vectors count as in NumPy.
     */
    public static Tensor matmul(Tensor a, Tensor b) {
        DType dtype = common(a.dtype(), b.dtype());
        Tensor left = cast(a, dtype);
        Tensor right = cast(b, dtype);
        if (left.rank() == 0 || right.rank() == 0) {
            throw new ShapeException("matmul needs at least one axis on both sides, got " + a.shape() + " and "
                    + b.shape() + "; multiply by a scalar with times");
        }
        if (left.rank() == 1) return squeeze(matmul(expandDims(left, 0), right), right.rank() == 1 ? -1 : -2);
        if (right.rank() == 1) return squeeze(matmul(left, expandDims(right, 1)), -1);
        if (left.rank() > 2 && right.rank() == 2) {
            Tensor rows = reshape(left, Shape.of(left.shape().slice(0, -1).volume(), left.dim(-1)));
            return reshape(matmul(rows, right), left.shape().with(-1, right.dim(-1)));
        }
        Shape batch = Shape.broadcast(left.shape().slice(0, -2), right.shape().slice(0, -2));
        return new Tensor(Build.matMul(
                Build.broadcast(left.node(), batch.concat(left.shape().from(left.rank() - 2))),
                Build.broadcast(right.node(), batch.concat(right.shape().from(right.rank() - 2)))));
    }

    /**
     * A sum of products after Einstein: {@code einsum("bij,bjk->bik", a, b)} multiplies matrices. Each operand's axes have
     * labels; those of one label are multiplied along each other, and labels that the result lacks are summed over.
     *
     * @param equation letters as labels, {@code ...} for any other axes; without an arrow the result has the labels that
     *     occur once, in the order of the alphabet
     * @throws ShapeException when equation and operands do not fit, and for a label that one operand has twice
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, List.of(operands));
    }

    // ---- windows over images, channels last

    /**
     * The cross-correlation of images (batch, space..., channels) with a kernel (window..., channels of a group,
     * filters), of one, two or three axes of space. Where the kernel takes fewer channels than there are, channels and
     * filters are divided into groups. Keras: {@code keras.ops.conv}.
     *
     * @param strides how far the window moves along each axis
     * @param dilation how far apart its elements are along each axis
     * @throws ShapeException when images, kernel and numbers do not fit together
     */
    public static Tensor conv(Tensor images, Tensor kernel, int[] strides, Padding padding, int[] dilation) {
        return Windowing.conv(images, kernel, null, strides, padding, dilation);
    }

    /** A convolution whose sums start from a number for each filter, or from 0 where there is none. */
    public static Tensor conv(
            Tensor images, Tensor kernel, @Nullable Tensor bias, int[] strides, Padding padding, int[] dilation) {
        return Windowing.conv(images, kernel, bias, strides, padding, dilation);
    }

    /**
     * The transposed convolution: what a convolution's derivative does to a gradient. Kernel (window..., filters,
     * channels). Keras: {@code keras.ops.conv_transpose}.
     *
     * @param outputPadding how many elements the output has beyond the smallest; null for as many as the strides give
     * @throws ShapeException when images, kernel and numbers do not fit together
     */
    public static Tensor convTranspose(
            Tensor images,
            Tensor kernel,
            int[] strides,
            Padding padding,
            int @Nullable [] outputPadding,
            int[] dilation) {
        return Windowing.convTranspose(images, kernel, strides, padding, outputPadding, dilation);
    }

    /**
     * Convolves each channel by itself, with as many filters each as the last axis of the kernel (window..., channels,
     * multiplier). Filters of one channel stand together. Keras: {@code keras.ops.depthwise_conv}.
     */
    public static Tensor depthwiseConv(Tensor images, Tensor kernel, int[] strides, Padding padding, int[] dilation) {
        return Windowing.depthwiseConv(images, kernel, strides, padding, dilation);
    }

    /**
     * A depthwise convolution, then one of window 1 that mixes the channels. Keras: {@code keras.ops.separable_conv}.
     */
    public static Tensor separableConv(
            Tensor images, Tensor depthwise, Tensor pointwise, int[] strides, Padding padding, int[] dilation) {
        return Windowing.separableConv(images, depthwise, pointwise, strides, padding, dilation);
    }

    /**
     * The largest element of each window, channel by channel; borders take no part. Keras: {@code keras.ops.max_pool}.
     *
     * @param strides how far the window moves; null for its own size
     */
    public static Tensor maxPool(Tensor images, int[] size, int @Nullable [] strides, Padding padding) {
        return Windowing.maxPool(floating(images), size, strides, padding);
    }

    /**
     * The mean of each window, channel by channel; borders are not counted. Keras: {@code keras.ops.average_pool}.
     *
     * @param strides how far the window moves; null for its own size
     */
    public static Tensor averagePool(Tensor images, int[] size, int @Nullable [] strides, Padding padding) {
        return Windowing.averagePool(floating(images), size, strides, padding);
    }

    /**
     * Images (batch, height, width, channels) in another size. Keras: {@code keras.ops.image.resize}.
     *
     * @param antialias whether images that shrink are smoothed; not for the nearest pixel and for areas
     */
    public static Tensor resize(Tensor images, int height, int width, Interpolation interpolation, boolean antialias) {
        return Resampling.resize(floating(images), height, width, interpolation, antialias);
    }

    // ---- indexing

    /** The slices of axis 0 of a table at the indices; shape: that of the indices, then that of a slice. */
    public static Tensor take(Tensor table, Tensor indices) {
        return new Tensor(Build.gather(table.node(), cast(indices, DType.INT64).node()));
    }

    /** For each row of the last axis the element at the row's index; the last axis disappears. */
    public static Tensor takeAlongLast(Tensor x, Tensor indices) {
        Tensor hot = oneHot(indices, x.shape().size(-1), DType.BOOL);
        return sum(where(hot, x, zerosLike(x)), -1);
    }

    /** A table of zeros of the given shape, to which each row is added at its index along axis 0. */
    public static Tensor scatterAdd(Tensor indices, Tensor rows, Shape table) {
        return new Tensor(
                Node.of(new Op.ScatterAdd(table), cast(indices, DType.INT64).node(), rows.node()));
    }

    // ---- loops and branches

    /** What one step of a {@link #scan} returns: the new states, and what to stack. */
    public record Step(List<Tensor> states, List<Tensor> outputs) {}

    /** A step of a scan: from the states and the slices of the sequences at this step. */
    @FunctionalInterface
    public interface StepFunction {
        Step apply(List<Tensor> states, List<Tensor> slices);
    }

    /**
     * A loop over axis 0 of some sequences. Keras and JAX: {@code scan}.
     *
     * @param step called once, to record a step
     * @param states the states before the first step; each step returns new ones of the same types
     * @param sequences tensors of which step t sees slice t
     * @param length how many steps; the size of axis 0 of each sequence
     * @param reverse whether to run from the last slice to the first; outputs stay in the order of the slices
     * @return the states after the last step, and the outputs stacked along a new axis 0
     */
    public static Step scan(
            StepFunction step, List<Tensor> states, List<Tensor> sequences, Dim length, boolean reverse) {
        List<Node> parameters = new ArrayList<>();
        List<Tensor> stateParameters = states.stream()
                .map(x -> parameter(parameters, x.shape(), x.dtype()))
                .toList();
        List<Tensor> slices = sequences.stream()
                .map(x -> parameter(parameters, x.shape().from(1), x.dtype()))
                .toList();
        long first = firstNumber(parameters);
        Step recorded = Trace.inBody(() -> step.apply(stateParameters, slices));
        if (recorded.states().size() != states.size()) {
            throw new ShapeException("a scan with " + states.size() + " states needs a step that returns as many, got "
                    + recorded.states().size());
        }
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < recorded.states().size(); i++) {
            results.add(
                    Build.cast(recorded.states().get(i).node(), states.get(i).dtype()));
        }
        recorded.outputs().forEach(output -> results.add(output.node()));
        List<Node> operands = new ArrayList<>();
        states.forEach(state -> operands.add(state.node()));
        sequences.forEach(sequence -> operands.add(sequence.node()));
        Body body = close(parameters, results, first, operands);
        Node loop = Node.of(new Op.Scan(body, states.size(), sequences.size(), length, reverse), operands);
        List<Tensor> all = picks(loop);
        return new Step(all.subList(0, states.size()), all.subList(states.size(), all.size()));
    }

    /** One of two results, of which only one is computed: {@code then} where the bool scalar holds. */
    public static List<Tensor> cond(Tensor condition, Supplier<List<Tensor>> then, Supplier<List<Tensor>> otherwise) {
        long first = firstNumber(new ArrayList<>());
        List<Node> left = Trace.inBody(then).stream().map(Tensor::node).toList();
        List<Node> right = Trace.inBody(otherwise).stream().map(Tensor::node).toList();
        List<Node> both = new ArrayList<>(left);
        both.addAll(right);
        List<Node> operands = new ArrayList<>();
        Body joined = close(new ArrayList<>(), both, first, operands);
        List<Node> results = joined.results();
        operands.addFirst(cast(condition, DType.BOOL).node());
        return picks(Node.of(
                new Op.Cond(
                        new Body(joined.parameters(), results.subList(0, left.size())),
                        new Body(joined.parameters(), results.subList(left.size(), results.size()))),
                operands));
    }

    private static Tensor parameter(List<Node> parameters, Shape shape, DType dtype) {
        Tensor parameter = Tensor.symbolic("parameter", shape, dtype, null);
        parameters.add(parameter.node());
        return parameter;
    }

    /** Nodes with smaller numbers are from outside of the body that begins now. */
    private static long firstNumber(List<Node> parameters) {
        return parameters.isEmpty()
                ? Tensor.symbolic("mark", Shape.SCALAR, DType.BOOL, null).node().number()
                : parameters.getFirst().number();
    }

    /** Makes a body of what was recorded; what it takes from outside becomes parameters and operands. */
    private static Body close(List<Node> parameters, List<Node> results, long first, List<Node> operands) {
        java.util.Map<Node, Node> renamed = new java.util.HashMap<>();
        for (Node outer : Trace.captured(results, parameters, first)) {
            renamed.put(
                    outer, parameter(parameters, outer.shape(), outer.dtype()).node());
            operands.add(outer);
        }
        List<Node> closed = org.rhyton.internal.graph.Evaluator.with(
                org.rhyton.internal.graph.Evaluator.SYMBOLIC, () -> org.rhyton.internal.grad.Copy.of(results, renamed));
        return new Body(parameters, closed);
    }

    private static List<Tensor> picks(Node several) {
        return IntStream.range(0, several.types().size())
                .mapToObj(i -> new Tensor(Build.pick(several, i)))
                .toList();
    }

    // ---- derivatives

    /** The same tensor, through which no gradient flows. */
    public static Tensor stopGradient(Tensor x) {
        return new Tensor(Node.of(new Op.StopGradient(), x.node()));
    }

    /** From the gradient of a value to those of the inputs; null entries are inputs without one. */
    @FunctionalInterface
    public interface GradientFunction {
        List<@Nullable Tensor> apply(Tensor gradient);
    }

    /** A value whose derivative by its inputs is given by a function instead of following from how it was computed. */
    public static Tensor customGradient(Tensor value, List<Tensor> inputs, GradientFunction gradient) {
        List<Node> operands = new ArrayList<>();
        operands.add(value.node());
        inputs.forEach(input -> operands.add(input.node()));
        Op.GradientRule rule = g -> {
            List<@Nullable Node> gradients = new ArrayList<>();
            for (Tensor result : gradient.apply(new Tensor(g))) gradients.add(result == null ? null : result.node());
            checkGradients(gradients, inputs);
            return gradients;
        };
        return new Tensor(Node.of(new Op.CustomGradient(rule), operands));
    }

    private static void checkGradients(List<@Nullable Node> gradients, List<Tensor> inputs) {
        if (gradients.size() != inputs.size()) {
            throw new ShapeException("a custom gradient returns one gradient (or null) for each of its " + inputs.size()
                    + " inputs, got " + gradients.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            Node gradient = gradients.get(i);
            if (gradient != null && !gradient.shape().accepts(inputs.get(i).shape())) {
                throw new ShapeException("the custom gradient of input " + i + " has shape " + gradient.shape()
                        + ", but the input has " + inputs.get(i).shape());
            }
        }
    }

    /**
     * The derivatives of a scalar by variables, in their order; zeros for a variable that the scalar does not depend
     * on.
     */
    public static List<Tensor> gradients(Tensor y, Variable... variables) {
        return gradients(y, List.of(variables));
    }

    /** The derivatives of a scalar by variables, in their order; null for one that the scalar does not depend on. */
    public static List<@Nullable Tensor> gradientsOrNull(Tensor y, List<Variable> variables) {
        return Differentiation.byVariables(y, variables);
    }

    /** The derivatives of a scalar by variables; zeros for a variable that the scalar does not depend on. */
    public static List<Tensor> gradients(Tensor y, List<Variable> variables) {
        List<@Nullable Tensor> found = gradientsOrNull(y, variables);
        List<Tensor> complete = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Tensor gradient = found.get(i);
            complete.add(
                    gradient == null
                            ? zeros(variables.get(i).shape(), variables.get(i).dtype())
                            : gradient);
        }
        return complete;
    }

    /** The derivatives of a scalar by tensors that it was computed from; zeros where it does not depend on one. */
    public static List<Tensor> gradientsBy(Tensor y, List<Tensor> inputs) {
        return Differentiation.byTensors(y, inputs);
    }

    // ---- programs

    /** A function to compile: from some tensors to some tensors. */
    @FunctionalInterface
    public interface TensorFunction {
        List<Tensor> apply(List<Tensor> inputs);
    }

    /** Records a function at its first call and runs the record from then on. */
    @SuppressWarnings("overloads") // lambdas differ in the number of their parameters or name their types
    public static CompiledFunction compile(TensorFunction function) {
        return new CompiledFunction(function);
    }

    @SuppressWarnings("overloads") // as above
    public static CompiledFunction compile(Function<Tensor, Tensor> function) {
        return compile((TensorFunction) inputs -> List.of(function.apply(inputs.getFirst())));
    }

    @SuppressWarnings("overloads") // as above
    public static CompiledFunction compile(java.util.function.BinaryOperator<Tensor> function) {
        return compile((TensorFunction) inputs -> List.of(function.apply(inputs.get(0), inputs.get(1))));
    }

    /** Records what an action would do, to learn the shapes of its results; nothing is computed or assigned. */
    public static <T> T draw(Supplier<T> action) {
        return Trace.draw(action);
    }

    // ---- within this class

    static Tensor floating(Tensor x) {
        return x.dtype().isFloating() ? x : cast(x, DType.FLOAT32);
    }

    private static Tensor map(Unary function, Tensor x) {
        return new Tensor(Build.map(function, x.node()));
    }

    private static Tensor map(Binary function, Tensor a, Tensor b) {
        return promoted((x, y) -> Build.map(function, x, y), a, b);
    }

    private static Tensor promoted(java.util.function.BinaryOperator<Node> function, Tensor a, Tensor b) {
        DType dtype = common(a.dtype(), b.dtype());
        return new Tensor(function.apply(cast(a, dtype).node(), cast(b, dtype).node()));
    }

    /** Keras's rule: beside a floating-point operand, a whole number takes its type. */
    private static DType common(DType a, DType b) {
        if (a.isFloating() == b.isFloating()) return DType.promote(a, b);
        return a.isFloating() ? a : b;
    }

    /** Sums and products of small numbers are large. */
    private static Tensor wide(Tensor x) {
        return x.dtype() == DType.BOOL || x.dtype() == DType.UINT8 ? cast(x, DType.INT64) : x;
    }

    private static Tensor reduce(Op.Reduction reduction, Tensor x, int... axes) {
        return new Tensor(Build.reduce(reduction, x.node(), axes(x, axes)));
    }

    private static List<Integer> axes(Tensor x, int... axes) {
        if (axes.length == 0) return Build.allAxes(x.node());
        List<Integer> named = Arrays.stream(axes).map(x.shape()::axis).boxed().toList();
        if (named.stream().distinct().count() < named.size()) {
            throw new ShapeException("an axis of shape " + x.shape() + " is named twice: " + Arrays.toString(axes));
        }
        return named;
    }

    static NDArray valueOf(Node node) {
        return new Tensor(node).value();
    }
}
