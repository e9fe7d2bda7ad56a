package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The mean of each window, channel by channel; borders are not counted. Input (batch, depth, height, width, channels), output
 * (batch, slices, rows, columns, channels). Keras: {@code keras.layers.AveragePooling3D}.
 */
public final class AveragePooling3D extends Pooling<AveragePooling3D> {
    /** With the window's size along each axis; one number stands for all. */
    public AveragePooling3D(int... poolSize) {
        this(sized(poolSize));
    }

    public AveragePooling3D(Config config) {
        super(config, 3, Ops::averagePool);
    }
}
