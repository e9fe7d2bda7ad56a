package org.rhyton.layers;

import org.rhyton.ops.Ops;

/**
 * The largest element of each window, channel by channel. Input (batch, steps, channels), output
 * (batch, positions, channels). Keras: {@code keras.layers.MaxPooling1D}.
 */
public final class MaxPooling1D extends Pooling<MaxPooling1D> {
    /** With a window of 2 along each axis. */
    public MaxPooling1D() {
        this(new Config());
    }

    /** With the window's size along each axis; one number stands for all. */
    public MaxPooling1D(int... poolSize) {
        this(sized(poolSize));
    }

    public MaxPooling1D(Config config) {
        super(config, 1, Ops::maxPool);
    }
}
