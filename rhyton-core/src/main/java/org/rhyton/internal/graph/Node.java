package org.rhyton.internal.graph;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * One application of an {@link Op} to other nodes: a value of a program. Identity, not content, tells nodes apart; a
 * node's number grows with its creation, so that operands always have smaller numbers.
 *
 * <p>Outside of tracing, a node whose operands all have values gets its own value at once ({@link Evaluator}): that is
 * eager execution, and it keeps the graph, so that derivatives work the same.
 */
public final class Node {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Op op;
    private final List<Node> inputs;
    private final List<Type> types;
    private final @Nullable List<NDArray> values;

    private Node(Op op, List<Node> inputs, List<Type> types, @Nullable List<NDArray> values) {
        this.op = op;
        this.inputs = inputs;
        this.types = types;
        this.values = values;
    }

    /**
     * A node; its types follow from the op and the operands.
     *
     * @throws org.rhyton.array.ShapeException when the operands' shapes do not fit the op
     * @throws org.rhyton.array.DTypeException when their element types do not
     */
    public static Node of(Op op, List<Node> inputs) {
        List<Type> types = types(op, inputs);
        return new Node(op, List.copyOf(inputs), types, Evaluator.current().evaluate(op, inputs, types));
    }

    public static Node of(Op op, Node... inputs) {
        return of(op, List.of(inputs));
    }

    /** A constant; it has a value whatever the mode. */
    public static Node constant(NDArray value) {
        return new Node(
                new Op.Constant(value), List.of(), List.of(new Type(value.shape(), value.dtype())), List.of(value));
    }

    /** A node whose value is already known, such as a variable read outside of a trace. */
    public static Node evaluated(Op op, List<Node> inputs, NDArray value) {
        return new Node(op, List.copyOf(inputs), types(op, inputs), List.of(value));
    }

    private static List<Type> types(Op op, List<Node> inputs) {
        if (op instanceof Op.Pick pick) return List.of(inputs.getFirst().types().get(pick.index()));
        return Inference.types(op, inputs.stream().map(Node::type).toList());
    }

    /** Grows with creation. */
    public long number() {
        return number;
    }

    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int index) {
        return inputs.get(index);
    }

    /** The types of all results; more than one for loops and branches only. */
    public List<Type> types() {
        return types;
    }

    public Type type() {
        return types.getFirst();
    }

    public Shape shape() {
        return type().shape();
    }

    public DType dtype() {
        return type().dtype();
    }

    public boolean hasValue() {
        return values != null;
    }

    /** The value, when there is one already. */
    public @Nullable NDArray value() {
        return values == null ? null : values.getFirst();
    }

    /** All values, when there are any already. */
    public @Nullable List<NDArray> values() {
        return values;
    }

    @Override
    public String toString() {
        return "%" + number + " = " + op.getClass().getSimpleName()
                + inputs.stream().map(n -> "%" + n.number).toList() + " : " + types;
    }
}
