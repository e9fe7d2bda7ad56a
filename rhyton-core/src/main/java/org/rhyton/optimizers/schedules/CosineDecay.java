package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Half a wave of the cosine from the first rate down to {@code alpha} times it, after a straight rise if wanted
 * (Loshchilov &amp; Hutter, 2016). Keras: {@code keras.optimizers.schedules.CosineDecay}.
 *
 * @param initialLearningRate the rate at step 0
 * @param decaySteps how many steps the fall takes; more than 0
 * @param alpha the last rate as a part of that from which the fall begins; 0 by default
 * @param name of no meaning; kept for files
 * @param warmupTarget the rate to which to rise first, and from which to fall; null by default: no rise
 * @param warmupSteps how many steps the rise takes
 */
public record CosineDecay(
        double initialLearningRate,
        double decaySteps,
        double alpha,
        @Nullable String name,
        @Nullable Double warmupTarget,
        double warmupSteps)
        implements LearningRateSchedule {
    public CosineDecay {
        Steps.requirePositive("CosineDecay", "decaySteps", decaySteps);
    }

    public CosineDecay(double initialLearningRate, double decaySteps) {
        this(initialLearningRate, decaySteps, 0, "CosineDecay", null, 0);
    }

    public CosineDecay alpha(double value) {
        return new CosineDecay(initialLearningRate, decaySteps, value, name, warmupTarget, warmupSteps);
    }

    /** The same fall after a rise to a target. */
    public CosineDecay warmup(double target, double steps) {
        return new CosineDecay(initialLearningRate, decaySteps, alpha, name, target, steps);
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor number = Steps.number(step);
        if (warmupTarget == null) return fall(Ops.minimum(number, decaySteps), initialLearningRate);
        Tensor within = Ops.minimum(number, Steps.sum(decaySteps, warmupSteps));
        Tensor falling = fall(within.minus(warmupSteps), warmupTarget);
        if (warmupSteps <= 0) return falling;
        Tensor rising = within.dividedBy(warmupSteps)
                .times(Steps.number(warmupTarget).minus(initialLearningRate))
                .plus(initialLearningRate);
        return Ops.where(Ops.less(within, warmupSteps), rising, falling);
    }

    private Tensor fall(Tensor stepsDone, double from) {
        Tensor wave =
                Ops.cos(stepsDone.dividedBy(decaySteps).times(Math.PI)).plus(1).times(0.5);
        return wave.times(1 - alpha).plus(alpha).times(from);
    }
}
