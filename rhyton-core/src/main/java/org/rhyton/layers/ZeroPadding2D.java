package org.rhyton.layers;

/**
 * Adds zeros at the ends of each axis of space. Input (batch, height, width, channels), output the same with
 * larger sizes. Keras: {@code keras.layers.ZeroPadding2D}.
 */
public final class ZeroPadding2D extends ZeroPadding<ZeroPadding2D> {
    public ZeroPadding2D() {
        this(new Config());
    }

    /** With so many zeros at both ends of each axis; one number stands for all axes. */
    public ZeroPadding2D(int... padding) {
        this(new Config(Space.bothEnds(padding), DataFormat.CHANNELS_LAST));
    }

    public ZeroPadding2D(Config config) {
        super(config, 2);
    }
}
