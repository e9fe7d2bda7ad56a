package org.rhyton.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;

/**
 * One call of a model, from the outermost layer to the innermost: what runs in training form, and what the layers add to
 * the loss.
 */
public final class Call {
    /** The option that every layer takes: whether the layer, and all in it, are in their training form. */
    static final String TRAINING = "training";

    /** The option of masks in place of those that the inputs carry: one, or a list of one for each input. */
    static final String MASK = "mask";

    private final boolean training;
    private final boolean stochastic;
    private final Additions additions;
    private final Map<String, Object> options;
    private final @Nullable Observer observer;

    /** Is told which layer is at work, so that it can tell which layer computes what. */
    public interface Observer {
        /** A layer begins to compute; those that it calls come before its end. */
        void begins(Layer layer);

        /** The layer that began last, of those that have not ended, ends. */
        void ends(Layer layer);
    }

    /** Something that a layer reports under a name. */
    public record Added(String name, Tensor value) {}

    /** What all layers of one call have added. */
    private static final class Additions {
        final List<Tensor> losses = new ArrayList<>();
        final List<Added> metrics = new ArrayList<>();
    }

    private Call(
            boolean training,
            boolean stochastic,
            Additions additions,
            Map<String, Object> options,
            @Nullable Observer observer) {
        this.training = training;
        this.stochastic = stochastic;
        this.additions = additions;
        this.options = options;
        this.observer = observer;
    }

    private static Call of(boolean training, boolean stochastic) {
        return new Call(training, stochastic, new Additions(), Map.of(), null);
    }

    /** Everything in its inference form. Keras: {@code training=False}. */
    public static Call inference() {
        return Call.of(false, false);
    }

    /** Everything in its training form. Keras: {@code training=True}. */
    public static Call training() {
        return Call.of(true, true);
    }

    /** Random layers as in training, all others as in inference: what Monte-Carlo dropout needs. */
    public static Call monteCarlo() {
        return Call.of(false, true);
    }

    /** This call, of which an observer is told. */
    public Call observedBy(Observer newObserver) {
        return new Call(training, stochastic, additions, options, newObserver);
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

    /**
     * This call as one layer sees it that is called with options: arguments of Keras's call that are not tensors. {@code
     * training} decides for this layer and all in it; the others are the layer's own.
     */
    Call with(Map<String, Object> newOptions) {
        if (newOptions.isEmpty() && options.isEmpty()) return this;
        boolean isSaid = newOptions.get(TRAINING) instanceof Boolean;
        boolean said = Boolean.TRUE.equals(newOptions.get(TRAINING));
        return new Call(isSaid ? said : training, isSaid ? said : stochastic, additions, newOptions, observer);
    }

    /** Whether the layer was called with an option that is true. */
    public boolean isTold(String name) {
        Object value = options.get(name);
        if (value == null || value instanceof Boolean) return Boolean.TRUE.equals(value);
        throw new LayerException("the option '" + name + "' of a call is true or false, got " + value);
    }

    /** A tensor that the layer was called with; null when it was not. */
    public @Nullable Tensor tensor(String name) {
        Object value = options.get(name);
        if (value == null || value instanceof Tensor) return (Tensor) value;
        throw new LayerException("the option '" + name + "' of a call is a tensor, got " + value);
    }

    /** The option of a name that the layer was called with ({@link Layer#callOptions()}); null when it was not. */
    public @Nullable Object option(String name) {
        return options.get(name);
    }

    /** Adds a scalar to the loss of this call. Keras: {@code Layer.add_loss}. */
    public void addLoss(Tensor loss) {
        additions.losses.add(loss);
    }

    /** What layers have added to the loss so far. */
    public List<Tensor> losses() {
        return List.copyOf(additions.losses);
    }

    /**
     * Adds a number to what is reported: {@code fit} and {@code evaluate} show its mean over the batches under this name. A
     * layer adds the same names at every call. Keras 2: {@code Layer.add_metric(value, name, aggregation="mean")}.
     *
     * @param name what it is called in logs
     * @param value a number, or several of which the mean is taken
     */
    public void addMetric(String name, Tensor value) {
        additions.metrics.add(new Added(name, value));
    }

    /** What layers have added to the reports so far. */
    public List<Added> metrics() {
        return List.copyOf(additions.metrics);
    }
}
