package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Evaluator;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Turns nodes into ONNX's operators: one arm an op. What ONNX has no operator for is first said in other nodes, which are
 * then translated in turn; what cannot be said is noted, and all of it reported at the end.
 */
final class Translator {
    /** What a whole export shares. */
    record Export(Sizes sizes, Map<Cell, String> weights, Origins origins, Problems problems) {}

    private final Export export;
    private final Graph graph;
    private final @Nullable Translator outer;
    private final Elementwise elementwise;
    private final Map<Node, List<String>> values = new HashMap<>();

    Translator(Export export, Graph graph, @Nullable Translator outer) {
        this.export = export;
        this.graph = graph;
        this.outer = outer;
        this.elementwise = new Elementwise(graph);
    }

    Graph graph() {
        return graph;
    }

    Export export() {
        return export;
    }

    /** Says what a node, such as a parameter, is called. */
    void name(Node node, String value) {
        values.put(node, List.of(value));
    }

    /** The value of a node that has one. */
    String value(Node node) {
        return values(node).getFirst();
    }

    private List<String> values(Node node) {
        for (Translator at = this; at != null; at = at.outer) {
            List<String> known = at.values.get(node);
            if (known != null) return known;
        }
        translate(node);
        return values.getOrDefault(node, List.of());
    }

