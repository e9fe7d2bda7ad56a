package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, steps, channels), output
 * (batch, positions, channels). Keras: {@code keras.layers.AdaptiveMaxPooling1D}.
 */
public final class AdaptiveMaxPooling1D extends AdaptivePooling<AdaptiveMaxPooling1D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveMaxPooling1D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveMaxPooling1D(Config config) {
        super(config, 1, Ops::maxPool);
    }
}
