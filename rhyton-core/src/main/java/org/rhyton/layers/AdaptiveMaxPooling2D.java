package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, height, width, channels), output
 * (batch, rows, columns, channels). Keras: {@code keras.layers.AdaptiveMaxPooling2D}.
 */
public final class AdaptiveMaxPooling2D extends AdaptivePooling<AdaptiveMaxPooling2D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveMaxPooling2D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveMaxPooling2D(Config config) {
        super(config, 2, Ops::maxPool);
    }
}
