package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Evaluator;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.graph.Type;
import org.rhyton.internal.kernel.Binary;

/** Loops and branches, whose bodies are graphs within the graph: they see what is around them. */
final class Loops {
    private final Translator around;
    private final Graph graph;

    Loops(Translator around) {
        this.around = around;
        this.graph = around.graph();
    }

    /** A scan is ONNX's {@code Scan}: states, then sequences; what every step sees is taken from around. */
    List<String> scan(Node node, Op.Scan scan) {
        Body body = scan.body();
        int moving = scan.carries() + scan.sequences();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < moving; i++) operands.add(around.value(node.input(i)));
        List<String> outside = new ArrayList<>();
        for (int i = moving; i < node.inputs().size(); i++) outside.add(around.value(node.input(i)));
        // ONNX counts steps by a sequence; a scan without one gets the numbers of its steps.
        boolean counted = scan.sequences() == 0;
        if (counted) operands.add(steps(node, scan.length()));
        Graph inner = graph.body("scan");
        Translator translator = new Translator(around.export(), inner, around);
        for (int i = 0; i < moving; i++) {
            Node parameter = body.parameters().get(i);
            translator.name(parameter, inner.input(i < scan.carries() ? "state" : "slice", parameter.type()));
        }
        if (counted) inner.input("step", new Type(Shape.SCALAR, DType.INT64));
        for (int i = 0; i < outside.size(); i++)
            translator.name(body.parameters().get(moving + i), outside.get(i));
        results(translator, body);
        int stacks = body.results().size() - scan.carries();
        long[] directions = new long[counted ? 1 : scan.sequences()];
        long[] ways = new long[stacks];
        if (scan.reverse()) {
            java.util.Arrays.fill(directions, 1);
            java.util.Arrays.fill(ways, 1);
        }
        List<Attribute> attributes = new ArrayList<>(List.of(
                Attribute.of("body", inner),
                Attribute.of("num_scan_inputs", directions.length),
                Attribute.of("scan_input_directions", directions)));
        if (stacks > 0) attributes.add(Attribute.of("scan_output_directions", ways));
        return graph.apply(body.results().size(), "Scan", operands, attributes.toArray(Attribute[]::new));
    }

    private String steps(Node node, Dim length) {
        return around.known(
                node,
                List.of(length),
                () -> graph.apply(
                        "Range",
                        graph.scalar(0, DType.INT64),
                        around.export().sizes().scalar(length),
                        graph.scalar(1, DType.INT64)));
    }

    private static void results(Translator translator, Body body) {
        for (Node result : body.results()) {
            translator.graph().output(translator.value(result), "result", result.type());
        }
    }

    /** A branch is ONNX's {@code If}. */
    List<String> cond(Node node, Op.Cond cond) {
        String condition = around.value(node.input(0));
        List<String> operands =
                node.inputs().stream().skip(1).map(around::value).toList();
        Attribute then = Attribute.of("then_branch", branch(cond.then(), operands));
        Attribute otherwise = Attribute.of("else_branch", branch(cond.otherwise(), operands));
        return graph.apply(cond.then().results().size(), "If", List.of(condition), then, otherwise);
    }

    private Graph branch(Body body, List<String> operands) {
        Graph inner = graph.body("branch");
        Translator translator = new Translator(around.export(), inner, around);
        for (int i = 0; i < operands.size(); i++)
            translator.name(body.parameters().get(i), operands.get(i));
        results(translator, body);
        return inner;
    }

    /** Running products, maxima and minima, of which ONNX has only sums, as a scan over slices of the axis. */
    String cumulate(Node node, Op.Cumulate cumulate) {
        Binary combine = switch (cumulate.reduction()) {
            case SUM -> Binary.ADD;
            case PROD -> Binary.MUL;
            case MAX -> Binary.MAX;
            case MIN -> Binary.MIN;
        };
        double start = switch (cumulate.reduction()) {
            case SUM -> 0;
            case PROD -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
        };
        return around.value(Evaluator.with(Evaluator.SYMBOLIC, () -> {
            Node x = node.input(0);
            List<Integer> order = swapped(x.shape().rank(), cumulate.axis());
            Node sequence = Build.transpose(x, order);
            Shape slice = sequence.shape().from(1);
            Node state = Node.of(new Op.Input("state", new Type(slice, x.dtype())));
            Node next = Node.of(new Op.Input("slice", new Type(slice, x.dtype())));
            Node combined = Build.map(combine, state, next);
            Body body = new Body(List.of(state, next), List.of(combined, cumulate.exclusive() ? state : combined));
            Op.Scan scan = new Op.Scan(body, 1, 1, sequence.shape().dim(0), cumulate.reverse());
            Node loop = Node.of(scan, Build.full(slice, start, x.dtype()), sequence);
            return Build.transpose(Build.pick(loop, 1), order);
        }));
    }

    private static List<Integer> swapped(int rank, int axis) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) order.add(i);
        Collections.swap(order, 0, axis);
        return order;
    }
}
