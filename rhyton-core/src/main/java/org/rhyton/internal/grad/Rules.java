package org.rhyton.internal.grad;

import static org.rhyton.internal.graph.Build.add;
import static org.rhyton.internal.graph.Build.broadcast;
import static org.rhyton.internal.graph.Build.cast;
import static org.rhyton.internal.graph.Build.concat;
import static org.rhyton.internal.graph.Build.div;
import static org.rhyton.internal.graph.Build.expand;
import static org.rhyton.internal.graph.Build.map;
import static org.rhyton.internal.graph.Build.matMul;
import static org.rhyton.internal.graph.Build.matrixTranspose;
import static org.rhyton.internal.graph.Build.mul;
import static org.rhyton.internal.graph.Build.neg;
import static org.rhyton.internal.graph.Build.reshape;
import static org.rhyton.internal.graph.Build.reverse;
import static org.rhyton.internal.graph.Build.scalar;
import static org.rhyton.internal.graph.Build.select;
import static org.rhyton.internal.graph.Build.slice;
import static org.rhyton.internal.graph.Build.sub;
import static org.rhyton.internal.graph.Build.sumLast;
import static org.rhyton.internal.graph.Build.sumTo;
import static org.rhyton.internal.graph.Build.transpose;
import static org.rhyton.internal.graph.Build.zerosLike;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/** The derivative of each op: from the gradients of a node's results to those of its operands. */
final class Rules {
    private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;
    private static final double SQRT_PI_OVER_TWO = 0.8862269254527580;

    private Rules() {}

    /**
     * What a node's operands get of the gradients of its results.
     *
     * @param results the gradient of each result; null where nothing depends on it
     * @param needed tells the operands whose gradients are wanted
     * @return the gradient of each operand, or null where there is none
     */
    static List<@Nullable Node> apply(Node node, List<@Nullable Node> results, Predicate<Node> needed) {
        return switch (node.op()) {
            case Op.Scan scan -> ScanGradient.of(node, scan, results);
            case Op.Cond cond -> CondGradient.of(node, cond, results);
            default -> {
                Node gradient = results.getFirst();
                yield gradient == null ? List.of() : rule(node, gradient, needed);
            }
        };
    }

    private static List<@Nullable Node> rule(Node y, Node g, Predicate<Node> needed) {
        return switch (y.op()) {
            case Op.Map1 map -> one(unary(map.function(), y.input(0), y, g));
            case Op.Map2 map -> binary(map.function(), y, g, needed);
            case Op.Select select ->
                list(null, select(y.input(0), g, zerosLike(g)), select(y.input(0), zerosLike(g), g));
            case Op.Cast cast ->
                one(y.input(0).dtype().isFloating() ? cast(g, y.input(0).dtype()) : null);
            case Op.Broadcast broadcast -> one(sumTo(g, y.input(0).shape()));
            case Op.Reshape reshape -> one(reshape(g, y.input(0).shape()));
            case Op.Transpose transpose -> one(transpose(g, inverse(transpose.order())));
            case Op.Slice slice -> one(slice(slice, y.input(0), g));
            case Op.Pad pad -> one(pad(pad, y.input(0), g));
            case Op.Concat concat -> concat(concat, y, g);
            case Op.Reduce reduce -> one(reduce(reduce, y, g));
            case Op.Cumulate cumulate -> one(cumulate(cumulate, y, g));
            case Op.Softmax softmax -> one(mul(y, sub(g, sumLast(mul(g, y)))));
            case Op.LogSoftmax softmax -> one(sub(g, mul(map(Unary.EXP, y), sumLast(g))));
            case Op.MatMul matMul -> matMul(y, g, needed);
            case Op.Conv conv -> conv(conv, y, g, needed);
            case Op.ConvInput conv ->
                list(
                        needed.test(y.input(0))
                                ? Node.of(new Op.Conv(conv.window(), conv.groups()), g, y.input(1))
                                : null,
                        needed.test(y.input(1))
                                ? convKernel(conv.window(), conv.groups(), g, y.input(0), y.input(1))
                                : null);
            case Op.ConvKernel conv ->
                list(
                        needed.test(y.input(0))
                                ? convInput(conv.window(), conv.groups(), y.input(1), g, y.input(0))
                                : null,
                        needed.test(y.input(1))
                                ? Node.of(new Op.Conv(conv.window(), conv.groups()), y.input(0), g)
                                : null);
            case Op.MaxPool pool -> list(null, Node.of(new Op.MaxPoolInput(pool.window()), y.input(0), g));
            case Op.MaxPoolInput pool -> list(null, Node.of(new Op.MaxPool(pool.window()), y.input(0), g));
            case Op.Gather gather -> list(gatherTable(y, g), null);
            case Op.ScatterAdd scatter -> list(null, Build.gather(g, y.input(0)));
            case Op.CustomGradient custom -> {
                List<@Nullable Node> gradients = new ArrayList<>();
                gradients.add(null);
                gradients.addAll(custom.rule().apply(g));
                yield gradients;
            }
            case Op.Input input -> List.of();
            case Op.Constant constant -> List.of();
            case Op.Read read -> List.of();
            case Op.Iota iota -> List.of();
            case Op.Random random -> List.of();
            case Op.Size size -> List.of();
            case Op.ArgReduce arg -> List.of();
            case Op.ArgSort sort -> List.of();
            case Op.MapWhole map -> List.of();
            case Op.StopGradient stop -> List.of();
            case Op.Pick pick -> throw new IllegalStateException("gradients of a result go to the op that has several");
            case Op.Scan scan -> throw new IllegalStateException("a loop has several results");
            case Op.Cond cond -> throw new IllegalStateException("a branch has several results");
        };
    }

