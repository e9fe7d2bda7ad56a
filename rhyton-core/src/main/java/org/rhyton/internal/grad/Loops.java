package org.rhyton.internal.grad;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Body;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/**
 * Derivatives of loops and branches.
 *
 * <p>The derivative of a scan is a scan in the opposite direction. Its body holds the derivative of the forward body;
 * what that needs of the forward steps (the states before each step) the forward scan stacks as further results. The
 * planner runs a scan and its longer twin as one.
 */
final class Loops {
    private Loops() {}

    static List<@Nullable Node> scan(Node node, Op.Scan scan, List<@Nullable Node> results) {
        Body body = scan.body();
        int carries = scan.carries();
        int sequences = scan.sequences();
        int shared = node.inputs().size() - carries - sequences;
        int stacks = body.results().size() - carries;

        // Forward once more, stacking the state before each step.
        List<Node> recorded = new ArrayList<>(body.results());
        recorded.addAll(body.parameters().subList(0, carries));
        Op.Scan recording =
                new Op.Scan(new Body(body.parameters(), recorded), carries, sequences, scan.length(), scan.reverse());
        Node forward = Node.of(recording, node.inputs());

        // The backward body: states are the gradients of the forward states and of the shared operands.
        List<Integer> floatingShared = new ArrayList<>();
        for (int i = 0; i < shared; i++) {
            if (node.input(carries + sequences + i).dtype().isFloating()) floatingShared.add(i);
        }
        List<Integer> floatingCarries = new ArrayList<>();
        for (int i = 0; i < carries; i++) if (node.input(i).dtype().isFloating()) floatingCarries.add(i);
        List<Integer> floatingSequences = new ArrayList<>();
        for (int i = 0; i < sequences; i++) {
            if (node.input(carries + i).dtype().isFloating()) floatingSequences.add(i);
        }
        List<Integer> liveStacks = new ArrayList<>();
        for (int i = 0; i < stacks; i++) if (results.get(carries + i) != null) liveStacks.add(i);

        List<Node> parameters = new ArrayList<>();
        List<Node> operands = new ArrayList<>();
        List<Node> stateGradients = new ArrayList<>();
        for (int i : floatingCarries) {
            Node start = results.get(i);
            stateGradients.add(parameter(parameters, "gradient", node.input(i)));
            operands.add(start == null ? Build.zerosLike(node.input(i)) : start);
        }
        List<Node> sums = new ArrayList<>();
        for (int i : floatingShared) {
            Node operand = node.input(carries + sequences + i);
            sums.add(parameter(parameters, "sum", operand));
            operands.add(Build.zerosLike(operand));
        }
        int states = parameters.size();

        Map<Node, Node> renamed = new HashMap<>();
        for (int i = 0; i < carries; i++) {
            Node before = body.parameters().get(i);
            renamed.put(before, parameter(parameters, "before", before));
            operands.add(Build.pick(forward, body.results().size() + i));
        }
        for (int i = 0; i < sequences; i++) {
            Node slice = body.parameters().get(carries + i);
            renamed.put(slice, parameter(parameters, "slice", slice));
            operands.add(node.input(carries + i));
        }
        List<Node> stackGradients = new ArrayList<>();
        for (int i : liveStacks) {
            stackGradients.add(parameter(parameters, "gradient", body.results().get(carries + i)));
            Node arrived = results.get(carries + i);
            if (arrived != null) operands.add(arrived);
        }
        int slices = parameters.size() - states;
        for (int i = 0; i < shared; i++) {
            Node operand = body.parameters().get(carries + sequences + i);
            renamed.put(operand, parameter(parameters, "shared", operand));
            operands.add(node.input(carries + sequences + i));
        }

        List<Node> outputs = new ArrayList<>();
        List<Node> seeds = new ArrayList<>();
        List<Node> copies = Copy.of(body.results(), renamed);
        for (int i = 0; i < floatingCarries.size(); i++) {
            outputs.add(copies.get(floatingCarries.get(i)));
            seeds.add(stateGradients.get(i));
        }
        for (int i = 0; i < liveStacks.size(); i++) {
            outputs.add(copies.get(carries + liveStacks.get(i)));
            seeds.add(stackGradients.get(i));
        }
        List<Node> sources = new ArrayList<>();
        for (int i : floatingCarries) sources.add(renamedOf(renamed, body, i));
        for (int i : floatingShared) sources.add(renamedOf(renamed, body, carries + sequences + i));
        for (int i : floatingSequences) sources.add(renamedOf(renamed, body, carries + i));
        List<@Nullable Node> gradients = Gradients.of(outputs, seeds, sources);

        List<Node> backwardResults = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < floatingCarries.size(); i++)
            backwardResults.add(orZero(gradients.get(at), sources.get(at++)));
        for (Node sum : sums) {
            Node gradient = gradients.get(at++);
            backwardResults.add(gradient == null ? sum : Build.add(sum, gradient));
        }
        for (int i = 0; i < floatingSequences.size(); i++) {
            backwardResults.add(orZero(gradients.get(at), sources.get(at++)));
        }
        Op.Scan backward =
                new Op.Scan(new Body(parameters, backwardResults), states, slices, scan.length(), !scan.reverse());
        Node reverse = Node.of(backward, operands);

