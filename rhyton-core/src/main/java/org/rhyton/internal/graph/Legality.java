package org.rhyton.internal.graph;

import java.util.List;
import java.util.function.ToIntFunction;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * What symbols leave open when a program is recorded is checked when their sizes are known: the same rules
 * ({@link Inference}), now with numbers.
 */
public final class Legality {
    private Legality() {}

    /** Whether the node's types depend on sizes that are known only at run time. */
    public static boolean isOpen(Node node) {
        return !node.types().stream().allMatch(type -> type.shape().isKnown())
                || !node.inputs().stream().allMatch(input -> input.shape().isKnown());
    }

    /**
     * Checks a node whose types are open.
     *
     * @throws ShapeException when the node cannot be computed with these sizes
     */
    public static void check(Node node, ToIntFunction<String> sizes) {
        if (node.op() instanceof Op.Pick) return;
        Op op = known(node.op(), sizes);
        List<Type> operands =
                node.inputs().stream().map(input -> known(input.type(), sizes)).toList();
        List<Type> types = Inference.types(op, operands);
        for (int i = 0; i < types.size(); i++) {
            Type expected = known(node.types().get(i), sizes);
            if (!types.get(i).shape().accepts(expected.shape()))
                differ(types.get(i).shape(), expected.shape());
        }
        if (op instanceof Op.Broadcast broadcast) neverStretched(node.input(0).shape(), broadcast.shape(), sizes);
    }

    /** Which axes are stretched is decided when the program is recorded. */
    private static void neverStretched(Shape from, Shape to, ToIntFunction<String> sizes) {
        for (int axis = 1; axis <= from.rank(); axis++) {
            Dim dim = from.dim(-axis);
            if (!dim.isKnown() && dim.evaluate(sizes) != to.size(-axis)) differ(from.evaluate(sizes), to);
        }
    }

    private static void differ(Shape a, Shape b) {
        throw new ShapeException("shapes " + a + " and " + b + " meet where the program was recorded with equal ones;"
                + " sizes that are known only at run time must then be"
                + " equal, too (an axis is stretched only if its size is"
                + " known to be 1)");
    }

    private static Type known(Type type, ToIntFunction<String> sizes) {
        return new Type(type.shape().evaluate(sizes), type.dtype());
    }

    private static Op known(Op op, ToIntFunction<String> sizes) {
        return switch (op) {
            case Op.Input input -> new Op.Input(input.name(), known(input.type(), sizes));
            case Op.Iota iota -> new Op.Iota(iota.shape().evaluate(sizes), iota.axis(), iota.dtype());
            case Op.Random random ->
                new Op.Random(random.distribution(), random.shape().evaluate(sizes), random.dtype(), random.stream());
            case Op.Broadcast broadcast -> new Op.Broadcast(broadcast.shape().evaluate(sizes));
            case Op.Reshape reshape -> new Op.Reshape(reshape.shape().evaluate(sizes));
            case Op.Slice slice -> new Op.Slice(known(slice.start(), sizes), known(slice.size(), sizes), slice.step());
            case Op.Pad pad ->
                new Op.Pad(known(pad.before(), sizes), known(pad.after(), sizes), pad.between(), pad.value());
            case Op.ConvInput conv ->
                new Op.ConvInput(conv.window(), conv.groups(), conv.images().evaluate(sizes));
            case Op.ConvKernel conv ->
                new Op.ConvKernel(conv.window(), conv.groups(), conv.kernel().evaluate(sizes));
            case Op.ScatterAdd scatter -> new Op.ScatterAdd(scatter.table().evaluate(sizes));
            case Op.Scan scan ->
                new Op.Scan(
                        scan.body(),
                        scan.carries(),
                        scan.sequences(),
                        Dim.of(scan.length().evaluate(sizes)),
                        scan.reverse());
            default -> op;
        };
    }

    private static List<Dim> known(List<Dim> dims, ToIntFunction<String> sizes) {
        return dims.stream().map(dim -> Dim.of(dim.evaluate(sizes))).toList();
    }
}
