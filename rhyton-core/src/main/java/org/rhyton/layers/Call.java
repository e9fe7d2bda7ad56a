package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;

/**
 * One call of a model, from the outermost layer to the innermost: what runs in training form, and what the layers add to
 * the loss.
 */
public final class Call {
    private final boolean training;
    private final boolean stochastic;
    private final List<Tensor> losses = new ArrayList<>();
    private @Nullable Observer observer;

    /** Is told which layer is at work, so that it can tell which layer computes what. */
    public interface Observer {
        /** A layer begins to compute; those that it calls come before its end. */
        void begins(Layer layer);

        /** The layer that began last, of those that have not ended, ends. */
        void ends(Layer layer);
    }

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

    /** This call, of which an observer is told. */
    public Call observedBy(Observer newObserver) {
        this.observer = newObserver;
        return this;
    }

    /** Does a layer's work, and tells the observer. */
    List<Tensor> during(Layer layer, Supplier<List<Tensor>> work) {
        if (observer == null) return work.get();
        observer.begins(layer);
        List<Tensor> outputs = work.get();
        observer.ends(layer);
        return outputs;
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
