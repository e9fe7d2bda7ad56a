package org.rhyton.internal.graph;

import java.util.List;

/**
 * A program inside a program: what a loop repeats or a branch runs.
 *
 * @param parameters {@link Op.Input} nodes, which the surrounding op feeds
 * @param results what the body computes from its parameters alone
 */
public record Body(List<Node> parameters, List<Node> results) {
    public Body {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    public List<Type> resultTypes() {
        return results.stream().map(Node::type).toList();
    }
}
