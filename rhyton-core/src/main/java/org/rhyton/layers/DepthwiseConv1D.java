package org.rhyton.layers;

/**
 * Depthwise convolution over sequences: each channel has filters of its own.
 *
 * <p>Input (batch, steps, channels), output (batch, positions, channels · depthMultiplier). Weights: kernel (window, channels,
 * depthMultiplier), bias (channels · depthMultiplier,). Keras: {@code keras.layers.DepthwiseConv1D}.
 */
public final class DepthwiseConv1D extends DepthwiseConv<DepthwiseConv1D> {
    /** With the window's size along each axis; one number stands for all. */
    public DepthwiseConv1D(int... kernelSize) {
        this(new Config(Space.list(kernelSize)));
    }

    public DepthwiseConv1D(Config config) {
        super(config, 1);
    }
}
