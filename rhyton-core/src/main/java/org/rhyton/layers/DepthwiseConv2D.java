package org.rhyton.layers;

/**
 * Depthwise convolution over images: each channel has filters of its own.
 *
 * <p>Input (batch, height, width, channels), output (batch, rows, columns, channels · depthMultiplier). Weights: kernel (kernel height, kernel width, channels,
 * depthMultiplier), bias (channels · depthMultiplier,). Keras: {@code keras.layers.DepthwiseConv2D}.
 */
public final class DepthwiseConv2D extends DepthwiseConv<DepthwiseConv2D> {
    /** With the window's size along each axis; one number stands for all. */
    public DepthwiseConv2D(int... kernelSize) {
        this(new Config(Space.list(kernelSize)));
    }

    public DepthwiseConv2D(Config config) {
        super(config, 2);
    }
}
