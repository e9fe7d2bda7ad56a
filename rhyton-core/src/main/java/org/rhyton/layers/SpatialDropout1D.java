package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * {@link Dropout} of whole channels: what is dropped is so at all time steps of a sample. Input (batch, time, channels); the
 * shape stays. Keras: {@code keras.layers.SpatialDropout1D}; Tompson et al. 2014.
 */
public final class SpatialDropout1D extends SpatialDropout<SpatialDropout1D, SpatialDropout1D.Config> {
    /**
     * The hyperparameters.
     *
     * @param rate the share of channels that is dropped, from 0 to 1
     * @param seed makes this layer's choices independent of the global seed; null takes a seed from there
     */
    @Ignored(key = "noise_shape")
    public record Config(double rate, @Nullable Long seed) {
        public Config {
            Checks.rate("SpatialDropout1D", rate);
        }

        public Config(double rate) {
            this(rate, null);
        }
    }

    public SpatialDropout1D(double rate) {
        this(new Config(rate));
    }

    public SpatialDropout1D(Config config) {
        super(config, 1);
    }

    public SpatialDropout1D seed(long value) {
        return with("seed", value);
    }

    @Override
    double rate() {
        return config().rate();
    }

    @Override
    @Nullable
    Long seed() {
        return config().seed();
    }

    @Override
    DataFormat format() {
        return DataFormat.CHANNELS_LAST;
    }
}
