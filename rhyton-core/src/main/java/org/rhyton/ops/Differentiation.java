package org.rhyton.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.internal.grad.Gradients;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;

/** Finds the leaves to differentiate by, and asks for the gradients. */
final class Differentiation {
    private Differentiation() {}

    /** A variable may have been read several times; its gradient is the sum over the reads. */
    static List<@Nullable Tensor> byVariables(Tensor y, List<Variable> variables) {
        List<Node> reads = reads(y.node());
        List<@Nullable Node> byRead = Gradients.of(y.node(), reads);
        List<@Nullable Tensor> gradients = new ArrayList<>();
        for (Variable variable : variables) {
            @Nullable Node sum = null;
            for (int i = 0; i < reads.size(); i++) {
                Node gradient = byRead.get(i);
                if (cellOf(reads.get(i)) != variable.cell() || gradient == null) continue;
                sum = sum == null ? gradient : Build.add(sum, gradient);
            }
            gradients.add(sum == null ? null : new Tensor(sum));
        }
        return gradients;
    }

    static List<Tensor> byTensors(Tensor y, List<Tensor> inputs) {
        List<@Nullable Node> found =
                Gradients.of(y.node(), inputs.stream().map(Tensor::node).toList());
        List<Tensor> gradients = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Node gradient = found.get(i);
            gradients.add(gradient == null ? Ops.zerosLike(inputs.get(i)) : new Tensor(gradient));
        }
        return gradients;
    }

    private static List<Node> reads(Node root) {
        List<Node> reads = new ArrayList<>();
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node)) continue;
            if (node.op() instanceof Op.Read) reads.add(node);
            open.addAll(node.inputs());
        }
        return reads;
    }

    private static @Nullable Cell cellOf(Node node) {
        return node.op() instanceof Op.Read read ? read.cell() : null;
    }

    static List<NDArray> values(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::value).toList();
    }
}
