package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Parts of what is computed element by element: where nothing but disjoint slices of a result is read, as the gates of a
 * recurrent cell are, it is computed from slices of the operands. So it joins the pass over memory of what reads it.
 */
final class Slices {
    private final Map<Node, List<Node>> consumers;
    private final Set<Node> roots;

    /** The slices that are read of nodes of which nothing else is. */
    private final Map<Node, Set<Op.Slice>> parts = new HashMap<>();

    private final Map<Node, Node> copies = new HashMap<>();
    private final Map<List<Object>, Node> sliced = new HashMap<>();

    private Slices(List<Node> order, List<Node> roots) {
        this.consumers = Fusion.consumers(order);
        this.roots = new HashSet<>(roots);
    }

    /** The roots of a graph in which slices are taken before elementwise functions, where that computes nothing twice. */
    static List<Node> first(List<Node> roots) {
        List<Node> order = Simplifier.order(roots);
        Slices slices = new Slices(order, roots);
        order.reversed().forEach(slices::find);
        if (slices.parts.isEmpty()) return roots;
        order.forEach(slices::copy);
        return roots.stream().map(slices::of).toList();
    }

    private void find(Node node) {
        boolean elementwise = switch (node.op()) {
            case Op.Map1 map -> true;
            case Op.Map2 map -> true;
            case Op.Select select -> true;
            case Op.Cast cast -> true;
            default -> false;
        };
        if (!elementwise || Simplifier.isKnown(node) || roots.contains(node)) return;
        Set<Op.Slice> found = new LinkedHashSet<>();
        for (Node user : consumers.getOrDefault(node, List.of())) {
            if (user.op() instanceof Op.Slice slice) found.add(slice);
            else if (parts.containsKey(user)) found.addAll(parts.getOrDefault(user, Set.of()));
            else return;
        }
        if (areDisjoint(node, List.copyOf(found))) parts.put(node, found);
    }

    /** Whether slices take everything but along one axis, and of that axis different parts. */
    private static boolean areDisjoint(Node node, List<Op.Slice> slices) {
        if (slices.isEmpty()) return false;
        Integer axis = null;
        for (Op.Slice slice : slices) {
            Integer own = axisOf(node, slice);
            if (own == null || (axis != null && !axis.equals(own))) return false;
            axis = own;
        }
        if (axis == null) return false;
        int along = axis;
        List<Op.Slice> sorted = new ArrayList<>(slices);
        sorted.sort(Comparator.comparingInt(slice -> slice.start().get(along).value()));
        int end = 0;
        for (Op.Slice slice : sorted) {
            int start = slice.start().get(along).value();
            if (start < end) return false;
            end = start + slice.size().get(along).value();
        }
        return true;
    }

    /** The one axis of which a slice takes a known part, element after element; null for any other slice. */
    private static @Nullable Integer axisOf(Node node, Op.Slice slice) {
        Integer found = null;
        for (int axis = 0; axis < node.shape().rank(); axis++) {
            boolean whole = slice.start().get(axis).is(0)
                    && slice.size().get(axis).equals(node.shape().dim(axis));
            if (slice.step().get(axis) != 1 || (!whole && found != null)) return null;
            if (whole) continue;
            if (!slice.start().get(axis).isKnown() || !slice.size().get(axis).isKnown()) return null;
            found = axis;
        }
        return found;
    }

    private void copy(Node node) {
        if (Simplifier.isKnown(node) || parts.containsKey(node)) return;
        if (node.op() instanceof Op.Slice slice && parts.containsKey(node.input(0))) {
            copies.put(node, part(node.input(0), slice));
            return;
        }
        List<Node> inputs = node.inputs().stream().map(this::of).toList();
        if (!inputs.equals(node.inputs())) copies.put(node, Node.of(node.op(), inputs));
    }

    private Node of(Node node) {
        return copies.getOrDefault(node, node);
    }

    private Node part(Node node, Op.Slice slice) {
        Node known = sliced.get(List.of(node, slice));
        if (known != null) return known;
        Node made = makePart(node, slice);
        sliced.put(List.of(node, slice), made);
        return made;
    }

    private Node makePart(Node node, Op.Slice slice) {
        if (parts.containsKey(node)) {
            return Node.of(
                    node.op(),
                    node.inputs().stream().map(input -> part(input, slice)).toList());
        }
        Node part = Node.of(slice, of(node));
        Double number = Build.uniform(node);
        return number == null ? part : Build.full(part.shape(), number, part.dtype());
    }
}
