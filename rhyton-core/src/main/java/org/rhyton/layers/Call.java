package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.ops.Tensor;

/**
 * One call of a model, from the outermost layer to the innermost: what runs in training form, and what the layers add to
 * the loss.
 */
public final class Call {
    private final boolean training;
    private final boolean stochastic;
    private final List<Tensor> losses = new ArrayList<>();

    private Call(boolean training, boolean stochastic) {
        this.training = training;
        this.stochastic = stochastic;
    }

    /** Everything in its inference form. Keras: {@code training=False}. */
    public static Call inference() {
        return new Call(false, false);
    }

    /** Everything in its training form. Keras: {@code training=True}. */
    public static Call training() {
        return new Call(true, true);
    }

    /** Random layers as in training, all others as in inference: what Monte-Carlo dropout needs. */
    public static Call monteCarlo() {
        return new Call(false, true);
    }

    /** Whether layers that learn from their inputs, such as BatchNormalization, do so. */
    public boolean isTraining() {
        return training;
    }

    /** Whether random layers, such as Dropout, are random. */
    public boolean isStochastic() {
        return stochastic;
    }

    /** Adds a scalar to the loss of this call. Keras: {@code Layer.add_loss}. */
    public void addLoss(Tensor loss) {
        losses.add(loss);
    }

    /** What layers have added to the loss so far. */
    public List<Tensor> losses() {
        return List.copyOf(losses);
    }
}
