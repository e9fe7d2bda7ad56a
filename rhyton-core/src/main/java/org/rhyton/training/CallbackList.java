package org.rhyton.training;

import java.util.List;
import java.util.function.Consumer;

/**
 * Several callbacks as one: each moment is passed on to all of them, in their order. Loops of one's own call it where {@code
 * fit} would call callbacks. Keras: {@code keras.callbacks.CallbackList}.
 */
public final class CallbackList implements Callback {
    private final List<Callback> callbacks;

    public CallbackList(List<? extends Callback> callbacks) {
        this.callbacks = List.copyOf(callbacks);
    }

    public CallbackList(Callback... callbacks) {
        this(List.of(callbacks));
    }

    /** The callbacks, in their order. */
    public List<Callback> callbacks() {
        return callbacks;
    }

    private void each(Consumer<Callback> moment) {
        callbacks.forEach(moment);
    }

    @Override
    public void setTrainer(TrainerControl control) {
        each(callback -> callback.setTrainer(control));
    }

    @Override
    public boolean handlesNonFiniteLoss() {
        return callbacks.stream().anyMatch(Callback::handlesNonFiniteLoss);
    }

    @Override
    public void onTrainBegin() {
        each(Callback::onTrainBegin);
    }

    @Override
    public void onTrainEnd(Logs logs) {
        each(callback -> callback.onTrainEnd(logs));
    }

    @Override
    public void onEpochBegin(int epoch) {
        each(callback -> callback.onEpochBegin(epoch));
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        each(callback -> callback.onEpochEnd(epoch, logs));
    }

    @Override
    public void onTrainBatchBegin(int batch) {
        each(callback -> callback.onTrainBatchBegin(batch));
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        each(callback -> callback.onTrainBatchEnd(batch, logs));
    }

    @Override
    public void onTestBegin() {
        each(Callback::onTestBegin);
    }

    @Override
    public void onTestEnd(Logs logs) {
        each(callback -> callback.onTestEnd(logs));
    }

    @Override
    public void onTestBatchBegin(int batch) {
        each(callback -> callback.onTestBatchBegin(batch));
    }

    @Override
    public void onTestBatchEnd(int batch, Logs logs) {
        each(callback -> callback.onTestBatchEnd(batch, logs));
    }

    @Override
    public void onPredictBegin() {
        each(Callback::onPredictBegin);
    }

    @Override
    public void onPredictEnd() {
        each(Callback::onPredictEnd);
    }

    @Override
    public void onPredictBatchEnd(int batch) {
        each(callback -> callback.onPredictBatchEnd(batch));
    }
}
