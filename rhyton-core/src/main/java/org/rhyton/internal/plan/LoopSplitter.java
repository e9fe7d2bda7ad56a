package org.rhyton.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.grad.Copy;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.kernel.Binary;

/**
 * Leaves in a loop what must be there: what leads from states to states. All else is done for all steps at once.
 *
 * <ul>
 *   <li>What is the same at every step is computed once, before the loop.
 *   <li>Products that do not depend on the states are computed before it, over all steps.
 *   <li>Products that no state depends on are computed after it, of what the loop stacks for them.
 *   <li>A state that only sums up products (the gradient of weights) is one product over all steps, after the loop.
 *   <li>Results that nobody wants, and states that serve only them, are left out.
 * </ul>
 *
 * <p>What is decided depends on the loop alone, not on which of its results are wanted, so that the bits do not either.
 */
final class LoopSplitter {
    private final Op.Scan scan;
    private final List<Node> operands;
    private final List<Node> parameters;
    private final List<Node> results;
    private final List<Node> order;
    private final Set<Node> varying = new HashSet<>();
    private final Set<Node> stateful = new HashSet<>();
    private final Set<Node> feeding = new HashSet<>();
    private final Set<Node> liftable = new HashSet<>();
    private final Set<Node> outside = new HashSet<>();
    private final Set<Integer> sums = new HashSet<>();

    /** What the loop stacks, and at which place among its stacks. */
    private final Map<Node, Integer> stacked = new LinkedHashMap<>();

    private final Map<Node, Node> twins = new HashMap<>();
    private final Map<Node, Node> constants = new HashMap<>();
    private final OverTime overTime;
    private @Nullable Node loop;
    private List<Integer> carried = List.of();

