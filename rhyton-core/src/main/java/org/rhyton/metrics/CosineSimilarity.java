package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean cosine of the angle between target and output: 1 for the same direction, −1 for opposite ones. Keras:
 * {@code CosineSimilarity}.
 */
public final class CosineSimilarity extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param axis the axis along which the vectors lie
     */
    public record Config(String name, DType dtype, int axis) {
        /** The defaults. */
        public Config() {
            this("cosine_similarity", Backend.floatx(), -1);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public CosineSimilarity() {
        this(new Config());
    }

    public CosineSimilarity(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public CosineSimilarity name(String newName) {
        return new CosineSimilarity(Configs.with(config, "name", newName));
    }

    /** The axis along which the vectors lie. */
    public CosineSimilarity axis(int axis) {
        return new CosineSimilarity(Configs.with(config, "axis", axis));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return ofLoss(new org.rhyton.losses.CosineSimilarity().axis(config.axis()), yTrue, yPred)
                .negate();
    }
}
