package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * {@code initialLearningRate / (1 + decayRate · step / decaySteps)}. Keras: {@code
 * keras.optimizers.schedules.InverseTimeDecay}. With {@code decaySteps = 1} it is what the argument {@code decay} of
 * Keras 2's older optimizers meant.
 *
 * @param initialLearningRate the rate at step 0
 * @param decaySteps how many steps count as one; more than 0
 * @param staircase whether only whole periods count; false by default
 * @param name of no meaning; kept for files
 */
public record InverseTimeDecay(
        double initialLearningRate,
        double decaySteps,
        double decayRate,
        boolean staircase,
        @Nullable String name) implements LearningRateSchedule {
    public InverseTimeDecay {
        Steps.requirePositive("InverseTimeDecay", "decaySteps", decaySteps);
    }

    public InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate) {
        this(initialLearningRate, decaySteps, decayRate, false, "InverseTimeDecay");
    }

    /** The same decay in steps instead of smoothly, or smoothly again. */
    public InverseTimeDecay staircase(boolean value) {
        return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, value, name);
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor periods = Steps.number(step).dividedBy(decaySteps);
        if (staircase) periods = Ops.floor(periods);
        return Steps.number(initialLearningRate)
                .dividedBy(periods.times(decayRate).plus(1));
    }
}
