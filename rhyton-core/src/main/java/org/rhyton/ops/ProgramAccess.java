package org.rhyton.ops;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rhyton.internal.graph.Cell;
import org.rhyton.internal.program.Programs;

/** Opens this room's nodes and cells to those who take programs elsewhere. */
final class ProgramAccess implements Programs.Access {
    @Override
    public Programs.Program record(List<Tensor> inputs, UnaryOperator<List<Tensor>> function) {
        Trace.Recording<List<Tensor>> recording = Trace.record(() -> function.apply(inputs));
        return new Programs.Program(
                inputs.stream().map(Tensor::node).toList(),
                recording.result().stream().map(Tensor::node).toList(),
                recording.effects());
    }

    @Override
    public Cell cell(Variable variable) {
        return variable.cell();
    }
}