    private static List<@Nullable Node> one(@Nullable Node gradient) {
        return Collections.singletonList(gradient);
    }

    private static List<@Nullable Node> list(@Nullable Node... gradients) {
        return Arrays.asList(gradients);
    }

    // ---- elementwise

    private static @Nullable Node unary(Unary function, Node x, Node y, Node g) {
        return switch (function) {
            case NEG -> neg(g);
            case ABS -> mul(g, map(Unary.SIGN, x));
            case SQUARE, FLUSHED_SQUARE -> mul(g, mul(x, 2));
            case SQRT -> div(mul(g, 0.5), y);
            case RSQRT -> mul(mul(g, -0.5), div(y, x));
            case RECIPROCAL -> neg(mul(g, map(Unary.SQUARE, y)));
            case EXP -> mul(g, y);
            case EXPM1 -> mul(g, plus(y, 1));
            case LOG -> div(g, x);
            case LOG1P -> div(g, plus(x, 1));
            case SIN -> mul(g, map(Unary.COS, x));
            case COS -> neg(mul(g, map(Unary.SIN, x)));
            case TAN -> mul(g, plus(map(Unary.SQUARE, y), 1));
            case ASIN -> mul(g, map(Unary.RSQRT, oneMinus(map(Unary.SQUARE, x))));
            case ACOS -> neg(mul(g, map(Unary.RSQRT, oneMinus(map(Unary.SQUARE, x)))));
            case ATAN -> div(g, plus(map(Unary.SQUARE, x), 1));
            case SINH -> mul(g, map(Unary.COSH, x));
            case COSH -> mul(g, map(Unary.SINH, x));
            case ASINH -> mul(g, map(Unary.RSQRT, plus(map(Unary.SQUARE, x), 1)));
            case ACOSH -> mul(g, map(Unary.RSQRT, plus(map(Unary.SQUARE, x), -1)));
            case ATANH -> div(g, oneMinus(map(Unary.SQUARE, x)));
            case TANH -> mul(g, oneMinus(map(Unary.SQUARE, y)));
            case SIGMOID -> mul(g, mul(y, oneMinus(y)));
            case SOFTPLUS -> mul(g, map(Unary.SIGMOID, x));
            case ERF -> mul(g, mul(map(Unary.EXP, neg(map(Unary.SQUARE, x))), TWO_OVER_SQRT_PI));
            case ERFINV -> mul(g, mul(map(Unary.EXP, map(Unary.SQUARE, y)), SQRT_PI_OVER_TWO));
            case NORMAL_CDF -> mul(g, map(Unary.NORMAL_DENSITY, x));
            case NORMAL_DENSITY -> neg(mul(g, mul(x, y)));
            case RELU -> select(map(Binary.GT, y, zerosLike(y)), g, zerosLike(g));
            case FLUSH -> g;
            case SIGN, FLOOR, CEIL, ROUND, TRUNC, NOT, IS_NAN, IS_FINITE -> null;
        };
    }

