package org.rhyton.losses;

import org.rhyton.array.DType;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * Draws samples of one class together and those of different classes apart. Outputs are embeddings of length 1, of shape
 * {@code (batch, size)}; targets are class numbers, of shape {@code (batch,)}. Samples without loss do not count in the
 * mean. Keras: {@code Circle}; Sun et al., <i>Circle Loss: A Unified Perspective of Pair Similarity Optimization</i>, 2020.
 */
public final class Circle extends AlignedLoss {
    /**
     * What the loss is made with.
     *
     * @param name what the loss is called
     * @param reduction how the losses of samples become one
     * @param gamma how strongly the hardest pairs stand out
     * @param margin how near samples of one class shall be, and how far others; from 0 to 1
     * @param removeDiagonal whether a sample is no pair with itself
     */
    public record Config(String name, Reduction reduction, double gamma, double margin, boolean removeDiagonal) {
        /** The defaults. */
        public Config() {
            this("circle", Reduction.SUM_OVER_BATCH_SIZE, 80, 0.4, true);
        }
    }

    private final Config config;

    /** The loss with defaults throughout. */
    public Circle() {
        this(new Config());
    }

    public Circle(Config config) {
        super(config.name(), config.reduction());
        this.config = config;
    }

    /** The same loss under another name. */
    public Circle name(String name) {
        return new Circle(Configs.with(config, "name", name));
    }

    /** The same loss with another reduction. */
    public Circle reduction(Reduction reduction) {
        return new Circle(Configs.with(config, "reduction", reduction));
    }

    /** How strongly the hardest pairs stand out. */
    public Circle gamma(double gamma) {
        return new Circle(Configs.with(config, "gamma", gamma));
    }

    /** How near samples of one class shall be, and how far others; from 0 to 1. */
    public Circle margin(double margin) {
        return new Circle(Configs.with(config, "margin", margin));
    }

    /** Whether a sample is no pair with itself. */
    public Circle removeDiagonal(boolean removeDiagonal) {
        return new Circle(Configs.with(config, "removeDiagonal", removeDiagonal));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    Tensor values(Tensor yTrue, Tensor yPred) {
        requireEmbeddings(yTrue, yPred);
        Tensor distances = Ops.relu(CrossEntropies.one(yPred).minus(Ops.matmul(yPred, Ops.transpose(yPred))));
        Tensor labels = Ops.cast(yTrue, DType.INT64);
        Tensor column = labels.rank() == 1 ? Ops.expandDims(labels, 1) : labels;
        Tensor same = Ops.equal(column, Ops.transpose(column));
        Tensor different = Ops.logicalNot(same);
        Tensor together = config.removeDiagonal() ? Ops.logicalAnd(same, offDiagonal(yPred)) : same;
        double margin = config.margin();
        Tensor near = weight(distances.plus(margin), together).times(distances.minus(margin));
        Tensor far = weight(distances.negate().plus(1 + margin), different)
                .times(distances.negate().plus(1 - margin));
        Tensor loss = Ops.softplus(strongest(near, together).plus(strongest(far, different)));
        return loss.withMask(Ops.greater(loss, 0));
    }

    private static void requireEmbeddings(Tensor yTrue, Tensor yPred) {
        boolean fits = yPred.rank() == 2
                && (yTrue.rank() == 1 || (yTrue.rank() == 2 && yTrue.dim(1).is(1)));
        if (fits) return;
        throw new ShapeException(
                "circle loss takes class numbers of shape (batch,) and embeddings of shape (batch, size);"
                        + " got targets of shape " + yTrue.shape() + " and outputs of shape " + yPred.shape());
    }

    private static Tensor offDiagonal(Tensor yPred) {
        Tensor index = Ops.arange(yPred.dim(0), DType.INT64);
        return Ops.notEqual(Ops.expandDims(index, 1), Ops.expandDims(index, 0));
    }

    private static Tensor weight(Tensor x, Tensor counts) {
        return Ops.relu(Ops.where(counts, x, Ops.zerosLike(x)));
    }

    /** The logarithm of the summed exponentials of the pairs that count; −∞ where there are none. */
    private Tensor strongest(Tensor pairs, Tensor counts) {
        Tensor none = Tensor.of(Double.NEGATIVE_INFINITY, pairs.dtype());
        return Ops.logSumExp(Ops.where(counts, pairs.times(config.gamma()), none), 1);
    }
}
