package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The cross-entropy −Σ target · log p of targets that give each class its probability, mostly zeros and a one. Outputs are
 * probabilities, as a softmax gives them, or logits. Probabilities are divided by their sum and limited to [1e-7,
 * 1 − 1e-7], unless they come straight from a softmax: then the loss is computed from what went into it, without any limit.
 *
 * <p>Targets that are class numbers want {@link SparseCategoricalCrossentropy}. Keras: {@code CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     * @param axis the axis of the classes
     */
    public record Config(String name, Reduction reduction, boolean fromLogits, double labelSmoothing, int axis) {
        /** The defaults. */
        public Config() {
            this("categorical_crossentropy", Reduction.SUM_OVER_BATCH_SIZE, false, 0, -1);
        }

        public Config {
            CrossEntropies.requireSmoothing(labelSmoothing);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public CategoricalCrossentropy() {
        this(new Config());
    }

    public CategoricalCrossentropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CategoricalCrossentropy name(String name) {
        return new CategoricalCrossentropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CategoricalCrossentropy reduction(Reduction reduction) {
        return new CategoricalCrossentropy(Configs.with(config, "reduction", reduction));
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
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        CrossEntropies.requireSameShape("categorical cross-entropy", yTrue, yPred, HINT);
        Tensor target = CrossEntropies.smoothedClasses(yTrue, config.labelSmoothing());
        int axis = yPred.shape().axis(config.axis());
        Tensor logits = config.fromLogits() ? yPred : axis == yPred.rank() - 1 ? Ops.softmaxInput(yPred) : null;
        if (logits != null) return CrossEntropies.softmax(target, logits, axis);
        Tensor probability = CrossEntropies.normalized(yPred, axis);
        return Ops.sum(target.times(Ops.log(probability)), axis).negate();
    }

    static final String HINT = " If the targets are class numbers 0, 1, 2, …, use the loss"
            + " \"sparse_categorical_crossentropy\"; if each target is one yes or no, use \"binary_crossentropy\".";
}
