package org.rhyton.layers;

import org.rhyton.activations.Activations;
import org.rhyton.ops.Tensor;

/**
 * x where it is greater than theta, else 0. The shape stays. Keras 2: {@code keras.layers.ThresholdedReLU}, which Keras 3
 * no longer has; there, {@code ReLU} with a threshold computes the same. Konda et al. 2015.
 */
public final class ThresholdedReLU extends ConfiguredLayer<ThresholdedReLU, ThresholdedReLU.Config> {
    /**
     * The hyperparameters.
     *
     * @param theta what x has to exceed, not negative; 1 by default
     */
    public record Config(double theta) {
        public Config {
            Checks.notNegative("ThresholdedReLU", "theta", theta);
        }

        public Config() {
            this(1);
        }
    }

    public ThresholdedReLU() {
        this(new Config());
    }

    public ThresholdedReLU(Config config) {
        super(config);
    }

    public ThresholdedReLU theta(double value) {
        return with("theta", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Activations.threshold(config().theta(), 0).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
