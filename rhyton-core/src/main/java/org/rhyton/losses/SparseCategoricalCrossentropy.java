package org.rhyton.losses;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The cross-entropy −log p(right class) of targets that are class numbers 0, 1, …, n − 1, of shape {@code (batch, …)} or
 * {@code (batch, …, 1)} beside outputs of shape {@code (batch, …, n)}. Outputs are probabilities, as a softmax gives them,
 * or logits. Probabilities are limited to [1e-7, 1 − 1e-7] and divided by their sum, unless they come straight from a
 * softmax: then the loss is computed from what went into it, without any limit.
 *
 * <p>A class number outside of 0 … n − 1 would count nothing here; {@link #checkTargets} finds it before training. Keras:
 * {@code SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param fromLogits whether outputs are logits rather than probabilities
     * @param ignoreClass a class number whose samples do not count, such as that of a border in segmentation; null for none
     */
    public record Config(
            String name,
            Reduction reduction,
            boolean fromLogits,
            @Nullable Integer ignoreClass) {
        /** The defaults. */
        public Config() {
            this("sparse_categorical_crossentropy", Reduction.SUM_OVER_BATCH_SIZE, false, null);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public SparseCategoricalCrossentropy() {
        this(new Config());
    }

    public SparseCategoricalCrossentropy(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public SparseCategoricalCrossentropy name(String name) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public SparseCategoricalCrossentropy reduction(Reduction reduction) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "reduction", reduction));
    }

    /** Whether outputs are logits rather than probabilities. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "fromLogits", fromLogits));
    }

    /** A class number whose samples do not count, such as that of a border in segmentation; null for none. */
    public SparseCategoricalCrossentropy ignoreClass(@Nullable Integer ignoreClass) {
        return new SparseCategoricalCrossentropy(Configs.with(config, "ignoreClass", ignoreClass));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        boolean column = yTrue.rank() == yPred.rank() && yTrue.dim(-1).is(1);
        Tensor labels = column ? Ops.squeeze(yTrue, -1) : yTrue;
        requireLabelsOf(labels, yPred);
        Integer ignored = config.ignoreClass();
        if (ignored == null) return entropy(labels, yPred);
        Tensor counts = Ops.notEqual(labels, Tensor.of(ignored, labels.dtype()));
        Tensor safeLabels = Ops.where(counts, labels, Ops.zerosLike(labels));
        Tensor safeOutputs = Ops.where(Ops.expandDims(counts, -1), yPred, Ops.zerosLike(yPred));
        Tensor entropy = entropy(safeLabels, safeOutputs);
        return Ops.where(counts, entropy, Ops.zerosLike(entropy)).withMask(counts);
    }

    private Tensor entropy(Tensor labels, Tensor output) {
        Tensor logits = config.fromLogits() ? output : Ops.softmaxInput(output);
        if (logits == null) logits = Ops.log(Ops.clip(output, EPSILON, 1 - EPSILON));
        return CrossEntropies.sparseSoftmax(labels, logits);
    }

    private static void requireLabelsOf(Tensor labels, Tensor output) {
        boolean fits = output.rank() > 0
                && (labels.shape().accepts(output.shape().slice(0, -1))
                        || output.shape().slice(0, -1).accepts(labels.shape()));
        if (fits) return;
        throw new ShapeException(
                "sparse categorical cross-entropy compares class numbers of shape (batch, …) with outputs of"
                        + " shape (batch, …, classes); got targets of shape " + labels.shape()
                        + " and outputs of shape "
                        + output.shape() + ". If the targets are zeros and ones, one a class, use the loss"
                        + " \"categorical_crossentropy\".");
    }

    @Override
    public void checkTargets(NDArray yTrue, Shape outputs) {
        if (outputs.rank() > 0 && outputs.dim(-1).isKnown()) {
            Losses.checkLabels(yTrue, outputs.size(-1), config.ignoreClass());
        }
    }
}
