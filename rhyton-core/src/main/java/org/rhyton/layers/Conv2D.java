package org.rhyton.layers;

/**
 * Convolution over images: each output channel is a weighted sum over a window that slides over height and width.
 *
 * <p>Input (batch, height, width, channels), output (batch, rows, columns, filters). Weights: kernel (kernel height, kernel width, channels / groups, filters),
 * bias (filters,). Keras: {@code keras.layers.Conv2D}.
 */
public final class Conv2D extends Conv<Conv2D> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv2D(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv2D(Config config) {
        super(config, 2);
    }
}
