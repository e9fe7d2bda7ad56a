package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each window, channel by channel. Input (batch, depth, height, width, channels), output
 * (batch, slices, rows, columns, channels). Keras: {@code keras.layers.MaxPooling3D}.
 */
public final class MaxPooling3D extends Pooling<MaxPooling3D> {
    /** With a window of 2 along each axis. */
    public MaxPooling3D() {
        this(new Config());
    }

    /** With the window's size along each axis; one number stands for all. */
    public MaxPooling3D(int... poolSize) {
        this(sized(poolSize));
    }

    public MaxPooling3D(Config config) {
        super(config, 3, Ops::maxPool);
    }
}
