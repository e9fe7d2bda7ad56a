package org.rhyton.layers;

import java.util.List;

/**
 * Adds zeros at the ends of each axis of space. Input (batch, steps, channels), output the same with
 * larger sizes. Keras: {@code keras.layers.ZeroPadding1D}.
 */
public final class ZeroPadding1D extends ZeroPadding<ZeroPadding1D> {
    public ZeroPadding1D() {
        this(new Config());
    }

    /** With so many zeros at both ends of each axis; one number stands for all axes. */
    public ZeroPadding1D(int padding) {
        this(new Config(Space.bothEnds(padding), DataFormat.CHANNELS_LAST));
    }

    /** With so many zeros at the beginning and at the end. */
    public ZeroPadding1D(int first, int last) {
        this(new Config(List.of(List.of(first, last)), DataFormat.CHANNELS_LAST));
    }

    public ZeroPadding1D(Config config) {
        super(config, 1);
    }
}
