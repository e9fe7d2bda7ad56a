package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * Categorical cross-entropy in which samples that are already right count less: −Σ alpha · (1 − p)^gamma · target · log p.
 * Keras: {@code CategoricalFocalCrossentropy}; Lin et al., <i>Focal Loss for Dense Object Detection</i>, 2017.
 */
public final class CategoricalFocalCrossentropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     * @param axis the axis of the classes
     * @param alpha the weight of all classes
     * @param gamma how strongly samples that are already right lose weight; 0: not at all
     */
    public record Config(
            String name,
            Reduction reduction,
            boolean fromLogits,
            double labelSmoothing,
            int axis,
            double alpha,
            double gamma) {
        /** The defaults. */
        public Config() {
            this("categorical_focal_crossentropy", Reduction.SUM_OVER_BATCH_SIZE, false, 0, -1, 0.25, 2);
        }

        public Config {
            CrossEntropies.requireSmoothing(labelSmoothing);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public CategoricalFocalCrossentropy() {
        this(new Config());
    }

    public CategoricalFocalCrossentropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CategoricalFocalCrossentropy name(String name) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CategoricalFocalCrossentropy reduction(Reduction reduction) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "reduction", reduction));
    }

    /** Whether outputs are logits rather than probabilities. */
    public CategoricalFocalCrossentropy fromLogits(boolean fromLogits) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** How far targets are moved from 0 and 1 towards an even distribution, from 0 to 1. */
    public CategoricalFocalCrossentropy labelSmoothing(double labelSmoothing) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "labelSmoothing", labelSmoothing));
    }

    /** The axis of the classes. */
    public CategoricalFocalCrossentropy axis(int axis) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "axis", axis));
    }

    /** The weight of all classes. */
    public CategoricalFocalCrossentropy alpha(double alpha) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "alpha", alpha));
    }

    /** How strongly samples that are already right lose weight; 0: not at all. */
    public CategoricalFocalCrossentropy gamma(double gamma) {
        return new CategoricalFocalCrossentropy(Configs.with(config, "gamma", gamma));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        CrossEntropies.requireSameShape("categorical focal cross-entropy", yTrue, yPred, CategoricalCrossentropy.HINT);
        Tensor target = CrossEntropies.smoothedClasses(yTrue, config.labelSmoothing());
        Tensor output = config.fromLogits() ? Ops.softmax(yPred, config.axis()) : yPred;
        Tensor probability = CrossEntropies.normalized(output, config.axis());
        Tensor entropy = target.times(Ops.log(probability)).negate();
        Tensor weight = Ops.power(CrossEntropies.one(probability).minus(probability), config.gamma())
                .times(config.alpha());
        return Ops.sum(weight.times(entropy), config.axis());
    }
}
