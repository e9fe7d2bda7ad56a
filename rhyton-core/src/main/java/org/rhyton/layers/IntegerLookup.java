package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Ignored;

/**
 * Indices for arbitrary whole numbers, by a vocabulary that is given or that {@link #adapt} learns; with {@code
 * invert(true)} the numbers for indices. Output int64, or the form that {@link OutputMode} says. Keras:
 * {@code keras.layers.IntegerLookup}.
 */
public final class IntegerLookup extends LookupLayer<IntegerLookup, IntegerLookup.Config, Long> {
    /** What happens to unknown numbers when there are several places for them. */
    public enum OovMethod {
        /** They are sorted by their remainder. */
        FLOORMOD,
        /** They are sorted by the hash of their decimal text. */
        FARMHASH
    }

    /**
     * The hyperparameters.
     *
     * @param maxTokens the most indices, those for mask and unknown numbers included; null for any number
     * @param numOovIndices how many indices there are for numbers that are not in the vocabulary; with 0 they are an error
     * @param maskToken the number of index 0, which counts for nothing in other forms; null for none
     * @param oovToken what indices of unknown numbers are inverted to
     * @param vocabulary the numbers; null to adapt
     * @param idfWeights for output mode tf_idf with a given vocabulary, the weight of each number
     * @param padToMaxTokens whether vectors have maxTokens elements, even if fewer are in use
     * @param salt the key of the hash, two numbers, for {@link OovMethod#FARMHASH}; null for none
     * @param vocabularySize how many indices there will be, special ones included; null when the vocabulary tells
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    @Ignored(key = "vocabulary_dtype", when = "\"int64\"")
    @Ignored(
            key = "has_input_vocabulary",
            when = {"true", "false", "null"})
    public record Config(
            @Nullable Integer maxTokens,
            int numOovIndices,
            @Nullable Long maskToken,
            @Nullable Long oovToken,
            @Nullable List<Long> vocabulary,
            @Nullable List<Double> idfWeights,
            boolean invert,
            OutputMode outputMode,
            boolean padToMaxTokens,
            OovMethod oovMethod,
            @Nullable List<Long> salt,
            @Nullable Integer vocabularySize) {
        public Config() {
            this(null, 1, null, -1L, null, null, false, OutputMode.INT, false, OovMethod.FLOORMOD, null, null);
        }
    }

    private final LongUnaryOperator indexOf = this::index;
    private final LongUnaryOperator numberOf = this::number;

    public IntegerLookup() {
        this(new Config());
    }

    public IntegerLookup(Config config) {
        super(config);
    }

    public IntegerLookup maxTokens(@Nullable Integer value) {
        return with("maxTokens", value);
    }

    public IntegerLookup numOovIndices(int value) {
        return with("numOovIndices", value);
    }

    public IntegerLookup maskToken(@Nullable Long value) {
        return with("maskToken", value);
    }

    public IntegerLookup oovToken(@Nullable Long value) {
        return with("oovToken", value);
    }

    public IntegerLookup vocabulary(@Nullable List<Long> numbers) {
        return with("vocabulary", numbers);
    }

    public IntegerLookup vocabulary(long... numbers) {
        return vocabulary(Arrays.stream(numbers).boxed().toList());
    }

    public IntegerLookup idfWeights(@Nullable List<Double> weights) {
        return with("idfWeights", weights);
    }

    public IntegerLookup invert(boolean value) {
        return with("invert", value);
    }

    public IntegerLookup outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public IntegerLookup outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    public IntegerLookup padToMaxTokens(boolean value) {
        return with("padToMaxTokens", value);
    }

    public IntegerLookup oovMethod(OovMethod value) {
        return with("oovMethod", value);
    }

    public IntegerLookup salt(@Nullable List<Long> key) {
        return with("salt", key);
    }

    @Override
    Vocabulary.Rules<Long> rules() {
        Config c = config();
        if (c.salt() != null && c.oovMethod() != OovMethod.FARMHASH) {
            throw new LayerException("a salt goes with oovMethod(FARMHASH) only");
        }
        return new Vocabulary.Rules<>(
                c.maxTokens(),
                c.numOovIndices(),
                c.maskToken(),
                c.oovToken(),
                c.invert(),
                c.outputMode(),
                c.padToMaxTokens(),
                (number, places) -> c.oovMethod() == OovMethod.FLOORMOD
                        ? Math.floorMod(number, (long) places)
                        : new Buckets(places, c.salt()).of((long) number));
    }

    @Override
    @Nullable
    List<Long> tokensInConfig() {
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

    @Override
    Comparator<Long> order() {
        return Comparator.naturalOrder();
    }

    @Override
    Long parsed(String line) {
        return Long.valueOf(line.strip());
    }

    /**
     * Learns the vocabulary from numbers; each slice of axis 0 is a document, for tf_idf.
     *
     * @throws LayerException when a vocabulary was given
     */
    public void adapt(NDArray... batches) {
        List<List<Long>> documents = new ArrayList<>();
        for (NDArray batch : batches) {
            long[] numbers = batch.astype(DType.INT64).toLongArray();
            int rows = batch.rank() == 0 ? 1 : batch.shape().size(0);
            int width = rows == 0 ? 0 : numbers.length / rows;
            for (int row = 0; row < rows; row++) {
                documents.add(Arrays.stream(numbers, row * width, (row + 1) * width)
                        .boxed()
                        .toList());
            }
        }
        learn(documents);
    }

    private long index(long number) {
        return known().index(number);
    }

    private long number(long index) {
        Long number = known().token(index);
        if (number == null) {
            throw new LayerException("index " + index + " is that of no number, and layer '" + name()
                    + "' has no oovToken to give instead");
        }
        return number;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        if (config().invert()) return Ops.mapWhole(x, numberOf);
        Tensor indices = Ops.mapWhole(x, indexOf);
        return config().outputMode() == OutputMode.INT ? indices : encoded(indices);
    }
}
