package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Ignored;

/**
 * Indices for texts, by a vocabulary that is given or that {@code adapt} learns; with {@code invert(true)} the texts for
 * indices, by {@link #decode}. Output int64, or the form that {@link OutputMode} says. Keras:
 * {@code keras.layers.StringLookup}.
 *
 * <pre>{@code
 * var colours = new StringLookup().vocabulary("red", "green", "blue").outputMode("one_hot");
 * NDArray x = colours.apply("blue", "red", "pink");
 * }</pre>
 *
 * <p>Within a model its input is texts: {@code colours.apply(input(STRING, 1))}.
 */
public final class StringLookup extends TextLookupLayer<StringLookup, StringLookup.Config> {
    /**
     * The hyperparameters.
     *
     * @param maxTokens the most indices, those for mask and unknown texts included; null for any number
     * @param numOovIndices how many indices there are for texts that are not in the vocabulary; with 0 they are an error
     * @param maskToken the text of index 0, which counts for nothing in other forms; null for none
     * @param oovToken what indices of unknown texts are decoded to
     * @param vocabulary the texts; null to adapt
     * @param idfWeights for output mode tf_idf with a given vocabulary, the weight of each text
     * @param padToMaxTokens whether vectors have maxTokens elements, even if fewer are in use
     * @param salt the key of the hash that sorts unknown texts, two numbers; null for none
     * @param vocabularySize how many indices there will be, special ones included; null when the vocabulary tells
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    @Ignored(key = "encoding", when = "\"utf-8\"")
    @Ignored(key = "vocabulary_dtype", when = "\"string\"")
    @Ignored(
            key = "oov_method",
            when = {"\"floormod\"", "\"farmhash\"", "null"})
    @Ignored(
            key = "has_input_vocabulary",
            when = {"true", "false", "null"})
    public record Config(
            @Nullable Integer maxTokens,
            int numOovIndices,
            @Nullable String maskToken,
            @Nullable String oovToken,
            @Nullable List<String> vocabulary,
            @Nullable List<Double> idfWeights,
            boolean invert,
            OutputMode outputMode,
            boolean padToMaxTokens,
            @Nullable List<Long> salt,
            @Nullable Integer vocabularySize) {
        public Config() {
            this(null, 1, null, "[UNK]", null, null, false, OutputMode.INT, false, null, null);
        }
    }

    public StringLookup() {
        this(new Config());
    }

    public StringLookup(Config config) {
        super(config);
    }

    public StringLookup maxTokens(@Nullable Integer value) {
        return with("maxTokens", value);
    }

    public StringLookup numOovIndices(int value) {
        return with("numOovIndices", value);
    }

    public StringLookup maskToken(@Nullable String value) {
        return with("maskToken", value);
    }

    public StringLookup oovToken(@Nullable String value) {
        return with("oovToken", value);
    }

    public StringLookup vocabulary(@Nullable List<String> texts) {
        return with("vocabulary", texts);
    }

    public StringLookup vocabulary(String... texts) {
        return vocabulary(List.of(texts));
    }

    public StringLookup idfWeights(@Nullable List<Double> weights) {
        return with("idfWeights", weights);
    }

    public StringLookup invert(boolean value) {
        return with("invert", value);
    }

    public StringLookup outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public StringLookup outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    public StringLookup padToMaxTokens(boolean value) {
        return with("padToMaxTokens", value);
    }

    public StringLookup salt(@Nullable List<Long> key) {
        return with("salt", key);
    }

    @Override
    Vocabulary.Rules<String> rules() {
        Config c = config();
        return new Vocabulary.Rules<>(
                c.maxTokens(),
                c.numOovIndices(),
                c.maskToken(),
                c.oovToken(),
                c.invert(),
                c.outputMode(),
                c.padToMaxTokens(),
                (text, places) -> new Buckets(places, c.salt()).of(text));
    }

    @Override
    @Nullable
    List<String> tokensInConfig() {
        return config().vocabulary();
    }

    @Override
    @Nullable
    Integer sizeInConfig() {
        return config().vocabularySize();
    }

    @Override
    @Nullable
    List<Double> weightsInConfig() {
        return config().idfWeights();
    }

    /** Each slice of axis 0 is a document. */
    @Override
    List<List<String>> documents(StringArray texts) {
        List<List<String>> documents = new ArrayList<>();
        for (int row = 0; row < texts.shape().size(0); row++)
            documents.add(texts.rows(row, row + 1).values());
        return documents;
    }

    /** The indices of texts, or vectors of them; of more than two axes, axis 1 holds a sample's categories. */
    @Override
    Tensor read(Tensor texts) {
        if (config().invert()) {
            throw new LayerException("layer '" + name() + "' has invert(true) and makes texts of indices: call decode");
        }
        OutputMode mode = config().outputMode();
        if (mode == OutputMode.INT || mode == OutputMode.ONE_HOT || texts.rank() > 2) {
            Tensor indices = Ops.readTexts(
                    texts,
                    texts.shape(),
                    DType.INT64,
                    words -> NDArray.of(indices(words)).reshape(words.shape()));
            return mode == OutputMode.INT ? indices : encoded(indices);
        }
        Dim depth = Dim.of(depth());
        Shape vectors = texts.rank() < 2 ? Shape.of(depth) : Shape.of(texts.dim(0), depth);
        return Ops.readTexts(texts, vectors, vectorType(), this::vectors);
    }

    private long[] indices(StringArray texts) {
        return texts.values().stream().mapToLong(known()::index).toArray();
    }

    /** A vector for each sample; of texts along one axis, one for all. */
    private NDArray vectors(StringArray texts) {
        long[] indices = indices(texts);
        int samples = texts.rank() < 2 ? 1 : texts.shape().size(0);
        int width = samples == 0 ? 0 : indices.length / samples;
        long[][] rows = new long[samples][];
        for (int i = 0; i < samples; i++) rows[i] = Arrays.copyOfRange(indices, i * width, (i + 1) * width);
        NDArray vectors = vectors(rows);
        return texts.rank() < 2 ? vectors.reshape(vectors.shape().from(1)) : vectors;
    }

    /**
     * The texts of indices.
     *
     * @throws LayerException when the layer does not have {@code invert(true)}
     */
    public StringArray decode(NDArray indices) {
        if (!config().invert()) {
            throw new LayerException("layer '" + name() + "' makes indices of texts; one with invert(true) and the same"
                    + " vocabulary decodes them");
        }
        List<String> texts = new ArrayList<>();
        for (long index : indices.astype(DType.INT64).flatten().toLongArray()) {
            String text = known().token(index);
            texts.add(text == null ? "" : text);
        }
        return new StringArray(Shape.of(indices.shape().dims()), texts);
    }
}
