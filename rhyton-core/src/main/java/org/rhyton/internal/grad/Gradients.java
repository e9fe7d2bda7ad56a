package org.rhyton.internal.grad;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** Reverse-mode differentiation of a graph. */
public final class Gradients {
    private Gradients() {}

    /**
     * The derivatives of a scalar by some nodes.
     *
     * @return for each node its gradient, of the node's shape; null where the scalar does not depend on the node
     * @throws ShapeException when {@code y} is not a scalar
     * @throws DTypeException when it is not floating-point
     */
    public static List<@Nullable Node> of(Node y, List<Node> xs) {
        if (!y.shape().equals(Shape.SCALAR)) {
            throw new ShapeException("a gradient is taken of a scalar, such as a mean of losses; got shape " + y.shape()
                    + ": reduce it with sum or mean first");
        }
        if (!y.dtype().isFloating()) {
            throw new DTypeException("a gradient is taken of a floating-point number, got "
                    + y.dtype().keras() + ": cast what it is computed from to float32");
        }
        return of(List.of(y), List.of(Build.onesLike(y)), xs);
    }

    /** The sum over outputs of the derivatives, each output's weighted by the seed of its shape. */
    public static List<@Nullable Node> of(List<Node> ys, List<Node> seeds, List<Node> xs) {
        Set<Node> relevant = between(ys, xs);
        IdentityHashMap<Node, Pending> pending = new IdentityHashMap<>();
        PriorityQueue<Node> open =
                new PriorityQueue<>(Comparator.comparingLong(Node::number).reversed());
        for (int i = 0; i < ys.size(); i++) arrive(ys.get(i), seeds.get(i), relevant, pending, open);
        Set<Node> wanted = new HashSet<>(xs);
        Map<Node, Node> found = new HashMap<>();
        while (!open.isEmpty()) {
            Node node = open.remove();
            Pending arrived = pending.remove(node);
            if (arrived == null) throw new IllegalStateException("no gradient waits for " + node);
            List<@Nullable Node> sums = arrived.sums();
            Node first = sums.getFirst();
            if (wanted.contains(node) && first != null) found.put(node, first);
            List<@Nullable Node> toInputs = Rules.apply(node, sums, relevant::contains);
            for (int i = 0; i < toInputs.size(); i++) {
                Node gradient = toInputs.get(i);
                if (gradient != null) arrive(node.input(i), gradient, relevant, pending, open);
            }
        }
        List<@Nullable Node> gradients = new ArrayList<>();
        for (Node x : xs) gradients.add(found.get(x));
        return gradients;
    }

    /** What has arrived at a node so far, result by result. */
    private static final class Pending {
        private final List<List<Node>> gradients = new ArrayList<>();

        Pending(int results) {
            for (int i = 0; i < results; i++) gradients.add(new ArrayList<>());
        }

        void add(int result, Node gradient) {
            gradients.get(result).add(gradient);
        }

        /** The gradient of each result; null where nothing has arrived. */
        List<@Nullable Node> sums() {
            List<@Nullable Node> sums = new ArrayList<>();
            for (List<Node> parts : gradients) sums.add(parts.isEmpty() ? null : Sums.of(parts));
            return sums;
        }
    }

    private static void arrive(
            Node node,
            Node gradient,
            Set<Node> relevant,
            IdentityHashMap<Node, Pending> pending,
            PriorityQueue<Node> open) {
        if (!relevant.contains(node)) return;
        boolean pick = node.op() instanceof Op.Pick;
        Node target = pick ? node.input(0) : node;
        int result = pick ? ((Op.Pick) node.op()).index() : 0;
        Pending arrived = pending.get(target);
        if (arrived == null) {
            arrived = new Pending(target.types().size());
            pending.put(target, arrived);
            open.add(target);
        }
        arrived.add(result, gradient);
    }

    /** The nodes on paths from the given inputs to the outputs: only these need gradients. */
    private static Set<Node> between(List<Node> ys, List<Node> xs) {
        List<Node> order = new ArrayList<>(reachable(ys));
        order.sort(Comparator.comparingLong(Node::number));
        Set<Node> dependent = new HashSet<>(xs);
        for (Node node : order) {
            if (node.dtype().isFloating() || node.types().size() > 1) {
                for (Node input : node.inputs()) if (dependent.contains(input)) dependent.add(node);
            }
        }
        return dependent;
    }

    private static Set<Node> reachable(List<Node> roots) {
        Set<Node> seen = new HashSet<>(roots);
        Deque<Node> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            for (Node input : open.pop().inputs()) if (seen.add(input)) open.push(input);
        }
        return seen;
    }
}
