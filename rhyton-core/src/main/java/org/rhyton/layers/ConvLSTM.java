package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Padding;
import org.rhyton.saving.Flattened;

/**
 * A recurrent layer on sequences of images: what the convolutional LSTMs have in common.
 *
 * <p>Input (batch, time, space…, channels), output (batch, positions…, filters), or with the time with {@code
 * returnSequences}; two states like the output. With {@code CHANNELS_FIRST} the channels come before the space. The sizes of
 * space must be known. Weights: those of {@link ConvLSTMCell}.
 *
 * @param <L> the layer's own class
 */
public abstract class ConvLSTM<L extends ConvLSTM<L>> extends RecurrentLayer<L, ConvLSTM.Config>
        implements GateArguments<L> {
    /**
     * The hyperparameters.
     *
     * @param cell those of a step
     * @param options those of all recurrent layers
     */
    public record Config(
            @Flattened ConvLSTMCell.Config cell, @Flattened Options options) {
        public Config(ConvLSTMCell.Config cell) {
            this(cell, new Options());
        }
    }

    private final int axes;
    private @Nullable ConvLSTMCell cell;

    ConvLSTM(Config config, int axes) {
        super(new Config(config.cell().forAxes(axes), config.options()));
        this.axes = axes;
    }

    /** The window's size along each axis of space; one number stands for all. */
    public final L kernelSize(int... sizes) {
        return with("kernelSize", Space.sizes("kernelSize", Space.list(sizes), axes));
    }

    /** How far the window moves along each axis; one number stands for all. */
    public final L strides(int... sizes) {
        return with("strides", Space.sizes("strides", Space.list(sizes), axes));
    }

    public final L padding(Padding value) {
        return with("padding", value);
    }

    /** By name: {@code "valid"}, {@code "same"}. */
    public final L padding(String name) {
        return padding(Space.padding(name));
    }

    public final L dataFormat(DataFormat value) {
        return with("dataFormat", value);
    }

    /** How far apart the window's elements are along each axis; one number stands for all. */
    public final L dilationRate(int... sizes) {
        return with("dilationRate", Space.sizes("dilationRate", Space.list(sizes), axes));
    }

    public final L unitForgetBias(boolean value) {
        return with("unitForgetBias", value);
    }

    @Override
    public final Options options() {
        return config().options();
    }

    @Override
    final ConvLSTMCell cell() {
        if (cell == null) cell = addCell(new ConvLSTMCell(config().cell()), "conv_lstm_cell");
        return cell;
    }

    @Override
    final int rank() {
        return axes + 3;
    }
}
