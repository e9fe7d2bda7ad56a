package org.rhyton.internal.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Binary;
import org.rhyton.internal.kernel.Unary;

/**
 * Writes graphs by hand: each method makes the node or the few nodes of one operation, stretching operands where NumPy
 * would, and leaving out what changes nothing.
 */
public final class Build {
    /** Whole numbers below this are doubles. */
    private static final double MOST_EXACT = 1L << 53;

    private Build() {}

    // ---- leaves

    public static Node scalar(double value, DType dtype) {
        return Node.constant(NDArray.full(Shape.SCALAR, value, dtype));
    }

    public static Node full(Shape shape, double value, DType dtype) {
        return broadcast(scalar(value, dtype), shape);
    }

    public static Node zerosLike(Node x) {
        return full(x.shape(), 0, x.dtype());
    }

    public static Node onesLike(Node x) {
        return full(x.shape(), 1, x.dtype());
    }

    /** The number that a node holds in every element, when it is such a constant. */
    public static @Nullable Double uniform(Node node) {
        Node x = node;
        while (x.op() instanceof Op.Broadcast || x.op() instanceof Op.Reshape) x = x.input(0);
        if (!(x.op() instanceof Op.Constant constant) || x.shape().rank() != 0) return null;
        double number = constant.value().item();
        boolean exact = x.dtype() != DType.INT64 || Math.abs(number) < MOST_EXACT;
        return exact ? number : null;
    }

    private static boolean is(Node node, double value) {
        Double uniform = uniform(node);
        return uniform != null && uniform == value;
    }

    // ---- elementwise

    public static Node map(Unary function, Node x) {
        return Node.of(new Op.Map1(function), x);
    }

    /** A function of two numbers, after stretching the operands to their common shape. */
    public static Node map(Binary function, Node a, Node b) {
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        return Node.of(new Op.Map2(function), broadcast(a, shape), broadcast(b, shape));
    }

    public static Node add(Node a, Node b) {
        if (is(a, 0) && fills(b, a)) return b;
        if (is(b, 0) && fills(a, b)) return a;
        return map(Binary.ADD, a, b);
    }

    public static Node sub(Node a, Node b) {
        return is(b, 0) && fills(a, b) ? a : map(Binary.SUB, a, b);
    }

    public static Node mul(Node a, Node b) {
        if (is(a, 1) && fills(b, a)) return b;
        if (is(b, 1) && fills(a, b)) return a;
        return map(Binary.MUL, a, b);
    }

    public static Node mul(Node a, double b) {
        return mul(a, scalar(b, a.dtype()));
    }

    public static Node div(Node a, Node b) {
        return is(b, 1) && fills(a, b) ? a : map(Binary.DIV, a, b);
    }

    /** Whether the first operand already has the shape that both would be stretched to. */
    private static boolean fills(Node a, Node b) {
        return a.dtype() == b.dtype() && Shape.broadcast(a.shape(), b.shape()).equals(a.shape());
    }

    public static Node neg(Node x) {
        return map(Unary.NEG, x);
    }

    public static Node select(Node condition, Node a, Node b) {
        Shape shape = Shape.broadcast(condition.shape(), Shape.broadcast(a.shape(), b.shape()));
        return Node.of(new Op.Select(), broadcast(condition, shape), broadcast(a, shape), broadcast(b, shape));
    }

    public static Node cast(Node x, DType dtype) {
        return x.dtype() == dtype ? x : Node.of(new Op.Cast(dtype), x);
    }

    // ---- arrangement

    public static Node broadcast(Node x, Shape shape) {
        if (x.shape().equals(shape)) return x;
        return x.op() instanceof Op.Broadcast && !x.hasValue()
                ? broadcast(x.input(0), shape)
                : Node.of(new Op.Broadcast(shape), x);
    }

    public static Node reshape(Node x, Shape shape) {
        if (x.shape().equals(shape)) return x;
        return x.op() instanceof Op.Reshape && !x.hasValue()
                ? reshape(x.input(0), shape)
                : Node.of(new Op.Reshape(shape), x);
    }

