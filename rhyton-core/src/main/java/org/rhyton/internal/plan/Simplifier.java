package org.rhyton.internal.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
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
        return new Simplifier().rewrite(longestLoops(roots));
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

    /**
     * A scan and its twin that stacks more (made by differentiation) become the longer one: results of the shorter are
     * taken from there.
     */
    private static List<Node> longestLoops(List<Node> roots) {
        Map<List<Node>, Node> longest = new HashMap<>();
        List<Node> order = order(roots);
        for (Node node : order) {
            if (node.op() instanceof Op.Scan) longest.merge(node.inputs(), node, (a, b) -> extended(a, b) ? b : a);
        }
        Map<Node, Node> replaced = new HashMap<>();
        for (Node node : order) {
            if (!(node.op() instanceof Op.Scan)) continue;
            Node candidate = longest.get(node.inputs());
            if (candidate != null && candidate != node && extended(node, candidate)) replaced.put(node, candidate);
        }
        return replaced.isEmpty() ? roots : replace(order, roots, node -> replaced.getOrDefault(node, node));
    }

    private static boolean extended(Node shorter, Node longer) {
        if (!(shorter.op() instanceof Op.Scan a) || !(longer.op() instanceof Op.Scan b)) return false;
        Body first = a.body();
        Body second = b.body();
        return a.carries() == b.carries()
                && a.reverse() == b.reverse()
                && first.parameters().equals(second.parameters())
                && first.results().size() <= second.results().size()
                && first.results()
                        .equals(second.results().subList(0, first.results().size()));
    }

    private static List<Node> replace(List<Node> order, List<Node> roots, Function<Node, Node> replacement) {
        Map<Node, Node> copies = new HashMap<>();
        for (Node node : sortedByReplacement(order, replacement)) {
            Node target = replacement.apply(node);
            if (target != node) {
                Node copy = copies.getOrDefault(target, target);
                // Who reads the only result of a loop reads the loop itself; of a longer one it reads the first result.
                copies.put(node, node.types().size() == 1 ? Build.pick(copy, 0) : copy);
                continue;
            }
            List<Node> inputs = node.inputs().stream()
                    .map(input -> copies.getOrDefault(input, input))
                    .toList();
            copies.put(node, isKnown(node) || inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs));
        }
        return roots.stream().map(root -> copies.getOrDefault(root, root)).toList();
    }

    /** Operands first, a replaced node directly after what replaces it. */
    private static List<Node> sortedByReplacement(List<Node> order, Function<Node, Node> replacement) {
        List<Node> sorted = new ArrayList<>();
        Set<Node> done = new HashSet<>();
        for (Node node : order) visit(node, replacement, done, sorted);
        return sorted;
    }

    private static void visit(Node root, Function<Node, Node> replacement, Set<Node> done, List<Node> sorted) {
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.peek();
            Node target = replacement.apply(node);
            List<Node> before = target != node ? List.of(target) : isKnown(node) ? List.of() : node.inputs();
            List<Node> missing = done.contains(node)
                    ? List.of()
                    : before.stream().filter(needed -> !done.contains(needed)).toList();
            missing.forEach(open::push);
            if (missing.isEmpty()) {
                open.pop();
                if (done.add(node)) sorted.add(node);
            }
        }
    }
}
