package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean cross-entropy of targets that give each class its probability. Keras: {@code CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     * @param axis the axis of the classes
     */
    public record Config(String name, DType dtype, boolean fromLogits, double labelSmoothing, int axis) {
        /** The defaults. */
        public Config() {
            this("categorical_crossentropy", Backend.floatx(), false, 0, -1);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public CategoricalCrossentropy() {
        this(new Config());
    }

    public CategoricalCrossentropy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public CategoricalCrossentropy name(String newName) {
        return new CategoricalCrossentropy(Configs.with(config, "name", newName));
    }

    /** Whether outputs are logits rather than probabilities. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
        return new CategoricalCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** How far targets are moved from 0 and 1 towards an even distribution, from 0 to 1. */
    public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
        return new CategoricalCrossentropy(Configs.with(config, "labelSmoothing", labelSmoothing));
    }

    /** The axis of the classes. */
    public CategoricalCrossentropy axis(int axis) {
        return new CategoricalCrossentropy(Configs.with(config, "axis", axis));
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
        org.rhyton.losses.CategoricalCrossentropy loss = new org.rhyton.losses.CategoricalCrossentropy()
                .fromLogits(config.fromLogits())
                .labelSmoothing(config.labelSmoothing())
                .axis(config.axis());
        return ofLoss(loss, yTrue, yPred);
    }
}
