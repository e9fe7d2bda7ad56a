package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The mean cross-entropy of yes-or-no targets. Keras: {@code BinaryCrossentropy}. */
public final class BinaryCrossentropy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     */
    public record Config(String name, DType dtype, boolean fromLogits, double labelSmoothing) {
        /** The defaults. */
        public Config() {
            this("binary_crossentropy", Backend.floatx(), false, 0);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public BinaryCrossentropy() {
        this(new Config());
    }

    public BinaryCrossentropy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public BinaryCrossentropy name(String newName) {
        return new BinaryCrossentropy(Configs.with(config, "name", newName));
    }

    /** Whether outputs are logits rather than probabilities. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        return new BinaryCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** How far targets are moved from 0 and 1 towards an even distribution, from 0 to 1. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
        return new BinaryCrossentropy(Configs.with(config, "labelSmoothing", labelSmoothing));
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        org.rhyton.losses.BinaryCrossentropy loss = new org.rhyton.losses.BinaryCrossentropy()
                .fromLogits(config.fromLogits())
                .labelSmoothing(config.labelSmoothing());
        return ofLoss(loss, yTrue, yPred);
    }
}
