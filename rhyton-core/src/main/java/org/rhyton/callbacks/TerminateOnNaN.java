package org.rhyton.callbacks;

import org.rhyton.training.Logs;

/**
 * Ends training, without an error, when the loss is no longer a number or infinite. The weights stay as they are. Keras:
 * {@code keras.callbacks.TerminateOnNaN}.
 *
 * <p>Without it {@code fit} itself ends with a {@link org.rhyton.training.NonFiniteLossException}, and puts the model back to
 * where it was when the epoch began; with it, the history tells what happened.
 */
public final class TerminateOnNaN extends ControllingCallback {
    private boolean raiseError;

    /** Ends training in order. */
    public TerminateOnNaN() {}

    /** Whether to end with an error rather than in order; false by default. */
    public TerminateOnNaN raiseError(boolean value) {
        this.raiseError = value;
        return this;
    }

    @Override
    public boolean handlesNonFiniteLoss() {
        return true;
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        Double loss = logs.get("loss");
        if (loss == null || Double.isFinite(loss)) return;
        if (raiseError) {
            throw new ArithmeticException("NaN or Inf loss encountered at batch " + batch + ". Loss value: " + loss
                    + ". Terminating training immediately.");
        }
        control().say("Batch " + batch + ": Invalid loss, terminating training");
        control().stopTraining();
    }
}
