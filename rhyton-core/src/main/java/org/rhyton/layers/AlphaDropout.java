package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * Dropout for SELU networks: in training, sets each element to SELU's lowest value with probability {@code rate}, then
 * scales and shifts all so that mean 0 and variance 1 stay. In inference, does nothing. The shape stays. Keras:
 * {@code keras.layers.AlphaDropout}; Klambauer et al. 2017.
 */
public final class AlphaDropout extends ConfiguredLayer<AlphaDropout, AlphaDropout.Config> {
    /** −scale · alpha of SELU: what large negative inputs become. */
    private static final double LOWEST = -1.0507009873554805 * 1.6732632423543772;

    /**
     * The hyperparameters.
     *
     * @param rate the share of elements that is dropped, from 0 to 1
     * @param seed as in {@link Dropout.Config}
     * @param noiseShape as in {@link Dropout.Config}
     */
    public record Config(
            double rate, @Nullable Long seed, @Nullable List<@Nullable Integer> noiseShape) {
        public Config {
            Checks.rate("AlphaDropout", rate);
        }

        public Config(double rate) {
            this(rate, null, null);
        }
    }

    private @Nullable SeedGenerator seed;

    public AlphaDropout(double rate) {
        this(new Config(rate));
    }

    public AlphaDropout(Config config) {
        super(config);
    }

    public AlphaDropout seed(long value) {
        return with("seed", value);
    }

    public AlphaDropout noiseShape(@Nullable Integer... sizes) {
        return with("noiseShape", java.util.Collections.unmodifiableList(java.util.Arrays.asList(sizes)));
    }

    @Override
    protected void build(Shape input) {
        seed = addSeed(config().seed());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        double rate = config().rate();
        if (!call.isStochastic() || rate == 0 || seed == null) return x;
        Shape shape = Dropout.noiseShape(x.shape(), config().noiseShape());
        Tensor kept = Ops.greater(seed.bernoulli(1 - rate, 1, shape, x.dtype()), 0);
        double scale = Math.pow((1 - rate) * (1 + rate * LOWEST * LOWEST), -0.5);
        double shift = -scale * LOWEST * rate;
        Tensor dropped = Ops.where(kept, x, Ops.full(x.shape(), LOWEST, x.dtype()));
        return dropped.times(scale).plus(shift);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
