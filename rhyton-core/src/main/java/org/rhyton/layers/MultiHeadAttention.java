package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Zeros;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;

/**
 * Attention by several heads, each with keys and values of its own: {@code attention.apply(query, value)}, and {@code
 * attention.apply(x, x)} for self-attention. See {@link HeadAttention} for inputs, masks and options of a call.
 *
 * <p>Input (batch, steps, features) each, output in the query's shape. Weights: query, key and value kernels (features,
 * heads, size) with biases (heads, size); attention_output kernel (heads, size, features) with bias (features,). Keras:
 * {@code keras.layers.MultiHeadAttention}; Vaswani et al. 2017.
 */
public final class MultiHeadAttention extends HeadAttention<MultiHeadAttention, MultiHeadAttention.Config> {
    /**
     * The hyperparameters.
     *
     * @param numHeads how many heads
     * @param keyDim the size of a head's query and key
     * @param valueDim the size of a head's value; null for keyDim
     * @param dropout the share of attention that is dropped in training
     * @param useGate whether the heads' results are multiplied by a sigmoid of a projection of the query
     * @param outputShape the sizes of the output's last axes; null for the query's features
     * @param attentionAxes the axes over which attention runs; null for all between batch and features
     * @param slidingWindow only steps nearer than this attend to each other; null for all
     * @param seed makes what is dropped independent of the global seed; null takes a seed from there
     */
    @Ignored(
            key = "flash_attention",
            when = {"false", "null"})
    public record Config(
            int numHeads,
            int keyDim,
            @Nullable Integer valueDim,
            double dropout,
            boolean useBias,
            boolean useGate,
            @Nullable List<Integer> outputShape,
            @Nullable List<Integer> attentionAxes,
            @Nullable Integer slidingWindow,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            @Nullable Regularizer kernelRegularizer,
            @Nullable Regularizer biasRegularizer,
            @Nullable Constraint kernelConstraint,
            @Nullable Constraint biasConstraint,
            @Nullable Long seed)
            implements Heads {
        public Config {
            if (numHeads < 1 || keyDim < 1 || (valueDim != null && valueDim < 1)) {
                throw new IllegalArgumentException("MultiHeadAttention needs at least 1 head, and sizes of at least 1;"
                        + " got numHeads = " + numHeads + ", keyDim = " + keyDim + ", valueDim = " + valueDim);
            }
        }

        public Config(int numHeads, int keyDim) {
            this(
                    numHeads,
                    keyDim,
                    null,
                    0,
                    true,
                    false,
                    null,
                    null,
                    null,
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
            return keyDim;
        }
    }

    public MultiHeadAttention(int numHeads, int keyDim) {
        this(new Config(numHeads, keyDim));
    }

    public MultiHeadAttention(Config config) {
        super(config);
        check("MultiHeadAttention", config);
    }

    public MultiHeadAttention valueDim(@Nullable Integer value) {
        return with("valueDim", value);
    }

    public MultiHeadAttention outputShape(Integer... sizes) {
        return with("outputShape", List.copyOf(Arrays.asList(sizes)));
    }

    public MultiHeadAttention attentionAxes(Integer... axes) {
        return with("attentionAxes", List.copyOf(Arrays.asList(axes)));
    }

    @Override
    protected Sizes sizes() {
        Config c = config();
        return new Sizes(c.numHeads(), c.numHeads(), c.valueDim() == null ? c.keyDim() : c.valueDim());
    }

    @Override
    protected int[] attentionAxes(int rank) {
        List<Integer> axes = config().attentionAxes();
        if (axes == null) return IntStream.range(1, rank - 1).toArray();
        return axes.stream().mapToInt(axis -> axis < 0 ? axis + rank : axis).toArray();
    }

    @Override
    protected Shape outputShape(Shape query) {
        List<Integer> sizes = config().outputShape();
        if (sizes != null) return Shape.of(sizes.stream().map(Dim::of).toList());
        if (query.dim(-1).isKnown()) return Shape.of(query.dim(-1));
        throw new ShapeException(
                "MultiHeadAttention needs a query with a known number of features, got shape " + query);
    }

    /** Keras reads the mask that the query carries, whatever the call is told. */
    @Override
    protected @Nullable Tensor queryMask(Tensor from, Call call) {
        return from.mask();
    }
}
