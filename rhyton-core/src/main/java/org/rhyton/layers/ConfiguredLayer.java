package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Configs;

/**
 * A layer with hyperparameters in a record. {@link #with} changes one of them, which makes optional arguments methods of
 * one line.
 *
 * @param <L> the layer's own class, so that methods can be chained
 * @param <C> its record of hyperparameters
 */
public abstract class ConfiguredLayer<L extends ConfiguredLayer<L, C>, C extends Record> extends Layer {
    private C config;
    private @Nullable Shape inputShape;
    private @Nullable Integer batchSize;

    protected ConfiguredLayer(C config) {
        this.config = config;
    }

    @Override
    public final C config() {
        return config;
    }

    @SuppressWarnings("unchecked") // L is the class of this
    private L self() {
        return (L) this;
    }

    /**
     * Sets one hyperparameter, by the name of the record's component, until the layer is built. A layer's own methods, one a
     * hyperparameter, say the same in types.
     */
    public final L with(String component, @Nullable Object value) {
        requireNotBuilt(component);
        config = Configs.with(config, component, value);
        return self();
    }

    /**
     * A layer of the same class, not built, of another config: what wrappers that need a second layer like this one call.
     * Keras makes one from the config alone, and so does this: {@code return new MyLayer(config)}.
     */
    protected L like(C config) {
        throw new LayerException(
                className() + " is to be copied; it must override like(Config): return a new layer of the" + " config");
    }

    /** A copy that is not built, with what every layer has beside its config: type, freezing, activity regularizer. */
    final L copy() {
        L copy = like(config);
        copy.policy(dtypePolicy());
        copy.trainable(trainable());
        copy.activityRegularizerOf(activityRegularizer());
        return copy;
    }

    /** Notes what the layer has learned of data, in the form in which it might have been given; built or not. */
    protected final void learned(String component, @Nullable Object value) {
        config = Configs.with(config, component, value);
    }

    /** Gives the layer a name. */
    public final L name(String name) {
        rename(name);
        return self();
    }

    @Override
    public final L trainable(boolean value) {
        super.trainable(value);
        return self();
    }

    /** Sets the type in which the layer computes; Keras: {@code dtype}. */
    public final L dtype(DType dtype) {
        policy(DTypePolicy.of(dtype));
        return self();
    }

    /** Sets what the layer's outputs add to the loss. */
    public final L activityRegularizer(@Nullable Regularizer regularizer) {
        activityRegularizerOf(regularizer);
        return self();
    }

    /** Declares the shape of one sample, for the first layer of a Sequential; −1 for a size that varies. */
    public final L inputShape(int... shape) {
        inputShape = Shape.of(shape);
        return self();
    }

    /**
     * Declares how many samples every batch has, beside {@link #inputShape}, for the first layer of a Sequential: stateful
     * layers keep a state for each. Keras: {@code batch_size}.
     */
    public final L batchSize(int samples) {
        batchSize = samples;
        return self();
    }

    /** The number of samples of every batch, if it was declared. */
    public final @Nullable Integer batchSize() {
        return batchSize;
    }

    /** The shape of one sample, if it was declared. */
    public final @Nullable Shape inputShape() {
        return inputShape;
    }
}
