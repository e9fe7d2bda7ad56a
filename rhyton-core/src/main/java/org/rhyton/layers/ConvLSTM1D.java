package org.rhyton.layers;

/**
 * A recurrent layer on sequences of sequences, (batch, time, steps, channels); see {@link ConvLSTM}. Keras: {@code keras.layers.ConvLSTM1D}; Shi et al.
 * 2015.
 */
public final class ConvLSTM1D extends ConvLSTM<ConvLSTM1D> {
    /** With the window's size along each axis; one number stands for all. */
    public ConvLSTM1D(int filters, int... kernelSize) {
        this(new Config(new ConvLSTMCell.Config(filters, Space.list(kernelSize))));
    }

    public ConvLSTM1D(Config config) {
        super(config, 1);
    }

    @Override
    protected ConvLSTM1D like(Config config) {
        return new ConvLSTM1D(config);
    }
}
