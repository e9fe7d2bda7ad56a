package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * The loops of a graph: those that are the same but for what they stack (as differentiation makes them) become one, and of
 * each all that can be done outside is taken out, see {@link LoopSplitter}.
 */
final class Loops {
    /** What twins have in common. */
    private record Key(List<Node> inputs, List<Node> parameters, List<Node> states, Dim length, boolean reverse) {
        static Key of(Node node, Op.Scan scan) {
            return new Key(
                    node.inputs(),
                    scan.body().parameters(),
                    scan.body().results().subList(0, scan.carries()),
                    scan.length(),
                    scan.reverse());
        }
    }

    /** A loop and its twins, with the results of all of them. */
    private static final class Twins {
        final Op.Scan scan;
        final List<Node> results;
        final Set<Integer> wanted = new HashSet<>();
        List<@Nullable Node> built = List.of();

        Twins(Op.Scan scan) {
            this.scan = scan;
            this.results = new ArrayList<>(scan.body().results().subList(0, scan.carries()));
        }

        /** The place of a result of one of the twins among those of all. */
        int place(Op.Scan twin, int index) {
            if (index < scan.carries()) return index;
            Node stack = twin.body().results().get(index);
            int known = results.subList(scan.carries(), results.size()).indexOf(stack);
            if (known >= 0) return scan.carries() + known;
            results.add(stack);
            return results.size() - 1;
        }
    }

    private final Map<Key, Twins> twins = new HashMap<>();
    private final Map<Node, Node> copies = new HashMap<>();

    private Loops() {}

    /** The roots of a graph in which loops hold only what must be in them. */
    static List<Node> split(List<Node> roots) {
        List<Node> order = Simplifier.order(roots);
        Loops loops = new Loops();
        order.forEach(loops::find);
        order.forEach(loops::copy);
        return roots.stream().map(loops::of).toList();
    }

    private void find(Node node) {
        if (node.op() instanceof Op.Scan scan && node.types().size() == 1) want(node, scan, 0);
        if (node.op() instanceof Op.Pick pick && node.input(0).op() instanceof Op.Scan scan) {
            want(node.input(0), scan, pick.index());
        }
    }

    private void want(Node node, Op.Scan scan, int index) {
        Twins all = twins.computeIfAbsent(Key.of(node, scan), key -> new Twins(scan));
        all.wanted.add(all.place(scan, index));
    }

    private void copy(Node node) {
        if (Simplifier.isKnown(node)) return;
        if (node.op() instanceof Op.Scan scan) {
            Twins all = twinsOf(node, scan);
            if (all.built.isEmpty()) build(all, node);
            if (node.types().size() == 1) copies.put(node, result(all, scan, 0));
        } else if (node.op() instanceof Op.Pick pick && node.input(0).op() instanceof Op.Scan scan) {
            copies.put(node, result(twinsOf(node.input(0), scan), scan, pick.index()));
        } else {
            List<Node> inputs = node.inputs().stream().map(this::of).toList();
            if (!inputs.equals(node.inputs())) copies.put(node, Node.of(node.op(), inputs));
        }
    }

    private Node of(Node node) {
        return copies.getOrDefault(node, node);
    }

    private Twins twinsOf(Node node, Op.Scan scan) {
        return twins.computeIfAbsent(Key.of(node, scan), key -> new Twins(scan));
    }

    private void build(Twins all, Node node) {
        List<Node> operands = node.inputs().stream().map(this::of).toList();
        List<Node> results = Simplifier.simplify(all.results);
        all.built = LoopSplitter.split(all.scan, operands, results, all.wanted);
    }

    private static Node result(Twins all, Op.Scan scan, int index) {
        Node result = all.built.get(all.place(scan, index));
        if (result == null) throw new IllegalStateException("result " + index + " of a loop was not wanted");
        return result;
    }
}
