package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * Binary cross-entropy in which samples that are already right count less: times (1 − p)^gamma, where p is the probability
 * of the right answer. Keras: {@code BinaryFocalCrossentropy}; Lin et al., <i>Focal Loss for Dense Object Detection</i>,
 * 2017.
 */
public final class BinaryFocalCrossentropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     * @param axis the axis over which the mean is taken
     * @param applyClassBalancing whether the two classes are weighted by alpha and 1 − alpha
     * @param alpha the weight of class 1 when the classes are balanced
     * @param gamma how strongly samples that are already right lose weight; 0: not at all
     */
    public record Config(
            String name,
            Reduction reduction,
            boolean fromLogits,
            double labelSmoothing,
            int axis,
            boolean applyClassBalancing,
            double alpha,
            double gamma) {
        /** The defaults. */
        public Config() {
            this("binary_focal_crossentropy", Reduction.SUM_OVER_BATCH_SIZE, false, 0, -1, false, 0.25, 2);
        }

        public Config {
            CrossEntropies.requireSmoothing(labelSmoothing);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public BinaryFocalCrossentropy() {
        this(new Config());
    }

    public BinaryFocalCrossentropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public BinaryFocalCrossentropy name(String name) {
        return new BinaryFocalCrossentropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public BinaryFocalCrossentropy reduction(Reduction reduction) {
        return new BinaryFocalCrossentropy(Configs.with(config, "reduction", reduction));
    }

    /** Whether outputs are logits rather than probabilities. */
    public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
        return new BinaryFocalCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** How far targets are moved from 0 and 1 towards an even distribution, from 0 to 1. */
    public BinaryFocalCrossentropy labelSmoothing(double labelSmoothing) {
        return new BinaryFocalCrossentropy(Configs.with(config, "labelSmoothing", labelSmoothing));
    }

    /** The axis over which the mean is taken. */
    public BinaryFocalCrossentropy axis(int axis) {
        return new BinaryFocalCrossentropy(Configs.with(config, "axis", axis));
    }

    /** Whether the two classes are weighted by alpha and 1 − alpha. */
    public BinaryFocalCrossentropy applyClassBalancing(boolean applyClassBalancing) {
        return new BinaryFocalCrossentropy(Configs.with(config, "applyClassBalancing", applyClassBalancing));
    }

    /** The weight of class 1 when the classes are balanced. */
    public BinaryFocalCrossentropy alpha(double alpha) {
        return new BinaryFocalCrossentropy(Configs.with(config, "alpha", alpha));
    }

    /** How strongly samples that are already right lose weight; 0: not at all. */
    public BinaryFocalCrossentropy gamma(double gamma) {
        return new BinaryFocalCrossentropy(Configs.with(config, "gamma", gamma));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor target = CrossEntropies.smoothedHalves(yTrue, config.labelSmoothing());
        Tensor output = config.fromLogits() ? Ops.sigmoid(yPred) : yPred;
        Tensor entropy = CrossEntropies.binary("binary focal cross-entropy", target, output, false);
        Tensor opposite = CrossEntropies.one(target).minus(target);
        Tensor right = target.times(output)
                .plus(opposite.times(CrossEntropies.one(output).minus(output)));
        Tensor focal = Ops.power(CrossEntropies.one(right).minus(right), config.gamma())
                .times(entropy);
        return Ops.mean(config.applyClassBalancing() ? balance(target, opposite).times(focal) : focal, config.axis());
    }

    private Tensor balance(Tensor target, Tensor opposite) {
        return target.times(config.alpha()).plus(opposite.times(1 - config.alpha()));
    }
}
