package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each window, channel by channel; borders are not counted. Input (batch, height, width, channels), output
 * (batch, rows, columns, channels). Keras: {@code keras.layers.AveragePooling2D}.
 */
public final class AveragePooling2D extends Pooling<AveragePooling2D> {
    /** With the window's size along each axis; one number stands for all. */
    public AveragePooling2D(int... poolSize) {
        this(sized(poolSize));
    }

    public AveragePooling2D(Config config) {
        super(config, 2, Ops::averagePool);
    }
}
