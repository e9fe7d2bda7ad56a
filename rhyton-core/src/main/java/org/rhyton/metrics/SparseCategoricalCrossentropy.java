package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean cross-entropy of targets that are class numbers. Keras: {@code SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param ignoreClass a class number whose samples count nothing; null for none
     * @param axis the axis of the classes
     */
    public record Config(
            String name,
            DType dtype,
            boolean fromLogits,
            @Nullable Integer ignoreClass,
            int axis) {
        /** The defaults. */
        public Config() {
            this("sparse_categorical_crossentropy", Backend.floatx(), false, null, -1);
        }

        public Config {
            if (axis != -1) {
                throw new IllegalArgumentException("sparse categorical cross-entropy knows classes along the last axis"
                        + " only: axis must be -1, got " + axis);
            }
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public SparseCategoricalCrossentropy() {
        this(new Config());
    }

    public SparseCategoricalCrossentropy(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public SparseCategoricalCrossentropy name(String newName) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "name", newName));
    }

    /** Whether outputs are logits rather than probabilities. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** A class number whose samples count nothing; null for none. */
    public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer ignoreClass) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "ignoreClass", ignoreClass));
    }

    /** The axis of the classes. */
    public SparseCategoricalCrossentropy axis(int axis) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "axis", axis));
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
        org.rhyton.losses.SparseCategoricalCrossentropy loss = new org.rhyton.losses.SparseCategoricalCrossentropy()
                .fromLogits(config.fromLogits())
                .ignoreClass(config.ignoreClass());
        return ofLoss(loss, yTrue, yPred);
    }
}
