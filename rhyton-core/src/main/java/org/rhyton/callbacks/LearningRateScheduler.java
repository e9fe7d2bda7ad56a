package org.rhyton.callbacks;

import java.util.function.IntToDoubleFunction;
import org.rhyton.internal.text.PythonNumbers;
import org.rhyton.training.Logs;

/**
 * Sets the learning rate at the beginning of each epoch, and reports it as {@code learning_rate}. For a rate that changes
 * with each step, give the optimizer a schedule. Keras: {@code keras.callbacks.LearningRateScheduler}.
 *
 * <pre>{@code
 * new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1))
 * }</pre>
 */
public final class LearningRateScheduler extends ControllingCallback {
    /** The learning rate of an epoch. */
    @FunctionalInterface
    public interface Schedule {
        /**
         * The rate of an epoch.
         *
         * @param epoch counted from 0
         * @param learningRate the present rate
         */
        double rate(int epoch, double learningRate);
    }

    private final Schedule schedule;
    private boolean verbose;

    /** A rate that follows from the epoch and the rate before. */
    public LearningRateScheduler(Schedule schedule) {
        this.schedule = schedule;
    }

    /** A rate that follows from the epoch alone. */
    public LearningRateScheduler(IntToDoubleFunction schedule) {
        this((epoch, _) -> schedule.applyAsDouble(epoch));
    }

    /** Whether each rate is told: 0 (the default) or 1. */
    public LearningRateScheduler verbose(int level) {
        this.verbose = level > 0;
        return this;
    }

    @Override
    public void onEpochBegin(int epoch) {
        double rate = schedule.rate(epoch, control().optimizer().learningRate());
        if (!Double.isFinite(rate)) {
            throw new CallbackException("the schedule of a LearningRateScheduler gave " + rate + " for epoch " + epoch
                    + "; it must give a finite number");
        }
        control().optimizer().learningRate(rate);
        if (verbose) {
            control()
                    .say("\nEpoch " + (epoch + 1) + ": LearningRateScheduler setting learning rate to "
                            + PythonNumbers.repr(rate) + ".");
        }
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        logs.put("learning_rate", control().optimizer().learningRate());
    }
}
