package org.rhyton.training;

/** The loss is no longer a number. The model has been put back to where it was when the epoch began. */
public final class NonFiniteLossException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int step;

    NonFiniteLossException(double loss, int epoch, int step) {
        super("the loss became " + (Double.isNaN(loss) ? "NaN (not a number)" : Double.toString(loss)) + " in epoch "
                + (epoch + 1) + " at step " + (step + 1)
                + ". The model has been put back to where it was when that epoch"
                + " began. Try a smaller learning rate or clipnorm, standardise the inputs, and check the data for NaN;"
                + " stopOnNonFiniteLoss(false) trains on regardless");
        this.epoch = epoch;
        this.step = step;
    }

    /** The epoch, counted from 0. */
    public int epoch() {
        return epoch;
    }

    /** The batch within the epoch, counted from 0. */
    public int step() {
        return step;
    }
}
