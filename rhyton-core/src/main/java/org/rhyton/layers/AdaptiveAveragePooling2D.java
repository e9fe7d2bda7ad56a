package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, height, width, channels), output
 * (batch, rows, columns, channels). Keras: {@code keras.layers.AdaptiveAveragePooling2D}.
 */
public final class AdaptiveAveragePooling2D extends AdaptivePooling<AdaptiveAveragePooling2D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveAveragePooling2D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveAveragePooling2D(Config config) {
        super(config, 2, Ops::averagePool);
    }
}
