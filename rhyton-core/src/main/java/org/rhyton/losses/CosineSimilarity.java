package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The negative cosine of the angle between target and output: −1 for the same direction, 1 for opposite ones, 0 where one
 * of them is zero. Keras: {@code CosineSimilarity}.
 */
public final class CosineSimilarity extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param axis the axis along which the vectors lie
     */
    public record Config(String name, Reduction reduction, int axis) {
        /** The defaults. */
        public Config() {
            this("cosine_similarity", Reduction.SUM_OVER_BATCH_SIZE, -1);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public CosineSimilarity() {
        this(new Config());
    }

    public CosineSimilarity(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CosineSimilarity name(String name) {
        return new CosineSimilarity(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CosineSimilarity reduction(Reduction reduction) {
        return new CosineSimilarity(Configs.with(config, "reduction", reduction));
    }

    /** The axis along which the vectors lie. */
    public CosineSimilarity axis(int axis) {
        return new CosineSimilarity(Configs.with(config, "axis", axis));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.sum(direction(yTrue).times(direction(yPred)), config.axis()).negate();
    }

    private Tensor direction(Tensor x) {
        Tensor length = Ops.keepDims(Ops.sum(Ops.square(x), config.axis()), x, config.axis());
        return x.times(Ops.minimum(Ops.rsqrt(length), 1 / EPSILON));
    }
}
