package org.rhyton.losses;

import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * max(highest output of a wrong class − output of the right class + 1, 0). Targets are zeros and a one. Keras:
 * {@code CategoricalHinge}.
 */
public final class CategoricalHinge extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     */
    public record Config(String name, Reduction reduction) {
        /** The defaults. */
        public Config() {
            this("categorical_hinge", Reduction.SUM_OVER_BATCH_SIZE);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public CategoricalHinge() {
        this(new Config());
    }

    public CategoricalHinge(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CategoricalHinge name(String name) {
        return new CategoricalHinge(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CategoricalHinge reduction(Reduction reduction) {
        return new CategoricalHinge(Configs.with(config, "reduction", reduction));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor right = Ops.sum(yTrue.times(yPred), -1);
        Tensor wrong = Ops.max(CrossEntropies.one(yTrue).minus(yTrue).times(yPred), -1);
        return Ops.maximum(wrong.minus(right).plus(1), 0);
    }
}
