package org.rhyton.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.raw.RawArrays;

/** The values of variables at one moment, to go back to. */
public final class VariableSnapshot {
    private final List<Variable> variables;
    private final List<NDArray> values;

    private VariableSnapshot(List<Variable> variables) {
        this.variables = List.copyOf(variables);
        this.values = variables.stream().map(Variable::value).toList();
    }

    /**
     * The present values.
     *
     * @param spent a snapshot that nobody needs any more: its memory is used again, if it was of the same variables
     */
    public static VariableSnapshot of(List<Variable> variables, @Nullable VariableSnapshot spent) {
        if (spent == null || !spent.variables.equals(variables)) return new VariableSnapshot(variables);
        for (int i = 0; i < variables.size(); i++) {
            Cell cell = variables.get(i).cell();
            cell.copyTo(RawArrays.data(spent.values.get(i)));
        }
        return spent;
    }

    /** Gives the variables their values of that moment. */
    public void restore() {
        for (int i = 0; i < values.size(); i++) variables.get(i).assign(values.get(i));
    }
}
