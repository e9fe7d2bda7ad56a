package org.rhyton.internal.program;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.graph.Node;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** Records functions of tensors as graphs of nodes. */
public final class Programs {
    /**
     * What a function computes.
     *
     * @param inputs its parameters, {@link org.rhyton.internal.graph.Op.Input} nodes
     * @param outputs what it returns
     * @param effects what it assigns to variables
     */
    public record Program(List<Node> inputs, List<Node> outputs, Map<Cell, Node> effects) {}

    /** What {@link Tensor} hands over when it is initialised. */
    public interface Access {
        Program record(List<Tensor> inputs, UnaryOperator<List<Tensor>> function);

        Cell cell(Variable variable);
    }

    private static volatile @Nullable Access installed;

    private Programs() {}

    /** Called once, by {@link Tensor}. */
    public static void install(Access access) {
        installed = access;
    }

    /** Records what a function makes of symbolic tensors; nothing is computed. */
    public static Program record(List<Tensor> inputs, UnaryOperator<List<Tensor>> function) {
        return access().record(inputs, function);
    }

    /** Where a variable's numbers lie. */
    public static Cell cell(Variable variable) {
        return access().cell(variable);
    }

    private static Access access() {
        Access access = installed;
        return access != null ? access : initialise();
    }

    private static Access initialise() {
        try {
            MethodHandles.lookup().ensureInitialized(Tensor.class);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("Tensor is public", impossible);
        }
        Access access = installed;
        if (access == null) throw new IllegalStateException("Tensor did not install its access");
        return access;
    }
}
