package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, depth, height, width, channels), output
 * (batch, slices, rows, columns, channels). Keras: {@code keras.layers.AdaptiveMaxPooling3D}.
 */
public final class AdaptiveMaxPooling3D extends AdaptivePooling<AdaptiveMaxPooling3D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveMaxPooling3D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveMaxPooling3D(Config config) {
        super(config, 3, Ops::maxPool);
    }
}
