package org.rhyton.callbacks;

import java.util.Map;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Variable;
import org.rhyton.training.Logs;

/**
 * Evaluates with the moving averages of the weights, which the optimizer keeps with {@code useEma(true)}: they take the place
 * of the weights while the model is evaluated, and go back after it. Keras: {@code keras.callbacks.SwapEMAWeights}.
 *
 * <p>With {@link #swapOnEpoch} they are in the model from the end of each epoch to the beginning of the next one, too, so that
 * a {@link ModelCheckpoint} after this callback saves them.
 */
public final class SwapEMAWeights extends ControllingCallback {
    private boolean swapOnEpoch;
    private boolean averagesInModel;

    /** Swaps while the model is evaluated. */
    public SwapEMAWeights() {}

    /** Whether to swap at the end of each epoch; false by default. */
    public SwapEMAWeights swapOnEpoch(boolean value) {
        this.swapOnEpoch = value;
        return this;
    }

    /** @throws CallbackException when the optimizer keeps no averages */
    private Map<Variable, Variable> averages() {
        Map<Variable, Variable> averages = control().optimizer().averages();
        if (!averages.isEmpty()) return averages;
        throw new CallbackException("SwapEMAWeights swaps weights with their moving averages, which "
                + control().optimizer() + " does not keep; set useEma(true) on the optimizer");
    }

    private void swap(boolean intoModel) {
        if (averagesInModel == intoModel) return;
        averages().forEach((variable, average) -> {
            NDArray weight = variable.value();
            variable.assign(average.value());
            average.assign(weight);
        });
        averagesInModel = intoModel;
    }

    @Override
    public void onEpochBegin(int epoch) {
        if (swapOnEpoch) swap(false);
    }

    /** At the end of training the optimizer puts the averages in place of the weights, where they are by then. */
    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (!swapOnEpoch) return;
        swap(true);
        if (epoch == control().epochs() - 1)
            averages().forEach((variable, average) -> average.assign(variable.value()));
    }

    @Override
    public void onTestBegin() {
        swap(true);
    }

    @Override
    public void onTestEnd(Logs logs) {
        swap(false);
    }

    @Override
    public void onPredictBegin() {
        swap(true);
    }

    @Override
    public void onPredictEnd() {
        swap(false);
    }
}