    /** Translates what a node depends on, and the node, in the order in which they were made. */
    private void translate(Node root) {
        Set<Node> needed = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (isKnown(node) || !needed.add(node)) continue;
            if (!(node.op() instanceof Op.Random)) open.addAll(node.inputs()); // it is refused, whatever its seed
        }
        List<Node> order = new ArrayList<>(needed);
        order.sort(Comparator.comparingLong(Node::number));
        for (Node node : order) {
            // Operators stretch their operands themselves; only who needs a stretched value asks for one.
            boolean waits = node.op() instanceof Op.Broadcast && node != root;
            if (waits || values.containsKey(node)) continue;
            graph.within(export.origins().prefixOf(node));
            values.put(node, emit(node));
        }
    }

    private boolean isKnown(Node node) {
        for (Translator at = this; at != null; at = at.outer) if (at.values.containsKey(node)) return true;
        return false;
    }

    // ---- one arm an op

    private List<String> emit(Node node) {
        return switch (node.op()) {
            case Op.Scan scan -> new Loops(this).scan(node, scan);
            case Op.Cond cond -> new Loops(this).cond(node, cond);
            default -> List.of(single(node));
        };
    }

    private String single(Node node) {
        return switch (node.op()) {
            case Op.Input input -> throw new IllegalStateException("'" + input.name() + "' is not among the inputs");
            case Op.Constant constant -> graph.constant(constant.value());
            case Op.Read read -> weight(read.cell());
            case Op.Iota iota -> iota(iota);
            case Op.Random random -> impossible(node, "draws random numbers, which an exported model cannot repeat");
            case Op.Size size ->
                known(node, List.of(size.dim()), () -> export.sizes().scalar(size.dim()));
            case Op.Map1 map -> unary(node, map);
            case Op.Map2 map -> binary(node, map);
            case Op.MapWhole map ->
                impossible(node, "calls a Java function of whole numbers, such as a lookup or a hash");
            case Op.Select select -> select(node);
            case Op.Cast cast -> graph.cast(value(node.input(0)), cast.dtype());
            case Op.Broadcast broadcast ->
                sized(node, node.shape(), sizes -> graph.apply("Expand", value(node.input(0)), sizes));
            case Op.Reshape reshape -> reshape(node);
            case Op.Transpose transpose -> graph.transpose(value(node.input(0)), transpose.order());
            case Op.Slice slice -> slice(node, slice);
            case Op.Pad pad -> pad(node, pad);
            case Op.Concat concat -> graph.apply("Concat", operands(node), Attribute.of("axis", concat.axis()));
            case Op.Reduce reduce -> reduce(node, reduce);
            case Op.ArgReduce arg -> argReduce(node, arg);
            case Op.Cumulate cumulate -> cumulate(node, cumulate);
            case Op.Softmax softmax -> graph.apply("Softmax", operands(node), Attribute.of("axis", -1));
            case Op.LogSoftmax softmax -> graph.apply("LogSoftmax", operands(node), Attribute.of("axis", -1));
            case Op.ArgSort sort -> argSort(node, sort);
            case Op.MatMul matMul -> matMul(node);
            case Op.Conv conv -> new Windows(this, conv.window()).convolution(node, conv.groups());
            case Op.ConvInput conv -> new Windows(this, conv.window()).transposedConvolution(node, conv);
            case Op.ConvKernel conv -> impossible(node, "computes the derivative of a convolution by its kernel");
            case Op.MaxPool pool -> new Windows(this, pool.window()).maxPooling(node);
            case Op.MaxPoolInput pool -> impossible(node, "computes the derivative of max pooling");
            case Op.Gather gather -> graph.apply("Gather", operands(node), Attribute.of("axis", 0));
            case Op.ScatterAdd scatter -> scatterAdd(node);
            case Op.Pick pick -> pick(node, pick);
            case Op.StopGradient stop -> value(node.input(0));
            case Op.CustomGradient custom -> value(node.input(0));
            case Op.Scan scan -> throw new IllegalStateException("a loop has several values");
            case Op.Cond cond -> throw new IllegalStateException("a branch has several values");
        };
    }

    private List<String> operands(Node node) {
        return node.inputs().stream().map(this::value).toList();
    }

    private String pick(Node node, Op.Pick pick) {
        List<String> all = values(node.input(0));
        return pick.index() < all.size() ? all.get(pick.index()) : "impossible";
    }

    /** Notes that a node cannot be expressed; what it would have been called is given, so that the others can be looked at. */
    String impossible(Node node, String why) {
        export.problems().add(node, why);
        return "impossible";
    }

    /** A value that needs some sizes, if all of them can be computed from the inputs. */
    String known(Node node, List<Dim> sizes, Supplier<String> value) {
        for (Dim size : sizes) {
            if (!export.sizes().knows(size)) {
                return impossible(
                        node, "needs the size '" + size.expression() + "', which no input of the model tells");
            }
        }
        return value.get();
    }

    private String sized(Node node, Shape shape, java.util.function.UnaryOperator<String> value) {
        return known(node, shape.dimensions(), () -> value.apply(export.sizes().vector(shape.dimensions())));
    }

    /** The value of a few nodes made here to say what ONNX has no operator for. */
    private String instead(Supplier<Node> nodes) {
        return value(Evaluator.with(Evaluator.SYMBOLIC, nodes));
    }

    // ---- leaves

    private String weight(Cell cell) {
        String name = export.weights().get(cell);
        if (name != null) return name;
        String drawn = graph.initializer("variable", cell.snapshot());
        export.weights().put(cell, drawn);
        return drawn;
    }

    private String iota(Op.Iota iota) {
        Dim length = iota.shape().dim(iota.axis());
        String numbers = graph.apply(
                "Range", graph.scalar(0, DType.INT64), export.sizes().scalar(length), graph.scalar(1, DType.INT64));
        long[] place = new long[iota.shape().rank()];
        java.util.Arrays.fill(place, 1);
        place[iota.axis()] = -1;
        String placed = graph.reshape(graph.cast(numbers, iota.dtype()), graph.longs(place));
        return graph.apply("Expand", placed, export.sizes().vector(iota.shape().dimensions()));
    }

    // ---- elementwise

    private String unary(Node node, Op.Map1 map) {
        String result = elementwise.of(map.function(), node.input(0).dtype(), value(node.input(0)));
        return result != null
                ? result
                : impossible(
                        node,
                        "computes " + map.function().name().toLowerCase(java.util.Locale.ROOT)
                                + ", for which ONNX has no operator");
    }

    private String binary(Node node, Op.Map2 map) {
        List<Node> operands = unstretched(node);
        return elementwise.of(map.function(), operands.get(0).dtype(), value(operands.get(0)), value(operands.get(1)));
    }

    private String select(Node node) {
        List<Node> operands = unstretched(node);
        return elementwise.select(node.dtype(), value(operands.get(0)), value(operands.get(1)), value(operands.get(2)));
    }

    /** The operands of an elementwise node before they were stretched, if the operator stretches them to the same shape. */
    private static List<Node> unstretched(Node node) {
        List<Node> peeled = node.inputs().stream().map(Translator::peeled).toList();
        try {
            Shape shape = peeled.stream().map(Node::shape).reduce(Shape.SCALAR, Shape::broadcast);
            if (shape.equals(node.shape())) return peeled;
        } catch (ShapeException differ) {
            // They were stretched from shapes that only their common one joins.
        }
        List<Node> others = new ArrayList<>(peeled);
        others.set(0, node.input(0));
        return others;
    }

    private static Node peeled(Node node) {
        return node.op() instanceof Op.Broadcast ? node.input(0) : node;
    }

    // ---- the same values, differently arranged

    private String reshape(Node node) {
        String x = value(node.input(0));
        List<Dim> from = node.input(0).shape().dimensions();
        List<Dim> to = node.shape().dimensions();
        long[] sizes = new long[to.size()];
        int open = 0;
        for (int i = 0; i < sizes.length; i++) {
            Dim dim = to.get(i);
            boolean kept = i < from.size() && dim.equals(from.get(i));
            sizes[i] = dim.isKnown() ? dim.value() : kept ? 0 : -1;
            if (sizes[i] < 0) open++;
        }
        // In a list of numbers, 0 means the operand's size, and −1 whatever is left.
        boolean told = open <= 1 && to.stream().noneMatch(dim -> dim.is(0));
        if (told) return graph.reshape(x, graph.longs(sizes));
        return sized(
                node, node.shape(), vector -> graph.apply("Reshape", List.of(x, vector), Attribute.of("allowzero", 1)));
    }

    private String slice(Node node, Op.Slice slice) {
        if (slice.step().stream().anyMatch(step -> step < 0)) return backwards(node, slice);
        List<Integer> axes = IntStream.range(0, slice.size().size())
                .filter(axis ->
                        !slice.size().get(axis).equals(node.input(0).shape().dim(axis)))
                .boxed()
                .toList();
        if (axes.isEmpty()) return value(node.input(0));
        List<Dim> starts = axes.stream().map(slice.start()::get).toList();
        List<Dim> ends = new ArrayList<>();
        for (int axis : axes) {
            Dim steps = slice.size().get(axis).minus(1).times(slice.step().get(axis));
            boolean empty = slice.size().get(axis).is(0);
            ends.add(
                    empty
                            ? slice.start().get(axis)
                            : slice.start().get(axis).plus(steps).plus(1));
        }
        List<Dim> both = new ArrayList<>(starts);
        both.addAll(ends);
        return known(
                node,
                both,
                () -> graph.apply(
                        "Slice",
                        value(node.input(0)),
                        export.sizes().vector(starts),
                        export.sizes().vector(ends),
                        graph.longs(axes.stream().mapToLong(axis -> axis).toArray()),
                        graph.longs(axes.stream()
                                .mapToLong(axis -> slice.step().get(axis))
                                .toArray())));
    }

    /** The same elements forwards, and then from the end to the beginning. */
    private String backwards(Node node, Op.Slice slice) {
        List<Dim> starts = new ArrayList<>(slice.start());
        List<Integer> steps = new ArrayList<>(slice.step());
        List<Long> reversed = new ArrayList<>();
        for (int axis = 0; axis < steps.size(); axis++) {
            int step = steps.get(axis);
            if (step >= 0) continue;
            reversed.add((long) axis);
            starts.set(
                    axis, starts.get(axis).plus(slice.size().get(axis).minus(1).times(step)));
            steps.set(axis, -step);
        }
        String forwards = instead(() -> Node.of(new Op.Slice(starts, slice.size(), steps), node.input(0)));
        long[] all = new long[reversed.size()];
        java.util.Arrays.fill(all, -1);
        long[] beyond = new long[all.length];
        java.util.Arrays.fill(beyond, Long.MIN_VALUE);
        String axes = graph.longs(reversed.stream().mapToLong(Long::longValue).toArray());
        return graph.apply("Slice", forwards, graph.longs(all), graph.longs(beyond), axes, graph.longs(all));
    }

    private String pad(Node node, Op.Pad pad) {
        for (int axis = 0; axis < pad.between().size(); axis++) {
            if (pad.between().get(axis) > 0) return padBetween(node, pad, axis);
        }
        List<Dim> widths = new ArrayList<>(pad.before());
        widths.addAll(pad.after());
        return known(
                node,
                widths,
                () -> graph.apply(
                        "Pad",
                        value(node.input(0)),
                        export.sizes().vector(widths),
                        graph.scalar(pad.value(), node.dtype())));
    }

    /** Pads between elements by padding behind each, along an axis of its own, and leaving out what is behind the last. */
    private String padBetween(Node node, Op.Pad pad, int axis) {
        Node x = node.input(0);
        int between = pad.between().get(axis);
        Dim size = x.shape().dim(axis);
        List<Integer> rest = new ArrayList<>(pad.between());
        rest.set(axis, 0);
        return instead(() -> {
            Node apart = Build.expand(x, List.of(axis + 1));
            List<Dim> none = java.util.Collections.nCopies(apart.shape().rank(), Dim.of(0));
            List<Dim> behind = new ArrayList<>(none);
            behind.set(axis + 1, Dim.of(between));
            List<Integer> zeros = java.util.Collections.nCopies(none.size(), 0);
            Node spread = Node.of(new Op.Pad(none, behind, zeros, pad.value()), apart);
            Node joined = Build.reshape(spread, x.shape().with(axis, size.times(between + 1L)));
            Node cut = Build.slice(
                    joined, axis, Dim.of(0), size.times(between + 1L).minus(between), 1);
            return Node.of(new Op.Pad(pad.before(), pad.after(), rest, pad.value()), cut);
        });
    }

    // ---- reductions

    private String reduce(Node node, Op.Reduce reduce) {
        String operator = switch (reduce.reduction()) {
            case SUM -> "ReduceSum";
            case PROD -> "ReduceProd";
            case MAX -> "ReduceMax";
            case MIN -> "ReduceMin";
        };
        String axes = graph.longs(reduce.axes().stream().mapToLong(axis -> axis).toArray());
        DType dtype = node.dtype();
        boolean narrow = Elementwise.isNarrow(dtype);
        String x = narrow ? graph.cast(value(node.input(0)), DType.INT32) : value(node.input(0));
        String result = graph.apply(operator, List.of(x, axes), Attribute.of("keepdims", 0));
        return narrow ? graph.cast(result, dtype) : result;
    }

    private String argReduce(Node node, Op.ArgReduce arg) {
        DType dtype = node.input(0).dtype();
        String x = value(node.input(0));
        if (Elementwise.isNarrow(dtype)) x = graph.cast(x, DType.INT32);
        return graph.apply(
                arg.largest() ? "ArgMax" : "ArgMin",
                List.of(x),
                Attribute.of("axis", arg.axis()),
                Attribute.of("keepdims", 0));
    }

    private String cumulate(Node node, Op.Cumulate cumulate) {
        if (cumulate.reduction() != Op.Reduction.SUM) return new Loops(this).cumulate(node, cumulate);
        return graph.apply(
                "CumSum",
                List.of(value(node.input(0)), graph.scalar(cumulate.axis(), DType.INT64)),
                Attribute.of("exclusive", cumulate.exclusive() ? 1 : 0),
                Attribute.of("reverse", cumulate.reverse() ? 1 : 0));
    }

    private String argSort(Node node, Op.ArgSort sort) {
        Dim length = node.shape().dim(-1);
        DType dtype = node.input(0).dtype();
        String x = value(node.input(0));
        String numbers = Elementwise.isNarrow(dtype) ? graph.cast(x, DType.INT32) : x;
        return known(
                node,
                List.of(length),
                () -> graph.apply(
                                2,
                                "TopK",
                                List.of(numbers, export.sizes().vector(List.of(length))),
                                Attribute.of("axis", -1),
                                Attribute.of("largest", sort.descending() ? 1 : 0))
                        .get(1));
    }

    // ---- products and indexing

    private String matMul(Node node) {
        List<Node> operands = new ArrayList<>();
        for (Node operand : node.inputs()) operands.add(unstretchedMatrices(operand));
        Shape lead = Shape.broadcast(
                operands.get(0).shape().slice(0, -2), operands.get(1).shape().slice(0, -2));
        List<Node> taken = lead.equals(node.shape().slice(0, -2)) ? operands : node.inputs();
        return graph.apply("MatMul", value(taken.get(0)), value(taken.get(1)));
    }

    private static Node unstretchedMatrices(Node node) {
        Node inner = peeled(node);
        int rank = inner.shape().rank();
        boolean matrices = rank >= 2
                && inner.shape()
                        .from(rank - 2)
                        .equals(node.shape().from(node.shape().rank() - 2));
        return matrices ? inner : node;
    }

    private String scatterAdd(Node node) {
        String indices = graph.apply("Unsqueeze", value(node.input(0)), graph.longs(-1));
        return sized(node, node.shape(), sizes -> {
            String zeros = graph.apply("Expand", graph.scalar(0, node.dtype()), sizes);
            return graph.apply(
                    "ScatterND", List.of(zeros, indices, value(node.input(1))), Attribute.of("reduction", "add"));
        });
    }
}
