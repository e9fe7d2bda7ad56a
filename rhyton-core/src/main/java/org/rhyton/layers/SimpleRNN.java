package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Flattened;

/**
 * A recurrent layer whose output is fed back as its state: {@code h' = activation(x · kernel + h · recurrent_kernel + bias)}.
 *
 * <p>Input (batch, time, features), output (batch, units), or (batch, time, units) with {@code returnSequences}; what else
 * all recurrent layers have in common is told at {@link RecurrentLayer}. Weights: kernel (features, units), recurrent_kernel (units, units), bias (units,). Keras: {@code keras.layers.SimpleRNN}.
 */
public final class SimpleRNN extends RecurrentLayer<SimpleRNN, SimpleRNN.Config>
        implements RecurrentArguments<SimpleRNN> {
    /**
     * The hyperparameters.
     *
     * @param cell those of a step
     * @param options those of all recurrent layers
     */
    public record Config(
            @Flattened SimpleRNNCell.Config cell, @Flattened Options options) {
        public Config(SimpleRNNCell.Config cell) {
            this(cell, new Options());
        }
    }

    private @Nullable SimpleRNNCell cell;

    public SimpleRNN(int units) {
        this(new Config(new SimpleRNNCell.Config(units)));
    }

    public SimpleRNN(Config config) {
        super(config);
    }

    @Override
    public Options options() {
        return config().options();
    }

    @Override
    protected SimpleRNN like(Config config) {
        return new SimpleRNN(config);
    }

    @Override
    SimpleRNNCell cell() {
        if (cell == null) cell = addCell(new SimpleRNNCell(config().cell()), "simple_rnn_cell");
        return cell;
    }
}
