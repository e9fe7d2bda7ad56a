package org.rhyton.layers;

import java.util.List;
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
 * A vector for each index: a table lookup that learns. Input (batch, …) of whole numbers from 0 to inputDim − 1, output
 * (batch, …, outputDim). Weight: embeddings (inputDim, outputDim). Keras: {@code keras.layers.Embedding}.
 */
public final class Embedding extends ConfiguredLayer<Embedding, Embedding.Config> {
    /**
     * The hyperparameters.
     *
     * @param inputDim how many indices there are
     * @param outputDim the size of the vectors
     * @param maskZero whether index 0 is padding, so that layers that follow leave such steps out
     */
    @Ignored(key = "quantization_config")
    @Ignored(key = "input_length")
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    public record Config(
            int inputDim,
            int outputDim,
            Initializer embeddingsInitializer,
            @Nullable Regularizer embeddingsRegularizer,
            @Nullable Constraint embeddingsConstraint,
            boolean maskZero) {
        public Config {
            if (inputDim < 1 || outputDim < 1) {
                throw new IllegalArgumentException("Embedding needs sizes of at least 1, got inputDim = " + inputDim
                        + ", outputDim = " + outputDim);
            }
        }

        public Config(int inputDim, int outputDim) {
            this(inputDim, outputDim, new RandomUniform(), null, null, false);
        }
    }

    private @Nullable Variable embeddings;

    public Embedding(int inputDim, int outputDim) {
        this(new Config(inputDim, outputDim));
    }

    public Embedding(Config config) {
        super(config);
    }

    public Embedding embeddingsInitializer(Initializer value) {
        return with("embeddingsInitializer", value);
    }

    public Embedding embeddingsInitializer(String name) {
        return embeddingsInitializer(Initializers.get(name));
    }

    public Embedding embeddingsRegularizer(@Nullable Regularizer value) {
        return with("embeddingsRegularizer", value);
    }

    public Embedding embeddingsConstraint(@Nullable Constraint value) {
        return with("embeddingsConstraint", value);
    }

    public Embedding maskZero(boolean value) {
        return with("maskZero", value);
    }

    @Override
    protected void build(Shape input) {
        Config c = config();
        Shape shape = Shape.of(c.inputDim(), c.outputDim());
        embeddings = addWeight(
                "embeddings",
                shape,
                c.embeddingsInitializer(),
                c.embeddingsRegularizer(),
                c.embeddingsConstraint(),
                true);
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return List.of(lookUp(Checks.made(embeddings).read(), inputs.getFirst(), config().maskZero()));
    }

    /** The rows of a table of vectors that whole numbers name, masked where they are 0 if wanted. */
    static Tensor lookUp(Tensor table, Tensor x, boolean maskZero) {
        Tensor indices = Ops.cast(x, DType.INT64);
        Tensor vectors = Ops.take(table, indices);
        return maskZero ? vectors.withMask(Ops.cast(indices, DType.BOOL)) : vectors;
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