    private static Node plus(Node x, double number) {
        return add(x, scalar(number, x.dtype()));
    }

    private static Node oneMinus(Node x) {
        return sub(scalar(1, x.dtype()), x);
    }

    private static List<@Nullable Node> binary(Binary function, Node y, Node g, Predicate<Node> needed) {
        Node a = y.input(0);
        Node b = y.input(1);
        return switch (function) {
            case ADD -> list(g, g);
            case SUB -> list(g, needed.test(b) ? neg(g) : null);
            case MUL -> list(needed.test(a) ? mul(g, b) : null, needed.test(b) ? mul(g, a) : null);
            case DIV -> list(needed.test(a) ? div(g, b) : null, needed.test(b) ? neg(div(mul(g, y), b)) : null);
            case POW -> list(needed.test(a) ? powBase(a, b, g) : null, needed.test(b) ? powExponent(a, y, g) : null);
            case MAX -> chosen(Binary.GE, a, b, g);
            case MIN -> chosen(Binary.LE, a, b, g);
            case MOD -> list(g, needed.test(b) ? neg(mul(g, map(Binary.FLOOR_DIV, a, b))) : null);
            case ATAN2 -> {
                Node scaled = div(g, add(map(Unary.SQUARE, a), map(Unary.SQUARE, b)));
                yield list(mul(scaled, b), neg(mul(scaled, a)));
            }
            case FLOOR_DIV, EQ, NE, LT, LE, GT, GE, AND, OR, XOR -> List.of();
        };
    }

    /** Of equal numbers the first is taken to be the one chosen. */
    private static List<@Nullable Node> chosen(Binary comparison, Node a, Node b, Node g) {
        Node first = map(comparison, a, b);
        return list(select(first, g, zerosLike(g)), select(first, zerosLike(g), g));
    }

    private static Node powBase(Node a, Node b, Node g) {
        Double fixed = Build.uniform(b);
        if (fixed != null && fixed != 0) return mul(g, mul(b, map(Binary.POW, a, plus(b, -1))));
        Node one = Build.onesLike(b); // a⁰ is 1 everywhere, also at 0
        Node exponent = select(map(Binary.EQ, b, zerosLike(b)), one, b);
        return mul(g, mul(b, map(Binary.POW, a, plus(exponent, -1))));
    }

    /** The logarithm of a base that is not positive counts as 0. */
    private static Node powExponent(Node a, Node y, Node g) {
        Node positive = map(Binary.GT, a, zerosLike(a));
        Node logarithm = map(Unary.LOG, select(positive, a, Build.onesLike(a)));
        return mul(g, mul(y, select(positive, logarithm, zerosLike(a))));
    }

    // ---- arrangement

    private static List<Integer> inverse(List<Integer> order) {
        Integer[] inverse = new Integer[order.size()];
        for (int i = 0; i < inverse.length; i++) inverse[order.get(i)] = i;
        return List.of(inverse);
    }

