package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * {@code initialLearningRate · decayRate ^ (step / decaySteps)}. Keras: {@code
 * keras.optimizers.schedules.ExponentialDecay}.
 *
 * @param initialLearningRate the rate at step 0
 * @param decaySteps after how many steps the rate is multiplied by {@code decayRate}; more than 0
 * @param staircase whether the rate stays the same for {@code decaySteps} steps and then falls at once; false by default
 * @param name of no meaning; kept for files
 */
public record ExponentialDecay(
        double initialLearningRate,
        double decaySteps,
        double decayRate,
        boolean staircase,
        @Nullable String name) implements LearningRateSchedule {
    public ExponentialDecay {
        Steps.requirePositive("ExponentialDecay", "decaySteps", decaySteps);
    }

    public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
        this(initialLearningRate, decaySteps, decayRate, false, "ExponentialDecay");
    }

    /** The same decay in steps instead of smoothly, or smoothly again. */
    public ExponentialDecay staircase(boolean value) {
        return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, value, name);
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor periods = Steps.number(step).dividedBy(decaySteps);
        if (staircase) periods = Ops.floor(periods);
        return Ops.power(Steps.number(decayRate), periods).times(initialLearningRate);
    }
}
