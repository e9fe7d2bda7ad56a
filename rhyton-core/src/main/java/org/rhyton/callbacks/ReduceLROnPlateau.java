package org.rhyton.callbacks;

import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.PythonNumbers;
import org.rhyton.training.Logs;

/**
 * Reduces the learning rate when a number has stopped getting better, and reports the rate as {@code learning_rate}. Keras:
 * {@code keras.callbacks.ReduceLROnPlateau}.
 */
public final class ReduceLROnPlateau extends MonitorCallback<ReduceLROnPlateau> {
    private double factor = 0.1;
    private int patience = 10;
    private int cooldown;
    private double minLr;

    private int wait;
    private int cooling;
    private @Nullable Double best;

    /** With Keras's defaults: a tenth of the rate after 10 epochs without a change of at least 1e-4. */
    @SuppressWarnings("this-escape") // the base's setter is final and overtakes nothing
    public ReduceLROnPlateau() {
        leastChange(1e-4);
    }

    @Override
    protected ReduceLROnPlateau self() {
        return this;
    }

    /** The least change that counts as better; 1e-4 by default. */
    public ReduceLROnPlateau minDelta(double value) {
        return leastChange(value);
    }

    /** What the rate is multiplied by, below 1; 0.1 by default. */
    public ReduceLROnPlateau factor(double value) {
        if (!(value < 1)) {
            throw new CallbackException(
                    "ReduceLROnPlateau reduces the learning rate: its factor must be below 1, got " + value);
        }
        this.factor = value;
        return this;
    }

    /** How many epochs without anything better reduce the rate; 10 by default. */
    public ReduceLROnPlateau patience(int epochs) {
        this.patience = epochs;
        return this;
    }

    /** How many epochs to wait after a reduction before watching again; 0 by default. */
    public ReduceLROnPlateau cooldown(int epochs) {
        this.cooldown = epochs;
        return this;
    }

    /** The least rate; 0 by default. */
    public ReduceLROnPlateau minLr(double rate) {
        this.minLr = rate;
        return this;
    }

    @Override
    public void onTrainBegin() {
        super.onTrainBegin();
        best = null;
        cooling = 0;
        wait = 0;
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        logs.put("learning_rate", control().optimizer().learningRate());
        Double current = watched(logs, "ReduceLROnPlateau");
        if (current == null) return;
        if (cooling > 0) {
            cooling--;
            wait = 0;
        }
        if (isImprovement(current, best)) {
            best = current;
            wait = 0;
        } else if (cooling == 0) {
            wait++;
            if (wait >= patience) reduce(epoch);
        }
    }

    private void reduce(int epoch) {
        double old = control().optimizer().learningRate();
        if (old <= (float) minLr) return;
        double rate = Math.max(old * factor, minLr);
        control().optimizer().learningRate(rate);
        tell("\nEpoch " + (epoch + 1) + ": ReduceLROnPlateau reducing learning rate to " + PythonNumbers.repr(rate)
                + ".");
        cooling = cooldown;
        wait = 0;
    }
}
