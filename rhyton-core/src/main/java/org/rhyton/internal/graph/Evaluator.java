package org.rhyton.internal.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;

/** Computes a node's value when the node is made, or declines. */
@FunctionalInterface
public interface Evaluator {
    /** The results, or null: the value is computed later, by a plan. */
    @Nullable
    List<NDArray> evaluate(Op op, List<Node> inputs, List<Type> types);

    /** Leaves everything to a plan: the mode while a program is traced. */
    Evaluator SYMBOLIC = (op, inputs, types) -> null;

    /** What applies on this thread now. */
    static Evaluator current() {
        return Modes.CURRENT.get();
    }

    /** What applies on threads that chose nothing; set once by the room that can execute. */
    static void installDefault(Evaluator evaluator) {
        Modes.installed = evaluator;
    }

    /** Runs an action with the given evaluator on this thread. */
    static <T> T with(Evaluator evaluator, java.util.function.Supplier<T> action) {
        Evaluator outer = Modes.CURRENT.get();
        Modes.CURRENT.set(evaluator);
        try {
            return action.get();
        } finally {
            Modes.CURRENT.set(outer);
        }
    }
}
