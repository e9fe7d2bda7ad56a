package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Flattened;

/**
 * A recurrent layer with a memory: gates decide what enters it, what stays and what is shown. Two states, hidden and cell.
 *
 * <p>Input (batch, time, features), output (batch, units), or (batch, time, units) with {@code returnSequences}; what else
 * all recurrent layers have in common is told at {@link RecurrentLayer}. Weights: kernel (features, 4·units), recurrent_kernel (units, 4·units), bias (4·units,), the gates in the order input, forget,
 * cell, output. Keras: {@code keras.layers.LSTM}; Hochreiter and Schmidhuber 1997.
 */
public final class LSTM extends RecurrentLayer<LSTM, LSTM.Config> implements GateArguments<LSTM> {
    /**
     * The hyperparameters.
     *
     * @param cell those of a step
     * @param options those of all recurrent layers
     */
    public record Config(
            @Flattened LSTMCell.Config cell, @Flattened Options options) {
        public Config(LSTMCell.Config cell) {
            this(cell, new Options());
        }
    }

    private @Nullable LSTMCell cell;

    public LSTM(int units) {
        this(new Config(new LSTMCell.Config(units)));
    }

    public LSTM(Config config) {
        super(config);
    }

    public LSTM unitForgetBias(boolean value) {
        return with("unitForgetBias", value);
    }

    @Override
    public Options options() {
        return config().options();
    }

    @Override
    protected LSTM like(Config config) {
        return new LSTM(config);
    }

    @Override
    LSTMCell cell() {
        if (cell == null) cell = addCell(new LSTMCell(config().cell()), "lstm_cell");
        return cell;
    }
}
