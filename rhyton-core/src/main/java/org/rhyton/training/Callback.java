package org.rhyton.training;

/**
 * Something that watches a run and may steer it. All methods do nothing by default. Keras: {@code keras.callbacks.Callback}.
 *
 * <p>{@code logs} hold the running means of the epoch; the object is the same at each call, so copy what you keep.
 */
public interface Callback {
    /** Called before anything else, with what the callback may steer. */
    default void setTrainer(TrainerControl control) {}

    /** Whether the callback takes care of a loss that is no longer a number, so that {@code fit} does not end with an error. */
    default boolean handlesNonFiniteLoss() {
        return false;
    }

    default void onTrainBegin() {}

    default void onTrainEnd(Logs logs) {}

    /**
     * Called before an epoch.
     *
     * @param epoch counted from 0
     */
    default void onEpochBegin(int epoch) {}

    /**
     * Called after an epoch.
     *
     * @param epoch counted from 0
     * @param logs of training, and where the epoch was validated, under {@code val_} names
     */
    default void onEpochEnd(int epoch, Logs logs) {}

    /**
     * Called before a batch.
     *
     * @param batch counted from 0 within the epoch
     */
    default void onTrainBatchBegin(int batch) {}

    default void onTrainBatchEnd(int batch, Logs logs) {}

    default void onTestBegin() {}

    default void onTestEnd(Logs logs) {}

    default void onTestBatchBegin(int batch) {}

    default void onTestBatchEnd(int batch, Logs logs) {}

    default void onPredictBegin() {}

    default void onPredictEnd() {}

    default void onPredictBatchEnd(int batch) {}
}
