package org.rhyton.layers;

/**
 * Convolution over volumes: each output channel is a weighted sum over a window that slides over depth, height and width.
 *
 * <p>Input (batch, depth, height, width, channels), output (batch, slices, rows, columns, filters). Weights: kernel (kernel depth, kernel height, kernel width, channels / groups, filters),
 * bias (filters,). Keras: {@code keras.layers.Conv3D}.
 */
public final class Conv3D extends Conv<Conv3D> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv3D(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv3D(Config config) {
        super(config, 3);
    }
}
