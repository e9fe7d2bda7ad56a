package org.rhyton.layers;

/**
 * Transposed convolution over images: each element is spread over a window of the output.
 *
 * <p>Input (batch, height, width, channels), output (batch, rows, columns, filters). Weights: kernel (kernel height, kernel width, filters, channels),
 * bias (filters,). Keras: {@code keras.layers.Conv2DTranspose}.
 */
public final class Conv2DTranspose extends ConvTranspose<Conv2DTranspose> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv2DTranspose(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv2DTranspose(Config config) {
        super(config, 2);
    }
}
