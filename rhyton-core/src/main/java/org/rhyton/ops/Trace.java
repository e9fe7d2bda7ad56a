package org.rhyton.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Build;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Evaluator;
import org.rhyton.internal.graph.Node;
import org.rhyton.internal.graph.Op;
import org.rhyton.internal.graph.Type;

/**
 * The record of a function while it is traced: which cells it read, what it assigned to them, and where its randomness
 * comes from. Outside of a trace, reads and assignments act at once.
 */
final class Trace {
    private static final ThreadLocal<@Nullable Trace> CURRENT = new ThreadLocal<>();

    private final @Nullable Trace outer;
    private final boolean body;
    private final Map<Cell, Node> values = new HashMap<>();
    private final Map<Cell, Node> effects = new LinkedHashMap<>();
    private final @Nullable Draws draws;

    private Trace(@Nullable Trace outer, boolean body, @Nullable Draws draws) {
        this.outer = outer;
        this.body = body;
        this.draws = draws;
    }

    /** What a run draws: numbers that belong to its step, each draw of a generator from a stream of its own. */
    private static final class Draws {
        /** Of a run of a function operation by operation; null outside of such runs. */
        static final ThreadLocal<@Nullable Draws> EAGER = new ThreadLocal<>();

        final Node step;
        private final Map<SeedGenerator, Integer> counts = new HashMap<>();

        Draws(Node step) {
            this.step = step;
        }

        Node next(SeedGenerator seed, Op.Distribution distribution, Shape shape, DType dtype) {
            int draw = counts.merge(seed, 1, Integer::sum) - 1;
            return Node.of(new Op.Random(distribution, shape, dtype, draw), seedOf(seed), step);
        }
    }

    /** What a traced function returned, with everything that happened in it. */
    record Recording<T>(T result, Map<Cell, Node> effects, Node step) {}

    /** Records what an action does instead of doing it. */
    static <T> Recording<T> record(Supplier<T> action) {
        Node step = Node.of(new Op.Input("step", new Type(Shape.SCALAR, DType.INT64)));
        Trace trace = new Trace(null, false, new Draws(step));
        T result = Evaluator.with(Evaluator.SYMBOLIC, () -> trace.during(action));
        return new Recording<>(result, trace.effects, step);
    }

    /** Does an action at once, with the randomness that a recorded run of the given step has. */
    static <T> T eagerly(long step, Supplier<T> action) {
        Draws before = Draws.EAGER.get();
        Draws.EAGER.set(new Draws(Node.constant(NDArray.scalar(step))));
        try {
            return action.get();
        } finally {
            if (before == null) Draws.EAGER.remove();
            else Draws.EAGER.set(before);
        }
    }

    /**
     * Draws symbolically: nothing is computed, and what would be assigned is forgotten. Shapes are all that is wanted.
     */
    static <T> T draw(Supplier<T> action) {
        Trace trace = CURRENT.get();
        return trace == null ? record(action).result() : new Trace(trace, false, trace.draws).during(action);
    }

    /** Runs the body of a loop or a branch, which may read variables but not assign them. */
    static <T> T inBody(Supplier<T> action) {
        Trace outer = CURRENT.get();
        Trace trace = new Trace(outer, true, outer == null ? Draws.EAGER.get() : outer.draws);
        T result = Evaluator.with(Evaluator.SYMBOLIC, () -> trace.during(action));
        if (!trace.effects.isEmpty()) {
            throw new TracingException(
                    "the body of a scan or cond assigned a variable; return the new value as a state or"
                            + " a result instead, and assign it outside");
        }
        return result;
    }

    private <T> T during(Supplier<T> action) {
        Trace before = CURRENT.get();
        CURRENT.set(this);
        try {
            return action.get();
        } finally {
            if (before == null) CURRENT.remove();
            else CURRENT.set(before);
        }
    }

    /** Whether this is the body of a loop that runs at once, so that what the body takes from outside has values. */
    private boolean isEager() {
        return body && (outer == null || outer.isEager());
    }

    static Node read(Cell cell) {
        Trace trace = CURRENT.get();
        if (trace == null) return Node.evaluated(new Op.Read(cell), List.of(), cell.snapshot());
        for (Trace at = trace; at != null; at = at.outer) {
            Node known = at.values.get(cell);
            if (known != null) return known;
        }
        Node read = trace.isEager()
                ? Node.evaluated(new Op.Read(cell), List.of(), cell.snapshot())
                : Node.of(new Op.Read(cell));
        trace.values.put(cell, read);
        return read;
    }

    static void assign(Cell cell, Node value) {
        Trace trace = CURRENT.get();
        if (trace != null) {
            trace.values.put(cell, value);
            trace.effects.put(cell, value);
            return;
        }
        NDArray now = value.value();
        if (now == null) throw new TracingException("a variable cannot be assigned a tensor that has no numbers yet");
        cell.set(now);
    }

    /**
     * Random numbers of a generator. Each draw of a run has a stream of its own; runs differ by their step. Outside of
     * runs each draw is a step of its own.
     */
    static Node random(SeedGenerator seed, Op.Distribution distribution, Shape shape, DType dtype) {
        Trace trace = CURRENT.get();
        Draws draws = trace == null ? Draws.EAGER.get() : trace.draws;
        Draws own = draws == null ? new Draws(Node.constant(NDArray.scalar(seed.nextEagerStep()))) : draws;
        return own.next(seed, distribution, shape, dtype);
    }

    private static Node seedOf(SeedGenerator seed) {
        return Node.constant(NDArray.scalar(seed.seed()));
    }

    /**
     * What nodes of a body take from outside: variables, large constants, and nodes made before the body.
     *
     * @param first number of the body's first node
     */
    static List<Node> captured(List<Node> results, List<Node> parameters, long first) {
        List<Node> captured = new ArrayList<>();
        java.util.Set<Node> seen = new java.util.HashSet<>(parameters);
        List<Node> open = new ArrayList<>(results);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (!seen.add(node)) continue;
            boolean constant = node.op() instanceof Op.Constant;
            boolean outside = node.number() < first && !constant;
            if (outside || node.op() instanceof Op.Read || (constant && Build.uniform(node) == null))
                captured.add(node);
            else open.addAll(node.inputs());
        }
        return captured;
    }
}
