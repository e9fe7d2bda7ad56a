package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** Rewrites a graph so that nothing is computed twice and nothing stands in between that does nothing. */
final class Simplifier {
    /** What makes two nodes compute the same. */
    private record Key(Op op, List<Node> inputs) {}

    private final Map<Node, Node> rewritten = new HashMap<>();
    private final Map<Key, Node> known = new HashMap<>();

    /** The roots of the simplified graph, in the order of the given ones. */
    static List<Node> simplify(List<Node> roots) {
        List<Node> simple = new Simplifier().rewrite(roots);
        boolean loops = order(simple).stream().anyMatch(node -> node.op() instanceof Op.Scan);
        return Slices.first(loops ? new Simplifier().rewrite(Loops.split(simple)) : simple);
    }

    /** All nodes that the roots depend on, operands first. */
    static List<Node> order(List<Node> roots) {
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (seen.add(node) && !isKnown(node)) open.addAll(node.inputs());
        }
        List<Node> order = new ArrayList<>(seen);
        order.sort(Comparator.comparingLong(Node::number));
        return order;
    }

    /** Whether a node's numbers are known before the program runs; variables are read anew by each run. */
    static boolean isKnown(Node node) {
        return node.hasValue() && !(node.op() instanceof Op.Read);
    }

    private List<Node> rewrite(List<Node> roots) {
        for (Node node : order(roots)) rewritten.put(node, isKnown(node) ? once(constant(node)) : rewrite(node));
        return roots.stream().map(this::of).toList();
    }

    private Node of(Node node) {
        Node result = rewritten.get(node);
        if (result == null) throw new IllegalStateException("operand not rewritten: " + node);
        return result;
    }

    /** Equal single numbers are one, so that what is computed from them is seen to be equal. */
    private Node once(Node constant) {
        boolean number =
                constant.op() instanceof Op.Constant && constant.shape().rank() == 0;
        return number ? known.computeIfAbsent(new Key(constant.op(), List.of()), key -> constant) : constant;
    }

    private static Node constant(Node node) {
        if (node.op() instanceof Op.Constant || node.types().size() > 1) return node;
        org.rhyton.array.NDArray value = node.value();
        if (value == null) throw new IllegalStateException("no value: " + node);
        return Node.constant(value);
    }

    private Node rewrite(Node node) {
        if (node.op() instanceof Op.StopGradient || node.op() instanceof Op.CustomGradient) return of(node.input(0));
        if (node.op() instanceof Op.Input || node.op() instanceof Op.Constant) return node;
        List<Node> inputs = node.inputs().stream().map(this::of).toList();
        return known.computeIfAbsent(
                new Key(node.op(), inputs), key -> inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs));
    }
}
