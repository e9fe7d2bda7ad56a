package org.rhyton.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.internal.graph.Evaluator;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.graph.Type;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.internal.plan.Binding;
import org.rhyton.internal.plan.Compute;
import org.rhyton.internal.plan.Plan;

/**
 * Computes nodes as they are made, on the plain kernels: what happens outside of traces, and in traced functions that are
 * run eagerly to look into them. Slow, and simple to follow in a debugger.
 */
final class Eager implements Evaluator {
    /** How many one-op plans are kept. */
    private static final int MOST_PLANS = 512;

    /** The memory of an op on more elements than this is not kept for the next time. */
    private static final int MOST_KEPT = 1 << 14;

    private static final Compute PLAIN = new Compute(Kernels.plain());

    private record Key(Op op, List<Type> operands) {}

    private static final Map<Key, Plan> PLANS = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Plan> eldest) {
            return size() > MOST_PLANS;
        }
    };

    /** Makes eager evaluation what happens outside of traces. */
    static void install() {
        Evaluator.installDefault(new Eager());
    }

    @Override
    public @Nullable List<NDArray> evaluate(Op op, List<Node> inputs, List<Type> types) {
        if (!types.stream().allMatch(type -> type.shape().isKnown())) return null;
        if (op instanceof Op.Input
                || (op instanceof Op.Pick && !inputs.getFirst().hasValue())) return null;
        List<NDArray> operands = new ArrayList<>();
        for (Node input : inputs) {
            List<NDArray> values = input.values();
            if (values == null) return null;
            operands.add(values.getFirst());
        }
        if (op instanceof Op.Pick pick) {
            List<NDArray> values = inputs.getFirst().values();
            return values == null ? null : List.of(values.get(pick.index()));
        }
        if (op instanceof Op.StopGradient || op instanceof Op.CustomGradient) return List.of(operands.getFirst());
        return run(op, operands, types.size());
    }

    private static List<NDArray> run(Op op, List<NDArray> operands, int results) {
        List<Type> types = operands.stream()
                .map(operand -> new Type(operand.shape(), operand.dtype()))
                .toList();
        Plan plan = planOf(new Key(op, types), results);
        Binding binding = plan.acquire(new int[0], PLAIN);
        try {
            for (int i = 0; i < operands.size(); i++) binding.feed(i, operands.get(i));
            List<NDArray> values = new ArrayList<>();
            binding.run(() -> {
                for (int i = 0; i < results; i++) values.add(binding.result(i));
            });
            return values;
        } finally {
            if (sizeOf(operands) <= MOST_KEPT) plan.release(binding);
        }
    }

    private static long sizeOf(List<NDArray> operands) {
        long size = 0;
        for (NDArray operand : operands) size += operand.size();
        return size;
    }

    private static Plan planOf(Key key, int results) {
        synchronized (PLANS) {
            Plan known = PLANS.get(key);
            if (known != null) return known;
        }
        Plan made = Evaluator.with(Evaluator.SYMBOLIC, () -> {
            List<Node> parameters = key.operands().stream()
                    .map(type -> Node.of(new Op.Input("operand", type)))
                    .toList();
            Node node = Node.of(key.op(), parameters);
            List<Node> outputs = new ArrayList<>();
            for (int i = 0; i < results; i++) outputs.add(org.rhyton.internal.graph.Build.pick(node, i));
            return Plan.of(parameters, outputs, Map.of());
        });
        synchronized (PLANS) {
            PLANS.put(key, made);
        }
        return made;
    }
}
