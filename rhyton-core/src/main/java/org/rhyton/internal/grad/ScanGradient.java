package org.rhyton.internal.grad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * The derivative of a scan: a scan in the opposite direction. Its states are the gradients of the forward states, and the
 * sums of those of what every step sees. What it needs to know of the forward steps it does not compute again: the forward
 * scan stacks it as further results. The planner runs a scan and its longer twins as one.
 */
final class ScanGradient {
    private final Node node;
    private final Op.Scan scan;
    private final Body body;
    private final List<@Nullable Node> arrived;

    /** Indices of those operands that have gradients, by kind. */
    private final List<Integer> carries;

    private final List<Integer> sequences;
    private final List<Integer> shared;

    /** Indices of the stacks whose gradients have arrived. */
    private final List<Integer> stacks;

    /** What stands for a forward value in the backward body; filled as the body turns out to need it. */
    private final Map<Node, Node> replacements = new HashMap<>();

    private final List<Node> slices = new ArrayList<>();
    private final List<Node> sequencesOperands = new ArrayList<>();
    private final List<Node> constants = new ArrayList<>();
    private final List<Node> sharedOperands = new ArrayList<>();

    /** What the forward scan stacks beside its results, and what stands for each in the backward body. */
    private final Map<Node, Node> recorded = new LinkedHashMap<>();

    private ScanGradient(Node node, Op.Scan scan, List<@Nullable Node> arrived) {
        this.node = node;
        this.scan = scan;
        this.body = scan.body();
        this.arrived = arrived;
        int slice = scan.carries();
        int common = slice + scan.sequences();
        this.carries = floating(0, slice);
        this.sequences = floating(slice, common);
        this.shared = floating(common, node.inputs().size());
        this.stacks = IntStream.range(slice, arrived.size())
                .filter(i -> arrived.get(i) != null)
                .boxed()
                .toList();
    }

    /** The gradients of a scan's operands, from those of its results. */
    static List<@Nullable Node> of(Node node, Op.Scan scan, List<@Nullable Node> arrived) {
        return new ScanGradient(node, scan, arrived).toOperands();
    }

