package org.rhyton.layers;

/**
 * Separable convolution over sequences: over space for each channel alone, then over the channels.
 *
 * <p>Input (batch, steps, channels), output (batch, positions, filters). Weights: depthwise_kernel (window, channels,
 * depthMultiplier), pointwise_kernel (1…, channels · depthMultiplier, filters), bias (filters,). Keras: {@code keras.layers.SeparableConv1D}.
 */
public final class SeparableConv1D extends SeparableConv<SeparableConv1D> {
    /** With the window's size along each axis; one number stands for all. */
    public SeparableConv1D(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public SeparableConv1D(Config config) {
        super(config, 1);
    }
}
