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

/** Derivatives of branches: the branch that is taken is differentiated. */
final class CondGradient {
    private CondGradient() {}

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

    static List<@Nullable Node> of(Node node, Op.Cond cond, List<@Nullable Node> results) {
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
