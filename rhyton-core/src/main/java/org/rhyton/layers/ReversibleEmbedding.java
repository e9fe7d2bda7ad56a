package org.rhyton.layers;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;
import org.rhyton.initializers.RandomUniform;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Ignored;

/**
 * An {@link Embedding} that goes both ways, for language models: the first layer makes vectors of words, and the same layer,
 * called once more at the end with the option {@code reverse}, makes of a vector a number for each word.
 *
 * <pre>{@code
 * var words = new ReversibleEmbedding(20_000, 256);
 * var hidden = decoder.apply(words.apply(tokens));
 * var logits = words.apply(List.of(hidden), Argument.reverse()).getFirst();
 * }</pre>
 *
 * <p>Input (batch, …) of whole numbers, output (batch, …, outputDim); in reverse, input (batch, …, outputDim), output (batch,
 * …, inputDim). Weights: embeddings (inputDim, outputDim), whose transpose is used in reverse; where weights are not tied, in
 * its place reverse_embeddings (outputDim, inputDim). Keras: {@code keras.layers.ReversibleEmbedding}; Press and Wolf 2016.
 */
public final class ReversibleEmbedding extends ConfiguredLayer<ReversibleEmbedding, ReversibleEmbedding.Config> {
    static final String REVERSE = "reverse";

    /**
     * The hyperparameters.
     *
     * @param inputDim how many indices there are
     * @param outputDim the size of the vectors
     * @param maskZero whether index 0 is padding, so that layers that follow leave such steps out
     * @param tieWeights whether both directions have one matrix
     * @param reverseDtype in which the reverse is computed; null for the layer's
     * @param logitSoftCap what the numbers of the reverse stay below, by a tanh; null for nothing
     */
    @Ignored(key = "quantization_config")
    public record Config(
            int inputDim,
            int outputDim,
            Initializer embeddingsInitializer,
            @Nullable Regularizer embeddingsRegularizer,
            @Nullable Constraint embeddingsConstraint,
            boolean maskZero,
            boolean tieWeights,
            @Nullable DType reverseDtype,
            @Nullable Double logitSoftCap) {
        public Config {
            if (inputDim < 1 || outputDim < 1) {
                throw new IllegalArgumentException("ReversibleEmbedding needs sizes of at least 1, got inputDim = "
                        + inputDim + ", outputDim = " + outputDim);
            }
        }

        public Config(int inputDim, int outputDim) {
            this(inputDim, outputDim, new RandomUniform(), null, null, false, true, null, null);
        }
    }

    private @Nullable Variable embeddings;
    private @Nullable Variable reverseEmbeddings;

    public ReversibleEmbedding(int inputDim, int outputDim) {
        this(new Config(inputDim, outputDim));
    }

    public ReversibleEmbedding(Config config) {
        super(config);
    }

    public ReversibleEmbedding embeddingsInitializer(Initializer value) {
        return with("embeddingsInitializer", value);
    }

    public ReversibleEmbedding embeddingsInitializer(String name) {
        return embeddingsInitializer(Initializers.get(name));
    }

    public ReversibleEmbedding embeddingsRegularizer(@Nullable Regularizer value) {
        return with("embeddingsRegularizer", value);
    }

    public ReversibleEmbedding embeddingsConstraint(@Nullable Constraint value) {
        return with("embeddingsConstraint", value);
    }

    public ReversibleEmbedding maskZero(boolean value) {
        return with("maskZero", value);
    }

    public ReversibleEmbedding tieWeights(boolean value) {
        return with("tieWeights", value);
    }

    public ReversibleEmbedding reverseDtype(@Nullable DType value) {
        return with("reverseDtype", value);
    }

    public ReversibleEmbedding logitSoftCap(@Nullable Double value) {
        return with("logitSoftCap", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        embeddings = addWeight(
                "embeddings",
                Shape.of(c.inputDim(), c.outputDim()),
                c.embeddingsInitializer(),
                c.embeddingsRegularizer(),
                c.embeddingsConstraint(),
                true);
        if (c.tieWeights()) return;
        reverseEmbeddings =
                addWeight("reverse_embeddings", Shape.of(c.outputDim(), c.inputDim()), c.embeddingsInitializer());
    }

    @Override
    protected Set<String> callOptions() {
        return Set.of(REVERSE);
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor x = inputs.getFirst();
        Tensor table = Checks.made(embeddings).read();
        return List.of(call.isTold(REVERSE) ? reverse(x, table) : Embedding.lookUp(table, x, config().maskZero()));
    }

    private Tensor reverse(Tensor x, Tensor table) {
        DType type = config().reverseDtype() == null ? dtype() : config().reverseDtype();
        Tensor kernel = reverseEmbeddings == null ? Ops.transpose(table) : reverseEmbeddings.read();
        Tensor logits = Ops.matmul(Ops.cast(x, type), Ops.cast(kernel, type));
        Double cap = config().logitSoftCap();
        return cap == null ? logits : Ops.tanh(logits.dividedBy(cap)).times(cap);
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
