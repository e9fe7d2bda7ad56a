package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean of max(1 − target · output, 0) over the last axis. Targets are −1 and 1; a batch of zeros and ones is taken as
 * such. Keras: {@code Hinge}.
 */
public final class Hinge extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("hinge", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Hinge() {
        this(new Config());
    }

    public Hinge(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Hinge name(String name) {
        return new Hinge(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Hinge reduction(Reduction reduction) {
        return new Hinge(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(shortfall(yTrue, yPred), -1);
    }

    /** By how much each output is short of being 1 on the right side. */
    static Tensor shortfall(Tensor yTrue, Tensor yPred) {
        return Ops.relu(CrossEntropies.one(yPred).minus(signs(yTrue).times(yPred)));
    }

    private static Tensor signs(Tensor yTrue) {
        Tensor zeros = Ops.equal(yTrue, Tensor.of(0, yTrue.dtype()));
        Tensor ones = Ops.equal(yTrue, CrossEntropies.one(yTrue));
        return Ops.where(Ops.all(Ops.logicalOr(zeros, ones)), yTrue.times(2).minus(1), yTrue);
    }
}
