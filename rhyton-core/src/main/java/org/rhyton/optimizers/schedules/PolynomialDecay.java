package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * {@code (initialLearningRate - endLearningRate) · (1 - step / decaySteps) ^ power + endLearningRate}. Keras: {@code
 * keras.optimizers.schedules.PolynomialDecay}.
 *
 * @param initialLearningRate the rate at step 0
 * @param decaySteps after how many steps the rate is {@code endLearningRate}; more than 0
 * @param endLearningRate the last rate; 0.0001 by default
 * @param power 1 by default: a straight line
 * @param cycle whether to begin anew, more slowly each time, instead of staying at the last rate; false by default
 * @param name of no meaning; kept for files
 */
public record PolynomialDecay(
        double initialLearningRate,
        double decaySteps,
        double endLearningRate,
        double power,
        boolean cycle,
        @Nullable String name)
        implements LearningRateSchedule {
    public PolynomialDecay {
        Steps.requirePositive("PolynomialDecay", "decaySteps", decaySteps);
    }

    public PolynomialDecay(double initialLearningRate, double decaySteps) {
        this(initialLearningRate, decaySteps, 0.0001, 1, false, "PolynomialDecay");
    }

    public PolynomialDecay endLearningRate(double value) {
        return new PolynomialDecay(initialLearningRate, decaySteps, value, power, cycle, name);
    }

    public PolynomialDecay power(double value) {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, value, cycle, name);
    }

    public PolynomialDecay cycle(boolean value) {
        return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, value, name);
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor number = Steps.number(step);
        Tensor done;
        if (cycle) {
            // The first multiple of decaySteps that is not before the step; at step 0 the first.
            Tensor periods = Ops.maximum(Ops.ceil(number.dividedBy(decaySteps)), 1);
            done = number.dividedBy(periods.times(decaySteps));
        } else {
            done = Ops.minimum(number, decaySteps).dividedBy(decaySteps);
        }
        Tensor left = Ops.power(Steps.number(1).minus(done), power);
        return left.times(Steps.number(initialLearningRate).minus(endLearningRate))
                .plus(endLearningRate);
    }
}