        List<@Nullable Node> toInputs = none(node.inputs().size());
        int result = 0;
        for (int i : floatingCarries) toInputs.set(i, Build.pick(reverse, result++));
        for (int i : floatingShared) toInputs.set(carries + sequences + i, Build.pick(reverse, result++));
        for (int i : floatingSequences) toInputs.set(carries + i, Build.pick(reverse, result++));
        return toInputs;
    }

    private static List<@Nullable Node> none(int count) {
        List<@Nullable Node> none = new ArrayList<>();
        for (int i = 0; i < count; i++) none.add(null);
        return none;
    }

    private static Node renamedOf(Map<Node, Node> renamed, Body body, int index) {
        Node node = renamed.get(body.parameters().get(index));
        if (node == null) throw new IllegalStateException("parameter " + index + " has no copy");
        return node;
    }

    private static Node parameter(List<Node> parameters, String name, Node like) {
        Node parameter = Node.of(new Op.Input(name, like.type()));
        parameters.add(parameter);
        return parameter;
    }

    private static Node orZero(@Nullable Node gradient, Node like) {
        return gradient == null ? Build.zerosLike(like) : gradient;
    }

    static List<@Nullable Node> cond(Node node, Op.Cond cond, List<@Nullable Node> results) {
        List<Node> operands = node.inputs().subList(1, node.inputs().size());
        List<Integer> floating = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) if (operands.get(i).dtype().isFloating()) floating.add(i);
        List<Integer> live = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) if (results.get(i) != null) live.add(i);
        List<Node> inputs = new ArrayList<>();
        inputs.add(node.input(0));
        inputs.addAll(operands);
        for (int i : live) {
            Node arrived = results.get(i);
            if (arrived != null) inputs.add(arrived);
        }
        Node backward = Node.of(
                new Op.Cond(
                        branch(cond.then(), floating, live, operands),
                        branch(cond.otherwise(), floating, live, operands)),
                inputs);
        List<@Nullable Node> toInputs = none(node.inputs().size());
        for (int i = 0; i < floating.size(); i++) toInputs.set(floating.get(i) + 1, Build.pick(backward, i));
        return toInputs;
    }

    /** The derivative of one branch as a body that takes the branch's operands and the gradients of its results. */
    private static Body branch(Body body, List<Integer> floating, List<Integer> live, List<Node> operands) {
        List<Node> parameters = new ArrayList<>();
        Map<Node, Node> renamed = new HashMap<>();
        for (Node parameter : body.parameters()) renamed.put(parameter, parameter(parameters, "operand", parameter));
        List<Node> copies = Copy.of(body.results(), renamed);
        List<Node> outputs = new ArrayList<>();
        List<Node> seeds = new ArrayList<>();
        for (int i : live) {
            outputs.add(copies.get(i));
            seeds.add(parameter(parameters, "gradient", body.results().get(i)));
        }
        List<Node> sources =
                floating.stream().map(i -> renamedOf(renamed, body, i)).toList();
        List<@Nullable Node> gradients = Gradients.of(outputs, seeds, sources);
        List<Node> results = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) results.add(orZero(gradients.get(i), operands.get(floating.get(i))));
        return new Body(parameters, results);
    }
}
