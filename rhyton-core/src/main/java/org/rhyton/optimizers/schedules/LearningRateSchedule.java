package org.rhyton.optimizers.schedules;

import java.util.function.UnaryOperator;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Saveable;

/**
 * A learning rate that changes with the steps of training. Keras: {@code keras.optimizers.schedules.LearningRateSchedule}.
 *
 * <p>A schedule is a function written in {@code Ops}, so that it becomes part of the compiled training step. A lambda is
 * enough; a record of its own can also be saved:
 *
 * <pre>{@code
 * record Halving(double start) implements LearningRateSchedule {
 *     public Tensor apply(Tensor step) {
 *         return Ops.power(Tensor.of(0.5, DType.FLOAT32), Ops.cast(step, DType.FLOAT32)).times(start);
 *     }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface LearningRateSchedule extends Saveable, UnaryOperator<Tensor> {
    /**
     * The learning rate of a step.
     *
     * @param step how many steps were done before, an int64 scalar; 0 at the first
     * @return a scalar; Keras's own schedules compute it in float32 whatever the weights' type is, and so do these
     */
    @Override
    Tensor apply(Tensor step);
}
