package org.rhyton.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Type;

/**
 * A {@code GraphProto} that grows operator by operator. A value is known by its name. The body of a loop or branch is a
 * graph of its own, which sees the values of the graph around it; constants all lie in the outermost one.
 */
final class Graph {
    private static final int NODE = 1;
    private static final int GRAPH_NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    private static final int NODE_INPUT = 1;
    private static final int NODE_OUTPUT = 2;
    private static final int NODE_NAME = 3;
    private static final int NODE_OPERATOR = 4;
    private static final int NODE_ATTRIBUTE = 5;

    private final @Nullable Graph outer;
    private final Names names;
    private final Symbols symbols;
    private final Proto proto = new Proto();
    private final Map<Object, String> constants = new HashMap<>();

    /** What the names of values begin with: the layer that is being translated. */
    private String prefix = "";

    /** An outermost graph. */
    Graph(String name) {
        this(name, null, new Names(), new Symbols());
    }

    private Graph(String name, @Nullable Graph outer, Names names, Symbols symbols) {
        this.outer = outer;
        this.names = names;
        this.symbols = symbols;
        proto.text(GRAPH_NAME, name);
    }

    /** The graph of a body within this one. */
    Graph body(String name) {
        Graph body = new Graph(names.unique(name), this, names, symbols);
        body.prefix = prefix;
        return body;
    }

    Graph root() {
        return outer == null ? this : outer.root();
    }

    Proto proto() {
        return proto;
    }

    void within(String newPrefix) {
        this.prefix = newPrefix;
    }

    // ---- values

    /** Declares an input, under the wanted name if that is free. */
    String input(String wanted, Type type) {
        String name = names.unique(wanted);
        proto.message(INPUT, Tensors.value(name, type, symbols::rename));
        return name;
    }

    /** Declares an output, under the wanted name if that is free. */
    String output(String value, String wanted, Type type) {
        String name = names.unique(wanted);
        add("Identity", List.of(value), List.of(name));
        proto.message(OUTPUT, Tensors.value(name, type, symbols::rename));
        return name;
    }

    /** An array that is part of the model, under the wanted name if that is free. */
    String initializer(String wanted, NDArray array) {
        String name = names.unique(wanted);
        root().proto.message(INITIALIZER, Tensors.tensor(name, array));
        return name;
    }

    /** A constant without a name of its own; equal ones are one. */
    String constant(NDArray array) {
        if (array.size() > 64) return initializer("constant", array);
        return root().constants
                .computeIfAbsent(List.of(array.dtype(), array.shape(), array), _ -> initializer("constant", array));
    }

    String scalar(double value, DType dtype) {
        return constant(NDArray.full(Shape.SCALAR, value, dtype));
    }

    /** A list of whole numbers. */
    String longs(long... values) {
        return constant(NDArray.of(values));
    }

    // ---- operators

    /** Applies an operator of one result. */
    String apply(String operator, List<String> inputs, Attribute... attributes) {
        return apply(1, operator, inputs, attributes).getFirst();
    }

    String apply(String operator, String... inputs) {
        return apply(operator, List.of(inputs));
    }

    /** Applies an operator of several results. */
    List<String> apply(int results, String operator, List<String> inputs, Attribute... attributes) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < results; i++) outputs.add(names.unique(prefix + operator));
        add(operator, inputs, outputs, attributes);
        return outputs;
    }

    private void add(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
        Proto node = new Proto();
        inputs.forEach(input -> node.text(NODE_INPUT, input));
        outputs.forEach(output -> node.text(NODE_OUTPUT, output));
        node.text(NODE_NAME, outputs.getFirst()).text(NODE_OPERATOR, operator);
        for (Attribute attribute : attributes) node.message(NODE_ATTRIBUTE, attribute.proto());
        proto.message(NODE, node);
    }

    String cast(String value, DType dtype) {
        return apply("Cast", List.of(value), Attribute.of("to", Tensors.dataType(dtype)));
    }

    String where(String condition, String a, String b) {
        return apply("Where", condition, a, b);
    }

    /** Like a shape of its own whose sizes are computed. */
    String reshape(String value, String sizes) {
        return apply("Reshape", value, sizes);
    }

    String transpose(String value, List<Integer> order) {
        return apply(
                "Transpose",
                List.of(value),
                Attribute.of(
                        "perm", order.stream().mapToLong(Integer::longValue).toArray()));
    }
}
