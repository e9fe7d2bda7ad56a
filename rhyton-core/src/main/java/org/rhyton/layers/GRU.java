package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Flattened;

/**
 * A recurrent layer with gates and one state.
 *
 * <p>Input (batch, time, features), output (batch, units), or (batch, time, units) with {@code returnSequences}; what else
 * all recurrent layers have in common is told at {@link RecurrentLayer}. Weights: kernel (features, 3·units), recurrent_kernel (units, 3·units), bias (2, 3·units), or (3·units,) without
 * {@code resetAfter}; the gates in the order update, reset, candidate. Keras: {@code keras.layers.GRU}; Cho et al. 2014.
 */
public final class GRU extends RecurrentLayer<GRU, GRU.Config> implements GateArguments<GRU> {
    /**
     * The hyperparameters.
     *
     * @param cell those of a step
     * @param options those of all recurrent layers
     */
    public record Config(
            @Flattened GRUCell.Config cell, @Flattened Options options) {
        public Config(GRUCell.Config cell) {
            this(cell, new Options());
        }
    }

    private @Nullable GRUCell cell;

    public GRU(int units) {
        this(new Config(new GRUCell.Config(units)));
    }

    public GRU(Config config) {
        super(config);
    }

    public GRU resetAfter(boolean value) {
        return with("resetAfter", value);
    }

    @Override
    public Options options() {
        return config().options();
    }

    @Override
    protected GRU like(Config config) {
        return new GRU(config);
    }

    @Override
    GRUCell cell() {
        if (cell == null) cell = addCell(new GRUCell(config().cell()), "gru_cell");
        return cell;
    }
}
