package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each part of the input, which is divided into as many parts as the output has elements.
 * Input (batch, steps, channels), output
 * (batch, positions, channels). Keras: {@code keras.layers.AdaptiveAveragePooling1D}.
 */
public final class AdaptiveAveragePooling1D extends AdaptivePooling<AdaptiveAveragePooling1D> {
    /** With the output's size along each axis; one number stands for all. */
    public AdaptiveAveragePooling1D(int... outputSize) {
        this(new Config(Space.list(outputSize)));
    }

    public AdaptiveAveragePooling1D(Config config) {
        super(config, 1, Ops::averagePool);
    }
}
