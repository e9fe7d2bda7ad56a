package org.rhyton.losses;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * 1 − 2 · overlap / (targets + outputs), each summed over the axes: how far two regions are from covering each other. Keras:
 * {@code Dice}.
 */
public final class Dice extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param axis the axes over which to sum; null for all, so that the loss is one number for the whole batch
     */
    public record Config(
            String name, Reduction reduction, @Nullable List<Integer> axis) {
        /** The defaults. */
        public Config() {
            this("dice", Reduction.SUM_OVER_BATCH_SIZE, null);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Dice() {
        this(new Config());
    }

    public Dice(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Dice name(String name) {
        return new Dice(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Dice reduction(Reduction reduction) {
        return new Dice(Configs.with(config, "reduction", reduction));
    }

    /** The axes over which to sum; null for all, so that the loss is one number for the whole batch. */
    public Dice axis(@Nullable List<Integer> axis) {
        return new Dice(Configs.with(config, "axis", axis));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        int[] axes = axes(config.axis());
        Tensor overlap = Ops.sum(yTrue.times(yPred), axes);
        Tensor both = Ops.sum(yTrue, axes).plus(Ops.sum(yPred, axes));
        return CrossEntropies.one(overlap).minus(overlap.times(2).dividedBy(both.plus(EPSILON)));
    }

    /** The axes of a config; none stands for all. */
    static int[] axes(@Nullable List<Integer> axes) {
        return axes == null
                ? new int[0]
                : axes.stream().mapToInt(Integer::intValue).toArray();
    }
}
