package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The cross-entropy of yes-or-no targets, −(target · log p + (1 − target) · log(1 − p)), mean over the last axis. Targets
 * are from 0 to 1; outputs are probabilities, as a sigmoid gives them, or logits. Probabilities are limited to [1e-7,
 * 1 − 1e-7], unless they come straight from a sigmoid: then the loss is computed from what went into it, without any limit.
 * Keras: {@code BinaryCrossentropy}, {@code bce}.
 */
public final class BinaryCrossentropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param labelSmoothing how far targets are moved from 0 and 1 towards an even distribution, from 0 to 1
     * @param axis the axis over which the mean is taken
     */
    public record Config(String name, Reduction reduction, boolean fromLogits, double labelSmoothing, int axis) {
        /** The defaults. */
        public Config() {
            this("binary_crossentropy", Reduction.SUM_OVER_BATCH_SIZE, false, 0, -1);
        }

        public Config {
            CrossEntropies.requireSmoothing(labelSmoothing);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public BinaryCrossentropy() {
        this(new Config());
    }

    public BinaryCrossentropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public BinaryCrossentropy name(String name) {
        return new BinaryCrossentropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public BinaryCrossentropy reduction(Reduction reduction) {
        return new BinaryCrossentropy(Configs.with(config, "reduction", reduction));
    }

    /** Whether outputs are logits rather than probabilities. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
        return new BinaryCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** How far targets are moved from 0 and 1 towards an even distribution, from 0 to 1. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
        return new BinaryCrossentropy(Configs.with(config, "labelSmoothing", labelSmoothing));
    }

    /** The axis over which the mean is taken. */
    public BinaryCrossentropy axis(int axis) {
        return new BinaryCrossentropy(Configs.with(config, "axis", axis));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor target = CrossEntropies.smoothedHalves(yTrue, config.labelSmoothing());
        return Ops.mean(
                CrossEntropies.binary("binary cross-entropy", target, yPred, config.fromLogits()), config.axis());
    }
}
