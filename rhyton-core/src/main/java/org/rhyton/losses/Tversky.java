package org.rhyton.losses;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * 1 − overlap / (overlap + alpha · missed + beta · wrongly found), each summed over the axes: {@link Dice} with the two kinds
 * of mistake weighted apart. Keras: {@code Tversky}, which calls the missed part false positives; Salehi et al., <i>Tversky
 * loss function for image segmentation</i>, 2017.
 */
public final class Tversky extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param alpha the weight of what should have been found and was not
     * @param beta the weight of what was found and should not have been
     * @param axis the axes over which to sum; null for all, so that the loss is one number for the whole batch
     */
    public record Config(
            String name,
            Reduction reduction,
            double alpha,
            double beta,
            @Nullable List<Integer> axis) {
        /** The defaults. */
        public Config() {
            this("tversky", Reduction.SUM_OVER_BATCH_SIZE, 0.5, 0.5, null);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Tversky() {
        this(new Config());
    }

    public Tversky(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Tversky name(String name) {
        return new Tversky(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Tversky reduction(Reduction reduction) {
        return new Tversky(Configs.with(config, "reduction", reduction));
    }

    /** The weight of what should have been found and was not. */
    public Tversky alpha(double alpha) {
        return new Tversky(Configs.with(config, "alpha", alpha));
    }

    /** The weight of what was found and should not have been. */
    public Tversky beta(double beta) {
        return new Tversky(Configs.with(config, "beta", beta));
    }

    /** The axes over which to sum; null for all, so that the loss is one number for the whole batch. */
    public Tversky axis(@Nullable List<Integer> axis) {
        return new Tversky(Configs.with(config, "axis", axis));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        int[] axes = Dice.axes(config.axis());
        Tensor overlap = Ops.sum(yTrue.times(yPred), axes);
        Tensor missed = Ops.sum(CrossEntropies.one(yPred).minus(yPred).times(yTrue), axes);
        Tensor wrong = Ops.sum(yPred.times(CrossEntropies.one(yTrue).minus(yTrue)), axes);
        Tensor all = overlap.plus(missed.times(config.alpha())).plus(wrong.times(config.beta()));
        return CrossEntropies.one(overlap).minus(overlap.dividedBy(all.plus(EPSILON)));
    }
}
