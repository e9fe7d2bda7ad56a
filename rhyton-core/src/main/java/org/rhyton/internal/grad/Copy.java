package org.rhyton.internal.grad;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** Copies a graph with some of its leaves replaced. */
public final class Copy {
    private Copy() {}

    /** The given nodes, computed from the replacements instead of the nodes that these replace. */
    public static List<Node> of(List<Node> roots, Map<Node, Node> replacements) {
        Map<Node, Node> copies = new HashMap<>(replacements);
        Set<Node> seen = new LinkedHashSet<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!replacements.containsKey(node) && seen.add(node)) open.addAll(node.inputs());
        }
        List<Node> order = new ArrayList<>(seen);
        order.sort(Comparator.comparingLong(Node::number));
        for (Node node : order) {
            List<Node> inputs = node.inputs().stream()
                    .map(input -> copies.getOrDefault(input, input))
                    .toList();
            copies.put(node, inputs.equals(node.inputs()) ? node : Node.of(op(node, replacements), inputs));
        }
        return roots.stream().map(root -> copies.getOrDefault(root, root)).toList();
    }

    /** A rule for gradients speaks of nodes that it knows from outside: of what it makes of them, too, a copy is taken. */
    private static Op op(Node node, Map<Node, Node> replacements) {
        if (!(node.op() instanceof Op.CustomGradient custom)) return node.op();
        return new Op.CustomGradient(gradient -> {
            List<@Nullable Node> copies = new ArrayList<>();
            for (Node result : custom.rule().apply(gradient)) {
                copies.add(
                        result == null
                                ? null
                                : of(List.of(result), replacements).getFirst());
            }
            return copies;
        });
    }
}
