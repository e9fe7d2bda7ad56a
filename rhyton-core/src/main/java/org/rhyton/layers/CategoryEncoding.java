package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Ignored;

/**
 * Vectors of whole numbers from 0 to numTokens − 1. Input (batch, …) of indices; output (batch, …, numTokens), in the form
 * that {@link OutputMode} says, of the layer's floating type. A second input holds weights of the indices, for {@link
 * OutputMode#COUNT}. Keras: {@code keras.layers.CategoryEncoding}.
 */
public final class CategoryEncoding extends ConfiguredLayer<CategoryEncoding, CategoryEncoding.Config> {
    /**
     * The hyperparameters.
     *
     * @param numTokens how many categories there are
     * @param outputMode one_hot, multi_hot or count
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    public record Config(int numTokens, OutputMode outputMode) {
        public Config {
            if (numTokens < 1) {
                throw new IllegalArgumentException("CategoryEncoding needs at least 1 token, got " + numTokens);
            }
            OutputMode.require(
                    "CategoryEncoding", outputMode, OutputMode.ONE_HOT, OutputMode.MULTI_HOT, OutputMode.COUNT);
        }

        public Config(int numTokens) {
            this(numTokens, OutputMode.MULTI_HOT);
        }
    }

    public CategoryEncoding(int numTokens) {
        this(new Config(numTokens));
    }

    public CategoryEncoding(Config config) {
        super(config);
    }

    public CategoryEncoding outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public CategoryEncoding outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() > 2) {
            throw new ShapeException(
                    "CategoryEncoding takes indices and, if wanted, weights; got " + inputs.size() + " inputs");
        }
        OutputMode mode = config().outputMode();
        Tensor weights = inputs.size() == 2 ? Ops.cast(inputs.getLast(), dtype()) : null;
        if (weights != null && mode != OutputMode.COUNT) {
            throw new LayerException(
                    "weights count in output mode 'count' only, and this CategoryEncoding has '" + mode.keras() + "'");
        }
        return List.of(encode(inputs.getFirst(), weights));
    }

    private Tensor encode(Tensor indices, @Nullable Tensor weights) {
        return config().outputMode().encode(Ops.cast(indices, DType.INT64), config().numTokens(), dtype(), weights);
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
