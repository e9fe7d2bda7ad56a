package org.rhyton.layers;

/**
 * Separable convolution over images: over space for each channel alone, then over the channels.
 *
 * <p>Input (batch, height, width, channels), output (batch, rows, columns, filters). Weights: depthwise_kernel (kernel height, kernel width, channels,
 * depthMultiplier), pointwise_kernel (1…, channels · depthMultiplier, filters), bias (filters,). Keras: {@code keras.layers.SeparableConv2D}.
 */
public final class SeparableConv2D extends SeparableConv<SeparableConv2D> {
    /** With the window's size along each axis; one number stands for all. */
    public SeparableConv2D(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public SeparableConv2D(Config config) {
        super(config, 2);
    }
}
