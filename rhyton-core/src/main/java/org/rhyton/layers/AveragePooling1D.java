package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each window, channel by channel; borders are not counted. Input (batch, steps, channels), output
 * (batch, positions, channels). Keras: {@code keras.layers.AveragePooling1D}.
 */
public final class AveragePooling1D extends Pooling<AveragePooling1D> {
    /** With the window's size along each axis; one number stands for all. */
    public AveragePooling1D(int... poolSize) {
        this(sized(poolSize));
    }

    public AveragePooling1D(Config config) {
        super(config, 1, Ops::averagePool);
    }
}
