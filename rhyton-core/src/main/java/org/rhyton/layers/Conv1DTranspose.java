package org.rhyton.layers;

/**
 * Transposed convolution over sequences: each element is spread over a window of the output.
 *
 * <p>Input (batch, steps, channels), output (batch, positions, filters). Weights: kernel (window, filters, channels),
 * bias (filters,). Keras: {@code keras.layers.Conv1DTranspose}.
 */
public final class Conv1DTranspose extends ConvTranspose<Conv1DTranspose> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv1DTranspose(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv1DTranspose(Config config) {
        super(config, 1);
    }
}
