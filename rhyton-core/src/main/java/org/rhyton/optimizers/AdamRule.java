package org.rhyton.optimizers;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** What Adam keeps for the variables. */
record AdamRule(Slot momentums, Slot velocities, @Nullable Slot largest) {
    /** The learning rate of a step, corrected for the means' beginning at 0. */
    static Tensor rate(SteppingOptimizer.Step step, double beta1, double beta2) {
        Tensor one = Tensor.of(1, step.number().dtype());
        return step.learningRate()
                .times(Ops.sqrt(one.minus(step.power(beta2))))
                .dividedBy(one.minus(step.power(beta1)));
    }
}