    private static Node slice(Op.Slice slice, Node x, Node g) {
        List<Dim> before = new ArrayList<>();
        List<Dim> after = new ArrayList<>();
        List<Integer> between = new ArrayList<>();
        Node upward = g;
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            int step = slice.step().get(axis);
            Dim span = slice.size().get(axis).minus(1).times(Math.abs(step));
            Dim start = slice.start().get(axis);
            if (step < 0) {
                upward = reverse(upward, axis);
                start = start.minus(span);
            }
            before.add(start);
            after.add(x.shape().dim(axis).minus(start).minus(span).minus(1));
            between.add(Math.abs(step) - 1);
        }
        return Node.of(new Op.Pad(before, after, between, 0), upward);
    }

    private static Node pad(Op.Pad pad, Node x, Node g) {
        List<Integer> steps = pad.between().stream().map(between -> between + 1).toList();
        return Node.of(new Op.Slice(pad.before(), x.shape().dimensions(), steps), g);
    }

    private static List<@Nullable Node> concat(Op.Concat concat, Node y, Node g) {
        List<@Nullable Node> gradients = new ArrayList<>();
        Dim start = Dim.of(0);
        for (Node part : y.inputs()) {
            Dim size = part.shape().dim(concat.axis());
            gradients.add(Build.slice(g, concat.axis(), start, size, 1));
            start = start.plus(size);
        }
        return gradients;
    }

    // ---- reductions

    private static Node reduce(Op.Reduce reduce, Node y, Node g) {
        Node x = y.input(0);
        Node spread = broadcast(expand(g, reduce.axes()), x.shape());
        return switch (reduce.reduction()) {
            case SUM -> spread;
            case MAX, MIN -> {
                Node best = broadcast(expand(y, reduce.axes()), x.shape());
                Node hits = cast(map(Binary.EQ, x, best), x.dtype());
                Node count = broadcast(expand(Build.sum(hits, reduce.axes()), reduce.axes()), x.shape());
                yield mul(spread, div(hits, count));
            }
            case PROD -> mul(spread, productOfOthers(x, reduce.axes()));
        };
    }

    /** For each element the product of the others along the axes, right where elements are 0 too. */
    private static Node productOfOthers(Node x, List<Integer> axes) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) if (!axes.contains(axis)) order.add(axis);
        int kept = order.size();
        order.addAll(axes);
        Node moved = transpose(x, order);
        Node rows = reshape(
                moved,
                moved.shape().slice(0, kept).append(moved.shape().from(kept).volume()));
        Node left = Node.of(new Op.Cumulate(Op.Reduction.PROD, kept, true, false), rows);
        Node right = Node.of(new Op.Cumulate(Op.Reduction.PROD, kept, true, true), rows);
        return transpose(reshape(mul(left, right), moved.shape()), inverse(order));
    }

    private static Node cumulate(Op.Cumulate op, Node y, Node g) {
        Op back = new Op.Cumulate(Op.Reduction.SUM, op.axis(), op.exclusive(), !op.reverse());
        return switch (op.reduction()) {
            case SUM -> Node.of(back, g);
            case PROD -> div(Node.of(back, mul(g, y)), y.input(0));
            case MAX, MIN -> throw new UnsupportedOperationException("a running maximum has no derivative");
        };
    }

    // ---- products

    private static List<@Nullable Node> matMul(Node y, Node g, Predicate<Node> needed) {
        Node a = y.input(0);
        Node b = y.input(1);
        return list(
                needed.test(a) ? Build.matMul(g, matrixTranspose(b)) : null,
                needed.test(b) ? Build.matMul(matrixTranspose(a), g) : null);
    }

    private static List<@Nullable Node> conv(Op.Conv conv, Node y, Node g, Predicate<Node> needed) {
        Node images = y.input(0);
        Node kernel = y.input(1);
        List<@Nullable Node> gradients = new ArrayList<>();
        gradients.add(needed.test(images) ? convInput(conv.window(), conv.groups(), g, kernel, images) : null);
        gradients.add(needed.test(kernel) ? convKernel(conv.window(), conv.groups(), images, g, kernel) : null);
        if (y.inputs().size() > 2) gradients.add(sumTo(g, y.input(2).shape()));
        return gradients;
    }

    private static Node convInput(Op.Window window, int groups, Node gradient, Node kernel, Node images) {
        return Node.of(new Op.ConvInput(window, groups, images.shape()), gradient, kernel);
    }

    private static Node convKernel(Op.Window window, int groups, Node images, Node gradient, Node kernel) {
        return Node.of(new Op.ConvKernel(window, groups, kernel.shape()), images, gradient);
    }

    // ---- indexing

    private static Node gatherTable(Node y, Node g) {
        Node table = y.input(0);
        Node indices = y.input(1);
        Dim count = indices.shape().volume();
        Shape rows = table.shape().from(1).prepend(count);
        return Node.of(new Op.ScatterAdd(table.shape()), reshape(indices, Shape.of(count)), reshape(g, rows));
    }
}
