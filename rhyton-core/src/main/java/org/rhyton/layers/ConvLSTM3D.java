package org.rhyton.layers;

/**
 * A recurrent layer on sequences of volumes, (batch, time, depth, height, width, channels); see {@link ConvLSTM}. Keras: {@code keras.layers.ConvLSTM3D}; Shi et al.
 * 2015.
 */
public final class ConvLSTM3D extends ConvLSTM<ConvLSTM3D> {
    /** With the window's size along each axis; one number stands for all. */
    public ConvLSTM3D(int filters, int... kernelSize) {
        this(new Config(new ConvLSTMCell.Config(filters, Space.list(kernelSize))));
    }

    public ConvLSTM3D(Config config) {
        super(config, 3);
    }

    @Override
    protected ConvLSTM3D like(Config config) {
        return new ConvLSTM3D(config);
    }
}
