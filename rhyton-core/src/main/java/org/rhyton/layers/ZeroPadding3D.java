package org.rhyton.layers;

/**
 * Adds zeros at the ends of each axis of space. Input (batch, depth, height, width, channels), output the same with
 * larger sizes. Keras: {@code keras.layers.ZeroPadding3D}.
 */
public final class ZeroPadding3D extends ZeroPadding<ZeroPadding3D> {
    public ZeroPadding3D() {
        this(new Config());
    }

    /** With so many zeros at both ends of each axis; one number stands for all axes. */
    public ZeroPadding3D(int... padding) {
        this(new Config(Space.bothEnds(padding), DataFormat.CHANNELS_LAST));
    }

    public ZeroPadding3D(Config config) {
        super(config, 3);
    }
}
