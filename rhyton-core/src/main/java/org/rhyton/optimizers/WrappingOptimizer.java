package org.rhyton.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Variable;
import org.rhyton.saving.KerasVersion;

/** An optimizer that has others do the work; weight decay, clipping, averages and so on are arguments of those. */
public abstract sealed class WrappingOptimizer extends Optimizer permits LossScaleOptimizer, MultiOptimizer {
    /** Keras has a learning rate here too, which means nothing; its files have a place for it. */
    WrappingOptimizer() {
        super(NDArray.full(Shape.SCALAR, 0, DType.FLOAT32));
    }

    /** The optimizers that do the work. */
    public abstract List<Optimizer> optimizers();

    /** Those of the optimizer itself, then those of the optimizers in it. */
    @Override
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(super.variables());
        optimizers().forEach(each -> all.addAll(each.variables()));
        return List.copyOf(all);
    }

    @Override
    final void prepare(List<Variable> toTrain) {
        keepRate(NDArray.full(
                Shape.SCALAR,
                0,
                toTrain.isEmpty() ? DType.FLOAT32 : toTrain.getFirst().dtype()));
        prepareInner(toTrain);
    }

    /** Makes state of its own, and builds the optimizers that do the work. */
    abstract void prepareInner(List<Variable> toTrain);

    @Override
    public final Map<Variable, Variable> averages() {
        Map<Variable, Variable> all = new LinkedHashMap<>();
        optimizers().forEach(each -> all.putAll(each.averages()));
        return all;
    }

    @Override
    public final void writtenBy(KerasVersion version) {
        optimizers().forEach(each -> each.writtenBy(version));
    }

    @Override
    public final boolean isOfKeras2() {
        return optimizers().stream().anyMatch(Optimizer::isOfKeras2);
    }

    /** Says which arguments are to be set elsewhere. */
    final IllegalArgumentException misplaced(Arguments given) {
        return new IllegalArgumentException(getClass().getSimpleName()
                + " leaves weight decay, clipping, averages and accumulation to the optimizers in it; set them there."
                + " Got "
                + given);
    }
}
