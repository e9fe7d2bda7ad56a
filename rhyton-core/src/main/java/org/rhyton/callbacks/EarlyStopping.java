package org.rhyton.callbacks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.training.Logs;

/**
 * Ends training when a number has stopped getting better. Keras: {@code keras.callbacks.EarlyStopping}.
 *
 * <pre>{@code
 * new EarlyStopping().monitor("val_loss").patience(10).restoreBestWeights(true)
 * }</pre>
 */
public final class EarlyStopping extends MonitorCallback<EarlyStopping> {
    private int patience;
    private @Nullable Double baseline;
    private boolean restoreBestWeights;
    private int startFromEpoch;

    private int wait;
    private int stoppedEpoch;
    private int bestEpoch;
    private @Nullable Double best;
    private @Nullable List<NDArray> bestWeights;

    /** Watches {@code val_loss}, and ends training at the first epoch that is not better. */
    public EarlyStopping() {}

    @Override
    protected EarlyStopping self() {
        return this;
    }

    /** The least change that counts as better; 0 by default. */
    public EarlyStopping minDelta(double value) {
        return leastChange(value);
    }

    /** How many epochs without anything better end training; 0 by default, which means the first. */
    public EarlyStopping patience(int epochs) {
        this.patience = epochs;
        return this;
    }

    /** What must be bettered for the patience to begin anew; none by default. */
    public EarlyStopping baseline(@Nullable Double value) {
        this.baseline = value;
        return this;
    }

    /** Whether the model gets the weights of its best epoch at the end, however training ends; false by default. */
    public EarlyStopping restoreBestWeights(boolean value) {
        this.restoreBestWeights = value;
        return this;
    }

    /** The first epoch, counted from 0, that is watched: for models that need to warm up. 0 by default. */
    public EarlyStopping startFromEpoch(int epoch) {
        this.startFromEpoch = epoch;
        return this;
    }

    /** The epoch, counted from 0, after which training was ended; 0 when it was not. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    /** The epoch with the best value, counted from 0. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** The best value; null when there was none. */
    public @Nullable Double best() {
        return best;
    }

    @Override
    public void onTrainBegin() {
        super.onTrainBegin();
        wait = 0;
        stoppedEpoch = 0;
        bestEpoch = 0;
        best = null;
        bestWeights = null;
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        Double current = watched(logs, "EarlyStopping");
        if (current == null || epoch < startFromEpoch) return;
        if (restoreBestWeights && bestWeights == null) remember(epoch);
        wait++;
        if (isImprovement(current, best)) {
            best = current;
            remember(epoch);
            if (baseline == null || isImprovement(current, baseline)) wait = 0;
        } else if (wait >= patience && epoch > 0) {
            stoppedEpoch = epoch;
            control().stopTraining();
        }
    }

    private void remember(int epoch) {
        bestEpoch = epoch;
        if (restoreBestWeights) bestWeights = control().model().getWeights();
    }

    @Override
    public void onTrainEnd(Logs logs) {
        if (stoppedEpoch > 0) tell("Epoch " + (stoppedEpoch + 1) + ": early stopping");
        if (bestWeights == null) return;
        tell("Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".");
        control().model().setWeights(bestWeights);
        bestWeights = null;
    }
}
