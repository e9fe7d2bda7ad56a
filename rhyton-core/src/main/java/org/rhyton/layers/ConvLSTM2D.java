package org.rhyton.layers;

/**
 * A recurrent layer on sequences of images, (batch, time, height, width, channels); see {@link ConvLSTM}. Keras: {@code keras.layers.ConvLSTM2D}; Shi et al.
 * 2015.
 */
public final class ConvLSTM2D extends ConvLSTM<ConvLSTM2D> {
    /** With the window's size along each axis; one number stands for all. */
    public ConvLSTM2D(int filters, int... kernelSize) {
        this(new Config(new ConvLSTMCell.Config(filters, Space.list(kernelSize))));
    }

    public ConvLSTM2D(Config config) {
        super(config, 2);
    }

    @Override
    protected ConvLSTM2D like(Config config) {
        return new ConvLSTM2D(config);
    }
}
