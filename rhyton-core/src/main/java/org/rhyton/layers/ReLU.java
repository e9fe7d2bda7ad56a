package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activations;
import org.rhyton.ops.Tensor;

/**
 * Rectified linear units: x from the threshold up to the limit; {@code negativeSlope} (x − threshold) below. The shape
 * stays. Keras: {@code keras.layers.ReLU}.
 */
public final class ReLU extends ConfiguredLayer<ReLU, ReLU.Config> {
    /**
     * The hyperparameters; none may be negative.
     *
     * @param maxValue the limit above; null for none
     * @param negativeSlope the slope below the threshold
     * @param threshold where the output begins to rise
     */
    public record Config(@Nullable Double maxValue, double negativeSlope, double threshold) {
        public Config {
            if (maxValue != null) Checks.notNegative("ReLU", "maxValue", maxValue);
            Checks.notNegative("ReLU", "negativeSlope", negativeSlope);
            Checks.notNegative("ReLU", "threshold", threshold);
        }

        public Config() {
            this(null, 0, 0);
        }
    }

    public ReLU() {
        this(new Config());
    }

    public ReLU(Config config) {
        super(config);
    }

    public ReLU maxValue(@Nullable Double value) {
        return with("maxValue", value);
    }

    public ReLU negativeSlope(double value) {
        return with("negativeSlope", value);
    }

    public ReLU threshold(double value) {
        return with("threshold", value);
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        Config c = config();
        return Activations.relu(c.negativeSlope(), c.maxValue(), c.threshold()).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
