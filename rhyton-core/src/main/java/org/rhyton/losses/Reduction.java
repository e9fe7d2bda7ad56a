package org.rhyton.losses;

/** How the losses of single samples become the loss of a batch. Keras: the strings of the {@code reduction} argument. */
public enum Reduction {
    /** The sum of the weighted losses divided by their number, not by the sum of the weights. Keras's default. */
    SUM_OVER_BATCH_SIZE,
    /** The sum of the weighted losses. */
    SUM,
    /** The same as {@link #SUM_OVER_BATCH_SIZE}. */
    MEAN,
    /** The sum of the weighted losses divided by the sum of the weights. */
    MEAN_WITH_SAMPLE_WEIGHT,
    /** No reduction: the weighted losses themselves. */
    NONE
}
