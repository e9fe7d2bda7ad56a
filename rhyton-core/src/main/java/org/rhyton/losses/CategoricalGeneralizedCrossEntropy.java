package org.rhyton.losses;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * (1 − p^q) / q, where p is the probability of the right class: between the cross-entropy (q near 0) and the absolute error
 * (q near 1), for targets some of which are wrong. Targets are class numbers. Keras:
 * {@code CategoricalGeneralizedCrossEntropy}; Zhang and Sabuncu, <i>Generalized Cross Entropy Loss for Training Deep Neural
 * Networks with Noisy Labels</i>, 2018.
 */
public final class CategoricalGeneralizedCrossEntropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param q above 0 and below 1: how much wrong targets are put up with
     */
    public record Config(String name, Reduction reduction, double q) {
        /** The defaults. */
        public Config() {
            this("categorical_generalized_cross_entropy", Reduction.SUM_OVER_BATCH_SIZE, 0.5);
        }

        public Config {
            if (!(q > 0 && q < 1)) throw new IllegalArgumentException("q must be above 0 and below 1, got " + q);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public CategoricalGeneralizedCrossEntropy() {
        this(new Config());
    }

    public CategoricalGeneralizedCrossEntropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public CategoricalGeneralizedCrossEntropy name(String name) {
        return new CategoricalGeneralizedCrossEntropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public CategoricalGeneralizedCrossEntropy reduction(Reduction reduction) {
        return new CategoricalGeneralizedCrossEntropy(Configs.with(config, "reduction", reduction));
    }

    /** Above 0 and below 1: how much wrong targets are put up with. */
    public CategoricalGeneralizedCrossEntropy q(double q) {
        return new CategoricalGeneralizedCrossEntropy(Configs.with(config, "q", q));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        boolean column = yTrue.rank() == yPred.rank() && yTrue.dim(-1).is(1);
        Tensor labels = column ? Ops.squeeze(yTrue, -1) : yTrue;
        Tensor right = Ops.takeAlongLast(yPred, Ops.cast(labels, DType.INT64));
        Tensor rest = CrossEntropies.one(right).minus(Ops.power(right, config.q()));
        return rest.dividedBy(config.q());
    }

    @Override
    public void checkTargets(NDArray yTrue, Shape outputs) {
        if (outputs.rank() > 0 && outputs.dim(-1).isKnown()) {
            Losses.checkLabels(yTrue, outputs.size(-1), null);
        }
    }
}