    public static Node transpose(Node x, List<Integer> order) {
        if (order.equals(IntStream.range(0, x.shape().rank()).boxed().toList())) return x;
        if (x.op() instanceof Op.Transpose inner && !x.hasValue()) {
            return transpose(x.input(0), order.stream().map(inner.order()::get).toList());
        }
        return Node.of(new Op.Transpose(order), x);
    }

    /** Swaps the last two axes. */
    public static Node matrixTranspose(Node x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        Collections.swap(order, order.size() - 1, order.size() - 2);
        return transpose(x, order);
    }

    /** Inserts axes of size 1, so that they stand at the given places of the result. */
    public static Node expand(Node x, List<Integer> axes) {
        List<Dim> dims = new ArrayList<>(x.shape().dimensions());
        axes.stream().sorted().forEach(axis -> dims.add(axis, Dim.of(1)));
        return reshape(x, Shape.of(dims));
    }

    /** Everything along every axis but one, and of that a part. */
    public static Node slice(Node x, int axis, Dim start, Dim size, int step) {
        List<Dim> starts = new ArrayList<>(Collections.nCopies(x.shape().rank(), Dim.of(0)));
        List<Dim> sizes = new ArrayList<>(x.shape().dimensions());
        List<Integer> steps = new ArrayList<>(Collections.nCopies(x.shape().rank(), 1));
        starts.set(axis, start);
        sizes.set(axis, size);
        steps.set(axis, step);
        return Node.of(new Op.Slice(starts, sizes, steps), x);
    }

    /** The elements of an axis in opposite order. */
    public static Node reverse(Node x, int axis) {
        Dim size = x.shape().dim(axis);
        return slice(x, axis, size.minus(1), size, -1);
    }

    public static Node concat(List<Node> parts, int axis) {
        return parts.size() == 1 ? parts.getFirst() : Node.of(new Op.Concat(axis), parts);
    }

    // ---- reductions

    /** Reduces axes, which disappear. */
    public static Node reduce(Op.Reduction reduction, Node x, List<Integer> axes) {
        return axes.isEmpty()
                ? x
                : Node.of(new Op.Reduce(reduction, axes.stream().sorted().toList()), x);
    }

    public static Node sum(Node x, List<Integer> axes) {
        return reduce(Op.Reduction.SUM, x, axes);
    }

    public static Node sumAll(Node x) {
        return sum(x, allAxes(x));
    }

    public static List<Integer> allAxes(Node x) {
        return IntStream.range(0, x.shape().rank()).boxed().toList();
    }

    /** The reduction of the last axis, which stays with size 1. */
    public static Node sumLast(Node x) {
        int last = x.shape().rank() - 1;
        return expand(sum(x, List.of(last)), List.of(last));
    }

    /** Undoes a broadcast: sums over the axes that were stretched to reach the node's shape. */
    public static Node sumTo(Node x, Shape shape) {
        if (x.shape().equals(shape)) return x;
        int extra = x.shape().rank() - shape.rank();
        List<Integer> stretched = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            boolean one = axis >= extra
                    && shape.dim(axis - extra).is(1)
                    && !x.shape().dim(axis).is(1);
            if (axis < extra || one) stretched.add(axis);
        }
        return reshape(sum(x, stretched), shape);
    }

    // ---- products

    public static Node matMul(Node a, Node b) {
        return Node.of(new Op.MatMul(), a, b);
    }

    // ---- indexing and state

    public static Node gather(Node table, Node indices) {
        return Node.of(new Op.Gather(), table, indices);
    }

    public static Node pick(Node several, int index) {
        return several.types().size() == 1 ? several : Node.of(new Op.Pick(index), several);
    }

    /** A size as a number that a program can compute with. */
    public static Node size(Dim dim, DType dtype) {
        return dim.isKnown() ? scalar(dim.value(), dtype) : cast(Node.of(new Op.Size(dim)), dtype);
    }
}
