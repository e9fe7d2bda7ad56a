package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * What a step of a loop computes, for all steps at once: the nodes of the body with time as a further axis in front.
 *
 * @param time how many steps
 * @param twin a node of the body over time; null for one that is the same at every step
 * @param constant such a node, outside of the loop
 */
record OverTime(Dim time, Function<Node, @Nullable Node> twin, Function<Node, Node> constant) {

    /** Whether {@link #of} knows an op, given which operands vary from step to step. */
    static boolean knows(Node node, Function<Node, Boolean> varies) {
        return switch (node.op()) {
            case Op.Map1 map -> true;
            case Op.Map2 map -> true;
            case Op.Select select -> true;
            case Op.Cast cast -> true;
            case Op.Broadcast broadcast -> true;
            case Op.Reshape reshape -> true;
            case Op.Transpose transpose -> true;
            case Op.Slice slice -> true;
            case Op.Pad pad -> true;
            case Op.Concat concat -> true;
            case Op.Reduce reduce -> true;
            case Op.MatMul matMul -> true;
            case Op.Gather gather -> !varies.apply(node.input(0));
            case Op.Conv conv -> onlyFirst(node, varies);
            case Op.ConvInput conv -> onlyFirst(node, varies);
            default -> false;
        };
    }

    /** Whether all operands but the first are the same at every step. */
    private static boolean onlyFirst(Node node, Function<Node, Boolean> varies) {
        return node.inputs().stream().skip(1).noneMatch(varies::apply);
    }

    /** The node over time. */
    Node of(Node node) {
        Op op = node.op();
        return switch (op) {
            case Op.Broadcast broadcast -> broadcast(node, broadcast.shape());
            case Op.Reshape reshape ->
                Build.reshape(varying(node, 0), reshape.shape().prepend(time));
            case Op.Transpose transpose -> Build.transpose(varying(node, 0), shifted(transpose.order(), true));
            case Op.Slice slice ->
                Node.of(
                        new Op.Slice(
                                prepend(Dim.of(0), slice.start()),
                                prepend(time, slice.size()),
                                prepend(1, slice.step())),
                        varying(node, 0));
            case Op.Pad pad ->
                Node.of(
                        new Op.Pad(
                                prepend(Dim.of(0), pad.before()),
                                prepend(Dim.of(0), pad.after()),
                                prepend(0, pad.between()),
                                pad.value()),
                        varying(node, 0));
            case Op.Concat concat -> Node.of(new Op.Concat(concat.axis() + 1), all(node));
            case Op.Reduce reduce ->
                Node.of(new Op.Reduce(reduce.reduction(), shifted(reduce.axes(), false)), varying(node, 0));
            case Op.MatMul matMul -> matMul(node);
            case Op.Gather gather -> Build.gather(constant.apply(node.input(0)), varying(node, 1));
            case Op.Conv conv -> batchwise(node, new Op.Conv(conv.window(), conv.groups()));
            case Op.ConvInput conv ->
                batchwise(
                        node,
                        new Op.ConvInput(
                                conv.window(),
                                conv.groups(),
                                merged(conv.images().prepend(time))));
            default -> Node.of(op, all(node)); // elementwise
        };
    }

    /** The sum over all steps of a node that {@link #sums} knows. */
    Node sumOf(Node node) {
        return switch (node.op()) {
            case Op.MatMul matMul -> {
                // The rows of all steps, one below the other. A transpose of a transpose is none, so that nothing
                // moves.
                Node left = merge(Build.matrixTranspose(spread(node, 0)));
                yield Build.matMul(Build.matrixTranspose(left), merge(spread(node, 1)));
            }
            case Op.Reduce reduce -> {
                List<Integer> axes = new ArrayList<>(shifted(reduce.axes(), false));
                axes.add(0, 0);
                yield Node.of(new Op.Reduce(reduce.reduction(), axes), varying(node, 0));
            }
            case Op.ConvKernel conv ->
                Node.of(
                        new Op.ConvKernel(conv.window(), conv.groups(), conv.kernel()),
                        merge(spread(node, 0)),
                        merge(spread(node, 1)));
            default ->
                Node.of(node.op(), node.inputs().stream().map(this::sumOf).toList());
        };
    }