    private LoopSplitter(Op.Scan scan, List<Node> operands, List<Node> results) {
        this.scan = scan;
        this.operands = operands;
        this.parameters = scan.body().parameters();
        this.results = results;
        this.order = Simplifier.order(results);
        this.overTime = new OverTime(scan.length(), this::twin, this::constant);
        for (int i = scan.carries() + scan.sequences(); i < parameters.size(); i++) {
            constants.put(parameters.get(i), operands.get(i));
        }
        for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
            twins.put(parameters.get(i), operands.get(i));
        }
    }

    /**
     * The results of a scan.
     *
     * @param operands of the scan
     * @param results of its body, simplified
     * @param wanted which are needed; the others are null
     */
    static List<@Nullable Node> split(Op.Scan scan, List<Node> operands, List<Node> results, Set<Integer> wanted) {
        LoopSplitter splitter = new LoopSplitter(scan, operands, results);
        splitter.decide();
        return splitter.build(wanted);
    }

    // ---- deciding

    private void decide() {
        findSums();
        for (int i = 0; i < scan.carries() + scan.sequences(); i++) {
            varying.add(parameters.get(i));
            if (i < scan.carries()) stateful.add(parameters.get(i));
        }
        for (Node node : order) {
            if (Simplifier.isKnown(node)) continue;
            if (node.inputs().stream().anyMatch(varying::contains)) varying.add(node);
            if (node.inputs().stream().anyMatch(stateful::contains)) stateful.add(node);
        }
        // What is summed must vary as its rule expects; else it stays a state.
        sums.removeIf(i -> !OverTime.sums(term(i), varying::contains));
        List<Node> roots = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) if (!sums.contains(i)) roots.add(results.get(i));
        feeding.addAll(Simplifier.order(roots));
        lift();
        sink();
        arrange();
    }

    /** A transposed matrix by which every step multiplies is written down once, in the order in which steps read it. */
    private void arrange() {
        for (Node node : order) {
            if (!(node.op() instanceof Op.MatMul) || outside.contains(node)) continue;
            Node matrix = node.input(1);
            if (matrix.op() instanceof Op.Transpose && !varying.contains(matrix)) outside.add(matrix);
        }
    }

    /** States that are only added to: they do not tell one step from another. */
    private void findSums() {
        Map<Node, List<Node>> consumers = Fusion.consumers(order);
        for (int i = 0; i < scan.carries(); i++) {
            Node result = results.get(i);
            Node state = parameters.get(i);
            boolean adds = result.op() instanceof Op.Map2 map
                    && map.function() == Binary.ADD
                    && result.inputs().contains(state)
                    && result.input(0) != result.input(1)
                    && consumers.getOrDefault(state, List.of()).equals(List.of(result))
                    && consumers.getOrDefault(result, List.of()).isEmpty()
                    && results.indexOf(result) == results.lastIndexOf(result)
                    && !results.contains(state);
            if (adds && OverTime.sums(term(i), node -> true)) sums.add(i);
        }
    }

    /** What a sum grows by at each step. */
    private Node term(int sum) {
        Node result = results.get(sum);
        return result.input(0) == parameters.get(sum) ? result.input(1) : result.input(0);
    }

    private static boolean isProduct(Node node) {
        return node.op() instanceof Op.MatMul || node.op() instanceof Op.Conv || node.op() instanceof Op.ConvInput;
    }

    /** Products of what is known before the loop, with all that they are computed from. */
    private void lift() {
        for (Node node : order) {
            boolean before = varying.contains(node) && !stateful.contains(node);
            if (!before) continue;
            boolean known = parameters.contains(node)
                    || (OverTime.knows(node, varying::contains)
                            && node.inputs().stream()
                                    .allMatch(input -> !varying.contains(input) || liftable.contains(input)));
            if (known) liftable.add(node);
            if (known && isProduct(node)) outside.add(node);
        }
    }

    /** Products that no state depends on, with all that depends on them. */
    private void sink() {
        Map<Node, List<Node>> consumers = Fusion.consumers(order);
        Set<Node> sinkable = new HashSet<>();
        Set<Node> within = new HashSet<>();
        for (int i : sums) {
            within.add(results.get(i));
            collectSum(term(i), within);
        }
        for (Node node : order.reversed()) {
            boolean after = varying.contains(node) && !feeding.contains(node) && !parameters.contains(node);
            if (!after) continue;
            boolean known = within.contains(node) || OverTime.knows(node, varying::contains);
            if (known && sinkable.containsAll(consumers.getOrDefault(node, List.of()))) sinkable.add(node);
        }
        for (Node node : order) {
            if (!sinkable.contains(node) || outside.contains(node)) continue;
            boolean follows = node.inputs().stream()
                    .anyMatch(input -> outside.contains(input) && !feeding.contains(input) && stateful.contains(input));
            if (isProduct(node) || follows) outside.add(node);
        }
    }

    /** The nodes of a term down to those whose sum is a product or reduction over all steps. */
    private static void collectSum(Node node, Set<Node> found) {
        found.add(node);
        if (!OverTime.isSummedWhole(node)) node.inputs().forEach(input -> collectSum(input, found));
    }

    // ---- building

    private List<@Nullable Node> build(Set<Integer> wanted) {
        carried = liveStates(wanted);
        for (int i : wanted) request(i);
        buildLoop();
        List<@Nullable Node> built = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) built.add(wanted.contains(i) ? result(i) : null);
        return built;
    }

    /** The states that wanted results, or what is stacked for them, depend on. */
    private List<Integer> liveStates(Set<Integer> wanted) {
        Set<Integer> live = new HashSet<>();
        List<Node> open = new ArrayList<>();
        for (int i : wanted) {
            if (i < scan.carries() && !sums.contains(i)) live.add(i);
            open.add(i < scan.carries() && sums.contains(i) ? term(i) : results.get(i));
        }
        Set<Node> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node) || Simplifier.isKnown(node)) continue;
            int index = parameters.indexOf(node);
            if (index >= 0 && index < scan.carries()) {
                live.add(index);
                open.add(results.get(index));
            }
            open.addAll(node.inputs());
        }
        return live.stream().sorted().toList();
    }

    private void request(int result) {
        if (result >= scan.carries()) requestTwin(results.get(result));
        else if (sums.contains(result)) requestSum(term(result));
    }

    private void requestSum(Node term) {
        for (Node input : term.inputs()) {
            if (OverTime.isSummedWhole(term)) requestTwin(input);
            else requestSum(input);
        }
    }

    /** Notes what the loop must stack so that a node can be had over time. */
    private void requestTwin(Node node) {
        if (!varying.contains(node) || twins.containsKey(node)) return;
        if (isOverTime(node)) node.inputs().forEach(this::requestTwin);
        else stacked.putIfAbsent(node, stacked.size());
    }

    /** Whether a node is computed over time, of others that are, rather than stacked by the loop. */
    private boolean isOverTime(Node node) {
        if (parameters.contains(node)) return false;
        boolean arranges = node.op() instanceof Op.Transpose
                || node.op() instanceof Op.Reshape
                || node.op() instanceof Op.Broadcast;
        return outside.contains(node) || arranges || liftable.contains(node);
    }

    private void buildLoop() {
        List<Node> bodyResults = new ArrayList<>();
        for (int i : carried) bodyResults.add(results.get(i));
        bodyResults.addAll(stacked.keySet());
        if (bodyResults.isEmpty()) return;
        List<Node> bodyParameters = new ArrayList<>();
        List<Node> inputs = new ArrayList<>();
        for (int i : carried) {
            bodyParameters.add(parameters.get(i));
            inputs.add(operands.get(i));
        }
        Map<Node, Node> replaced = new LinkedHashMap<>();
        Set<Node> read = new HashSet<>();
        findOutsiders(bodyResults, replaced, read);
        for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
            if (!read.contains(parameters.get(i))) continue;
            bodyParameters.add(parameters.get(i));
            inputs.add(operands.get(i));
        }
        replaced.forEach((node, parameter) -> {
            if (!varying.contains(node)) return;
            bodyParameters.add(parameter);
            inputs.add(overTimeOf(node));
        });
        int sequences = bodyParameters.size() - carried.size();
        for (int i = scan.carries() + scan.sequences(); i < parameters.size(); i++) {
            if (!read.contains(parameters.get(i))) continue;
            bodyParameters.add(parameters.get(i));
            inputs.add(operands.get(i));
        }
        replaced.forEach((node, parameter) -> {
            if (varying.contains(node)) return;
            bodyParameters.add(parameter);
            inputs.add(constant(node));
        });
        Body body = new Body(bodyParameters, Copy.of(bodyResults, replaced));
        loop = Node.of(new Op.Scan(body, carried.size(), sequences, scan.length(), scan.reverse()), inputs);
    }

    /** What the body reads that is computed outside: each becomes a parameter. */
    private void findOutsiders(List<Node> roots, Map<Node, Node> replaced, Set<Node> read) {
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node) || Simplifier.isKnown(node)) continue;
            if (parameters.contains(node)) read.add(node);
            else if (outside.contains(node) || isWorthOnce(node)) {
                replaced.put(node, Node.of(new Op.Input("outside", node.type())));
            } else open.addAll(node.inputs());
        }
    }

    /** What is the same at every step is computed once, unless it takes no work. */
    private boolean isWorthOnce(Node node) {
        if (varying.contains(node) || node.types().size() > 1) return false;
        return switch (node.op()) {
            case Op.Broadcast broadcast -> false;
            case Op.Reshape reshape -> false;
            case Op.Transpose transpose -> false;
            case Op.Slice slice -> false;
            case Op.Iota iota -> false;
            case Op.Size size -> false;
            case Op.Input input -> false;
            case Op.Constant constant -> false;
            default -> true;
        };
    }

    // ---- outside of the loop

    private @Nullable Node twin(Node node) {
        return varying.contains(node) ? overTimeOf(node) : null;
    }

    private Node overTimeOf(Node node) {
        Node known = twins.get(node);
        if (known != null) return known;
        Node made = isOverTime(node) ? overTime.of(node) : stackOf(node);
        twins.put(node, made);
        return made;
    }

    private Node stackOf(Node node) {
        Integer index = stacked.get(node);
        if (loop == null || index == null) throw new IllegalStateException("the loop does not stack " + node);
        return Build.pick(loop, carried.size() + index);
    }

    private Node constant(Node node) {
        return constants.computeIfAbsent(
                node, key -> Copy.of(List.of(key), constants).getFirst());
    }

    private Node result(int index) {
        if (index >= scan.carries()) {
            Node result = results.get(index);
            Node over = twin(result);
            return over != null
                    ? over
                    : Build.broadcast(constant(result), result.shape().prepend(scan.length()));
        }
        if (sums.contains(index)) return Build.add(operands.get(index), overTime.sumOf(term(index)));
        if (loop == null) throw new IllegalStateException("a loop of states is missing");
        return Build.pick(loop, carried.indexOf(index));
    }
}
