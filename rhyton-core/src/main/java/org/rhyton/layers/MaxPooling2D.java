package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each window, channel by channel. Input (batch, height, width, channels), output
 * (batch, rows, columns, channels). Keras: {@code keras.layers.MaxPooling2D}.
 */
public final class MaxPooling2D extends Pooling<MaxPooling2D> {
    /** With a window of 2 along each axis. */
    public MaxPooling2D() {
        this(new Config());
    }

    /** With the window's size along each axis; one number stands for all. */
    public MaxPooling2D(int... poolSize) {
        this(sized(poolSize));
    }

    public MaxPooling2D(Config config) {
        super(config, 2, Ops::maxPool);
    }
}