    /** Whether the sum over all steps of a node can be had without its value at each step. */
    static boolean sums(Node node, Function<Node, Boolean> varies) {
        return switch (node.op()) {
            case Op.MatMul matMul ->
                node.shape().rank() == 2 && varies.apply(node.input(0)) && varies.apply(node.input(1));
            case Op.Reduce reduce -> reduce.reduction() == Op.Reduction.SUM && varies.apply(node.input(0));
            case Op.ConvKernel conv -> varies.apply(node.input(0)) && varies.apply(node.input(1));
            case Op.Map2 map ->
                map.function() == org.rhyton.internal.kernel.Binary.ADD
                        && node.inputs().stream().allMatch(input -> sums(input, varies));
            case Op.Pad pad -> pad.value() == 0 && sums(node.input(0), varies);
            case Op.Concat concat -> node.inputs().stream().allMatch(input -> sums(input, varies));
            case Op.Reshape reshape -> sums(node.input(0), varies);
            case Op.Transpose transpose -> sums(node.input(0), varies);
            default -> false;
        };
    }

    /** Whether the sum over all steps is one op on the operands over time; else it is a sum of sums. */
    static boolean isSummedWhole(Node node) {
        return node.op() instanceof Op.MatMul || node.op() instanceof Op.Reduce || node.op() instanceof Op.ConvKernel;
    }

    // ---- operands

    private Node varying(Node node, int index) {
        Node found = twin.apply(node.input(index));
        return found == null ? spread(node, index) : found;
    }

    /** An operand over time, repeated if it is the same at every step. */
    private Node spread(Node node, int index) {
        Node operand = node.input(index);
        Node found = twin.apply(operand);
        return found != null
                ? found
                : Build.broadcast(constant.apply(operand), operand.shape().prepend(time));
    }

    private List<Node> all(Node node) {
        return IntStream.range(0, node.inputs().size())
                .mapToObj(i -> spread(node, i))
                .toList();
    }

    private Node broadcast(Node node, Shape shape) {
        Node x = varying(node, 0);
        Shape own = node.input(0).shape();
        Shape aligned = own;
        while (aligned.rank() < shape.rank()) aligned = aligned.prepend(Dim.of(1));
        return Build.broadcast(Build.reshape(x, aligned.prepend(time)), shape.prepend(time));
    }

    private Node matMul(Node node) {
        Node b = node.input(1);
        Node left = twin.apply(node.input(0));
        boolean once = twin.apply(b) == null && b.shape().rank() == 2 && left != null;
        if (!once || left == null) return Node.of(node.op(), all(node));
        Node product = Build.matMul(merge(left), constant.apply(b));
        return Build.reshape(product, node.shape().prepend(time));
    }

    /** An op on batches: those of all steps are one large batch. */
    private Node batchwise(Node node, Op op) {
        List<Node> operands = new ArrayList<>(List.of(merge(varying(node, 0))));
        node.inputs().stream().skip(1).map(constant).forEach(operands::add);
        return Build.reshape(Node.of(op, operands), node.shape().prepend(time));
    }

    /** Makes one axis of time and the one after it. */
    private Node merge(Node over) {
        return Build.reshape(over, merged(over.shape()));
    }

    private static Shape merged(Shape shape) {
        return shape.from(2).prepend(shape.dim(0).times(shape.dim(1)));
    }

    // ---- axes

    private static <T> List<T> prepend(T first, List<T> rest) {
        List<T> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return Collections.unmodifiableList(all);
    }

    private static List<Integer> shifted(List<Integer> axes, boolean withTime) {
        List<Integer> shifted = new ArrayList<>();
        if (withTime) shifted.add(0);
        axes.forEach(axis -> shifted.add(axis + 1));
        return shifted;
    }
}