    private List<Integer> floating(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> node.input(i).dtype().isFloating())
                .boxed()
                .toList();
    }

    private List<@Nullable Node> toOperands() {
        List<Node> states = new ArrayList<>();
        List<Node> start = new ArrayList<>();
        for (int i : carries) {
            Node gradient = arrived.get(i);
            states.add(parameter("gradient", node.input(i)));
            start.add(gradient == null ? Build.zerosLike(node.input(i)) : gradient);
        }
        for (int i : shared) {
            states.add(parameter("sum", node.input(i)));
            start.add(Build.zerosLike(node.input(i)));
        }
        List<Node> results = backwardBody(states);
        findNeeds(results);
        return run(states, start, Copy.of(results, replacements));
    }

    /** The new states and the gradients of the slices, written in nodes of the forward body. */
    private List<Node> backwardBody(List<Node> states) {
        List<Node> outputs = new ArrayList<>();
        List<Node> seeds = new ArrayList<>();
        for (int i = 0; i < carries.size(); i++) {
            outputs.add(body.results().get(carries.get(i)));
            seeds.add(states.get(i));
        }
        for (int i : stacks) {
            Node seed = parameter("gradient", body.results().get(i));
            outputs.add(body.results().get(i));
            seeds.add(seed);
            slices.add(seed);
            Node gradient = arrived.get(i);
            if (gradient != null) sequencesOperands.add(gradient);
        }
        List<Integer> sources = new ArrayList<>(carries);
        sources.addAll(shared);
        sources.addAll(sequences);
        List<Node> parameters =
                sources.stream().map(i -> body.parameters().get(i)).toList();
        List<@Nullable Node> gradients = Gradients.of(outputs, seeds, parameters);
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Node gradient = gradients.get(i);
            boolean isSum = i >= carries.size() && i < states.size();
            if (isSum) results.add(gradient == null ? states.get(i) : Build.add(states.get(i), gradient));
            else results.add(gradient == null ? Build.zerosLike(parameters.get(i)) : gradient);
        }
        return results;
    }

    // ---- what the backward body needs of the forward one

    private void findNeeds(List<Node> results) {
        Set<Node> forward = new HashSet<>();
        Map<Node, Boolean> varying = new HashMap<>();
        reach(body.results(), forward);
        forward.addAll(body.parameters());
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(results);
        while (!open.isEmpty()) {
            Node needed = open.removeLast();
            if (!seen.add(needed)) continue;
            if (!forward.contains(needed) || isRepeated(needed, varying)) open.addAll(needed.inputs());
            else if (body.parameters().contains(needed)) replaceParameter(needed);
            else record(needed);
        }
    }

    private static void reach(List<Node> roots, Set<Node> reached) {
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node next = open.removeLast();
            if (reached.add(next)) open.addAll(next.inputs());
        }
    }

    /** What is rather computed anew than stacked: what only arranges other values, and what is the same at every step. */
    private boolean isRepeated(Node forward, Map<Node, Boolean> varying) {
        boolean arranges = forward.op() instanceof Op.Broadcast
                || forward.op() instanceof Op.Reshape
                || forward.op() instanceof Op.Transpose;
        return arranges || (!body.parameters().contains(forward) && !varies(forward, varying));
    }

    private boolean varies(Node forward, Map<Node, Boolean> known) {
        Boolean before = known.get(forward);
        if (before != null) return before;
        int index = body.parameters().indexOf(forward);
        boolean varies = index >= 0
                ? index < scan.carries() + scan.sequences()
                : forward.inputs().stream().anyMatch(input -> varies(input, known));
        known.put(forward, varies);
        return varies;
    }

    private void replaceParameter(Node parameter) {
        int index = body.parameters().indexOf(parameter);
        if (index < scan.carries()) {
            record(parameter);
            return;
        }
        boolean slice = index < scan.carries() + scan.sequences();
        Node replacement = parameter(slice ? "slice" : "shared", parameter);
        replacements.put(parameter, replacement);
        (slice ? slices : constants).add(replacement);
        (slice ? sequencesOperands : sharedOperands).add(node.input(index));
    }

    private void record(Node forward) {
        Node replacement = parameter("recorded", forward);
        replacements.put(forward, replacement);
        recorded.put(forward, replacement);
    }

    // ---- running it

    private List<@Nullable Node> run(List<Node> states, List<Node> start, List<Node> results) {
        List<Node> parameters = new ArrayList<>(states);
        List<Node> operands = new ArrayList<>(start);
        parameters.addAll(slices);
        operands.addAll(sequencesOperands);
        parameters.addAll(recorded.values());
        operands.addAll(recordings());
        int sliced = parameters.size() - states.size();
        parameters.addAll(constants);
        operands.addAll(sharedOperands);
        Op.Scan backward =
                new Op.Scan(new Body(parameters, results), states.size(), sliced, scan.length(), !scan.reverse());
        Node reverse = Node.of(backward, operands);
        List<@Nullable Node> gradients = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) gradients.add(null);
        int result = 0;
        for (List<Integer> kind : List.of(carries, shared, sequences)) {
            for (int i : kind) gradients.set(i, Build.pick(reverse, result++));
        }
        return gradients;
    }

    /** The forward scan once more, stacking what the backward one needs. */
    private List<Node> recordings() {
        if (recorded.isEmpty()) return List.of();
        List<Node> results = new ArrayList<>(body.results());
        results.addAll(recorded.keySet());
        Node forward = Node.of(
                new Op.Scan(
                        new Body(body.parameters(), results),
                        scan.carries(),
                        scan.sequences(),
                        scan.length(),
                        scan.reverse()),
                node.inputs());
        int first = body.results().size();
        return IntStream.range(first, results.size())
                .mapToObj(i -> Build.pick(forward, i))
                .toList();
    }

    private static Node parameter(String name, Node like) {
        return Node.of(new Op.Input(name, like.type()));
    }
}
