package org.rhyton.optimizers.schedules;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Falls like {@link CosineDecay}, then begins anew, again and again (SGDR, Loshchilov &amp; Hutter, 2016). Keras: {@code
 * keras.optimizers.schedules.CosineDecayRestarts}.
 *
 * @param initialLearningRate the rate at step 0
 * @param firstDecaySteps how many steps the first fall takes; more than 0
 * @param tMul how many times longer each fall is than the one before; 2 by default
 * @param mMul by what the first rate of each fall is multiplied; 1 by default
 * @param alpha the lowest rate as a part of the first; 0 by default
 * @param name of no meaning; kept for files
 */
public record CosineDecayRestarts(
        double initialLearningRate,
        double firstDecaySteps,
        double tMul,
        double mMul,
        double alpha,
        @Nullable String name)
        implements LearningRateSchedule {
    public CosineDecayRestarts {
        Steps.requirePositive("CosineDecayRestarts", "firstDecaySteps", firstDecaySteps);
    }

    public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps) {
        this(initialLearningRate, firstDecaySteps, 2, 1, 0, "SGDRDecay");
    }

    public CosineDecayRestarts tMul(double value) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, value, mMul, alpha, name);
    }

    public CosineDecayRestarts mMul(double value) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, value, alpha, name);
    }

    public CosineDecayRestarts alpha(double value) {
        return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, value, name);
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor periods = Steps.number(step).dividedBy(firstDecaySteps);
        Tensor restarts = tMul == 1 ? Ops.floor(periods) : restarts(periods);
        Tensor done = tMul == 1 ? periods.minus(restarts) : sinceRestart(periods, restarts);
        Tensor height = Ops.power(Steps.number(mMul), restarts).times(0.5);
        Tensor wave = Ops.cos(done.times(Math.PI)).plus(1).times(height);
        return wave.times(Steps.number(1).minus(alpha)).plus(alpha).times(initialLearningRate);
    }

    /** How many falls are complete: the lengths of the falls are a geometric series. */
    private Tensor restarts(Tensor periods) {
        Tensor length = Steps.number(1).minus(periods.times(Steps.number(1).minus(tMul)));
        return Ops.floor(Ops.log(length).dividedBy(Ops.log(Steps.number(tMul))));
    }

    /** Which part of the present fall is done. */
    private Tensor sinceRestart(Tensor periods, Tensor restarts) {
        Tensor length = Ops.power(Steps.number(tMul), restarts);
        Tensor before = Steps.number(1).minus(length).dividedBy(Steps.number(1).minus(tMul));
        return periods.minus(before).dividedBy(length);
    }
}
