package org.rhyton.layers;

import org.rhyton.activations.Activations;
import org.rhyton.ops.Tensor;

/** Applies an activation function; the shape stays. Keras: {@code keras.layers.Activation}. */
public final class Activation extends ConfiguredLayer<Activation, Activation.Config> {
    public record Config(org.rhyton.activations.Activation activation) {}

    public Activation(org.rhyton.activations.Activation activation) {
        this(new Config(activation));
    }

    /** The activation of a name, such as {@code "relu"}. */
    public Activation(String name) {
        this(Activations.get(name));
    }

    public Activation(Config config) {
        super(config);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return config().activation().apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
