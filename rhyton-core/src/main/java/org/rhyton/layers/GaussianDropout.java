package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * In training, multiplies each element by a random number of mean 1 and standard deviation √(rate / (1 − rate)); in
 * inference, does nothing. The shape stays. Keras: {@code keras.layers.GaussianDropout}; Srivastava et al. 2014.
 */
public final class GaussianDropout extends ConfiguredLayer<GaussianDropout, GaussianDropout.Config> {
    /**
     * The hyperparameters.
     *
     * @param rate as that of {@link Dropout}, from 0 to 1
     * @param seed as in {@link Dropout.Config}
     */
    public record Config(double rate, @Nullable Long seed) {
        public Config {
            Checks.rate("GaussianDropout", rate);
        }

        public Config(double rate) {
            this(rate, null);
        }
    }

    private @Nullable SeedGenerator seed;

    public GaussianDropout(double rate) {
        this(new Config(rate));
    }

    public GaussianDropout(Config config) {
        super(config);
    }

    public GaussianDropout seed(long value) {
        return with("seed", value);
    }

    @Override
    protected void build(Shape input) {
        seed = addSeed(config().seed());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        double rate = config().rate();
        if (!call.isStochastic() || rate == 0 || seed == null) return x;
        double deviation = Math.sqrt(rate / (1 - rate));
        return x.times(seed.normal(x.shape(), x.dtype()).times(deviation).plus(1));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
