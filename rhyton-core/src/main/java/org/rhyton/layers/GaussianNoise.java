package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * In training, adds a random number of mean 0 to each element; in inference, does nothing. The shape stays. Keras:
 * {@code keras.layers.GaussianNoise}.
 */
public final class GaussianNoise extends ConfiguredLayer<GaussianNoise, GaussianNoise.Config> {
    /**
     * The hyperparameters.
     *
     * @param stddev the standard deviation of what is added, at least 0
     * @param seed as in {@link Dropout.Config}
     */
    public record Config(double stddev, @Nullable Long seed) {
        public Config {
            if (!(stddev >= 0)) {
                throw new IllegalArgumentException(
                        "GaussianNoise needs a standard deviation of 0 or more, got " + stddev);
            }
        }

        public Config(double stddev) {
            this(stddev, null);
        }
    }

    private @Nullable SeedGenerator seed;

    public GaussianNoise(double stddev) {
        this(new Config(stddev));
    }

    public GaussianNoise(Config config) {
        super(config);
    }

    public GaussianNoise seed(long value) {
        return with("seed", value);
    }

    @Override
    protected void build(Shape input) {
        seed = addSeed(config().seed());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        if (!call.isStochastic() || config().stddev() == 0 || seed == null) return x;
        return x.plus(seed.normal(x.shape(), x.dtype()).times(config().stddev()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
