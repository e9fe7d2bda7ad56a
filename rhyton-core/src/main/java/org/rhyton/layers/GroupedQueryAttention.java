package org.rhyton.layers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Zeros;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;

/**
 * Attention by several heads, groups of which share their keys and values. See {@link HeadAttention} for inputs, masks and
 * options of a call.
 *
 * <p>Input (batch, steps, features) each, output in the query's shape. Weights: query kernel (features, query heads, size)
 * and bias; key and value kernels (features, key heads, size) and biases; attention_output kernel (query heads, size,
 * features) and bias. Keras: {@code keras.layers.GroupedQueryAttention}; Ainslie et al. 2023.
 */
public final class GroupedQueryAttention extends HeadAttention<GroupedQueryAttention, GroupedQueryAttention.Config> {
    /**
     * The hyperparameters.
     *
     * @param headDim the size of a head
     * @param numQueryHeads how many heads the query has, a multiple of that of key and value
     * @param numKeyValueHeads how many heads key and value have
     * @param useGate whether the heads' results are multiplied by a sigmoid of a projection of the query
     * @param slidingWindow only steps nearer than this attend to each other; null for all
     * @param dropout the share of attention that is dropped in training
     * @param seed makes what is dropped independent of the global seed; null takes a seed from there
     */
    @Ignored(
            key = "flash_attention",
            when = {"false", "null"})
    public record Config(
            int headDim,
            int numQueryHeads,
            int numKeyValueHeads,
            boolean useBias,
            boolean useGate,
            @Nullable Integer slidingWindow,
            double dropout,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint biasConstraint,
            @Nullable Long seed)
            implements Heads {
        public Config {
            boolean positive = headDim > 0 && numQueryHeads > 0 && numKeyValueHeads > 0;
            if (!positive || numQueryHeads % numKeyValueHeads != 0) {
                throw new IllegalArgumentException(
                        "GroupedQueryAttention needs a size of at least 1, and a number of query"
                                + " heads that is a multiple of that of key and value heads; got headDim = " + headDim
                                + ", numQueryHeads = " + numQueryHeads + ", numKeyValueHeads = " + numKeyValueHeads);
            }
        }

        public Config(int headDim, int numQueryHeads, int numKeyValueHeads) {
            this(
                    headDim,
                    numQueryHeads,
                    numKeyValueHeads,
                    true,
                    false,
                    null,
                    0,
                    new GlorotUniform(),
                    new Zeros(),
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        @Override
        public int keySize() {
            return headDim;
        }
    }

    public GroupedQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        this(new Config(headDim, numQueryHeads, numKeyValueHeads));
    }

    public GroupedQueryAttention(Config config) {
        super(config);
        check("GroupedQueryAttention", config);
    }

    @Override
    protected Sizes sizes() {
        Config c = config();
        return new Sizes(c.numQueryHeads(), c.numKeyValueHeads(), c.headDim());
    }

    @Override
    protected int[] attentionAxes(int rank) {
        return new int[] {1};
    }

    @Override
    protected Shape outputShape(Shape query) {
        return Checks.known("GroupedQueryAttention", Shape.of(query.dim(-1)), query);
    }

    /** Keras has its class under another name than the layer. */
    @Override
    public String className() {
        return "GroupQueryAttention";
    }

    @Override
    String attribute(String projection) {
        return "_" + projection;
    }
}
