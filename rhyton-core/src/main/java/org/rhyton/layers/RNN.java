package org.rhyton.layers;

import org.rhyton.saving.Flattened;

/**
 * A recurrent layer of any cell: {@code new RNN(new LSTMCell(32))}, one of several, {@link StackedRNNCells}, or one of your
 * own.
 *
 * <p>Input (batch, time, …), output and states as the cell says; what all recurrent layers have in common is told at {@link
 * RecurrentLayer}. Weights: those of the cell. Keras: {@code keras.layers.RNN}.
 */
public final class RNN extends RecurrentLayer<RNN, RNN.Config> {
    /**
     * The hyperparameters.
     *
     * @param cell one step
     * @param options those of all recurrent layers
     */
    public record Config(
            RecurrentCell<?, ?> cell, @Flattened Options options) {
        public Config(RecurrentCell<?, ?> cell) {
            this(cell, new Options());
        }
    }

    public RNN(RecurrentCell<?, ?> cell) {
        this(new Config(cell));
    }

    public RNN(Config config) {
        super(config);
        track("cell", config.cell());
    }

    @Override
    public Options options() {
        return config().options();
    }

    @Override
    protected RNN like(Config config) {
        return new RNN(new Config(config.cell().copy(), config.options()));
    }

    @Override
    RecurrentCell<?, ?> cell() {
        return config().cell();
    }

    @Override
    int rank() {
        return 0;
    }
}
