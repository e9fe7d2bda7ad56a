package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, depth, height, width, channels), output
 * (batch, slices, rows, columns, channels). Keras: {@code keras.layers.AdaptiveAveragePooling3D}.
 */
public final class AdaptiveAveragePooling3D extends AdaptivePooling<AdaptiveAveragePooling3D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveAveragePooling3D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveAveragePooling3D(Config config) {
        super(config, 3, Ops::averagePool);
    }
}
