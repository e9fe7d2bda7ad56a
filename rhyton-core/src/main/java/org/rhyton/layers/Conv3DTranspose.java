package org.rhyton.layers;

/**
 * Transposed convolution over volumes: each element is spread over a window of the output.
 *
 * <p>Input (batch, depth, height, width, channels), output (batch, slices, rows, columns, filters). Weights: kernel (kernel depth, kernel height, kernel width, filters, channels),
 * bias (filters,). Keras: {@code keras.layers.Conv3DTranspose}.
 */
public final class Conv3DTranspose extends ConvTranspose<Conv3DTranspose> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv3DTranspose(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv3DTranspose(Config config) {
        super(config, 3);
    }
}
