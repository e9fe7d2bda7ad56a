package org.rhyton.layers;

import org.rhyton.activations.Activations;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Renamed;

/**
 * x where positive, else {@code negativeSlope} x. The shape stays. Keras: {@code keras.layers.LeakyReLU}; Maas et al.
 * 2013. Keras 2 calls the slope {@code alpha}.
 */
public final class LeakyReLU extends ConfiguredLayer<LeakyReLU, LeakyReLU.Config> {
    /**
     * The hyperparameters.
     *
     * @param negativeSlope the slope below 0, not negative; 0.3 by default (of the activation {@code leaky_relu}, 0.2)
     */
    @Renamed(from = "alpha", to = "negative_slope")
    public record Config(double negativeSlope) {
        public Config {
            Checks.notNegative("LeakyReLU", "negativeSlope", negativeSlope);
        }

        public Config() {
            this(0.3);
        }
    }

    public LeakyReLU() {
        this(new Config());
    }

    public LeakyReLU(Config config) {
        super(config);
    }

    public LeakyReLU negativeSlope(double value) {
        return with("negativeSlope", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Activations.leakyRelu(config().negativeSlope()).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
