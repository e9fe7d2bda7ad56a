package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * {@link Dropout} of whole channels: what is dropped is so at all voxels of a sample. Input (batch, depth, height, width, channels); the
 * shape stays. Keras: {@code keras.layers.SpatialDropout3D}; Tompson et al. 2014.
 */
public final class SpatialDropout3D extends SpatialDropout<SpatialDropout3D, SpatialDropout3D.Config> {
    /**
     * The hyperparameters.
     *
     * @param rate the share of channels that is dropped, from 0 to 1
     * @param seed makes this layer's choices independent of the global seed; null takes a seed from there
     * @param dataFormat where the channels are
     */
    @Ignored(key = "noise_shape")
    public record Config(double rate, @Nullable Long seed, DataFormat dataFormat) {
        public Config {
            Checks.rate("SpatialDropout3D", rate);
        }

        public Config(double rate) {
            this(rate, null, DataFormat.CHANNELS_LAST);
        }
    }

    public SpatialDropout3D(double rate) {
        this(new Config(rate));
    }

    public SpatialDropout3D(Config config) {
        super(config, 3);
    }

    public SpatialDropout3D seed(long value) {
        return with("seed", value);
    }

    public SpatialDropout3D dataFormat(DataFormat value) {
        return with("dataFormat", value);
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
        return config().dataFormat();
    }
}
