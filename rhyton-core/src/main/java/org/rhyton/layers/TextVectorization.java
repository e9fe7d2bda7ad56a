package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.Ignored;
import org.rhyton.saving.KerasVersion;

/**
 * Makes numbers of sentences: brings them to a standard form, splits them into words, joins words to n-grams, and looks
 * these up in a vocabulary that is given or that {@code adapt} learns. Input: texts, of shape (samples,) or (samples, 1).
 * Output: int64 indices (samples, longest) with 0 as padding and 1 for unknown words, or vectors (samples, vocabulary) as
 * {@link OutputMode} says. Keras: {@code keras.layers.TextVectorization}.
 *
 * <pre>{@code
 * var words = new TextVectorization().maxTokens(20_000);
 * words.adapt(reviews);
 * var model = new Sequential(words, new Embedding(20_000, 16), new GlobalAveragePooling1D(), new Dense(1));
 * model.compile(loss("mse"), optimizer("adam"));
 * model.fit(StringArray.of(reviews), labels);
 * }</pre>
 *
 * <p>Within a model it reads texts batch by batch, before the numbers are computed with; by {@code apply} it makes numbers of
 * all data at once. For a standard form or splitting of one's own, change the texts first: {@code texts.map(...)}, or within a
 * model {@code new Lambda(x -> Ops.mapTexts(x, ...))}.
 */
public final class TextVectorization extends TextLookupLayer<TextVectorization, TextVectorization.Config> {
    /** How texts are brought to a standard form. As in Keras, only letters of ASCII change. */
    public enum Standardize {
        LOWER_AND_STRIP_PUNCTUATION,
        LOWER,
        STRIP_PUNCTUATION
    }

    /** Where texts are split. */
    public enum Split {
        WHITESPACE,
        CHARACTER
    }

    /** A number of words stands for all n-grams up to it. */
    static final Adapter FORMS = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            LookupLayer.FORMS.reading(config, writtenBy);
            if (config.get("ngrams") instanceof Long most) {
                if (most > MOST_WORDS_JOINED) {
                    throw new ConfigException("ngrams is " + most + ": that many words are not joined into one; give at"
                            + " most " + MOST_WORDS_JOINED);
                }
                config.put("ngrams", LongStream.rangeClosed(1, most).boxed().toList());
            }
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            LookupLayer.FORMS.writing(config, readBy);
        }
    };

    /** More than any text has; a damaged file may say a billion. */
    private static final int MOST_WORDS_JOINED = 10_000;

    /** Where Keras's class has the vocabulary. */
    private static final String LOOKUP = "_lookup_layer/";

    private static final Pattern PUNCTUATION = Pattern.compile("[!\"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~']");
    private static final Pattern WHITESPACE = Pattern.compile("[ \\t\\n\\x0B\\f\\r]+");

    /**
     * The hyperparameters.
     *
     * @param maxTokens the most indices, those for padding and unknown words included; null for any number
     * @param standardize the standard form; null to leave texts as they are
     * @param split where texts are split; null for not at all
     * @param ngrams the numbers of words that are joined, such as 1 and 2; null for single words
     * @param outputMode int, multi_hot, count or tf_idf
     * @param outputSequenceLength to which length rows of indices are cut or padded; null for the longest's
     * @param padToMaxTokens whether vectors have maxTokens elements, even if fewer are in use
     * @param vocabulary the words; null to adapt
     * @param idfWeights for output mode tf_idf with a given vocabulary, the weight of each word
     * @param vocabularySize how many indices there will be, special ones included; null when the vocabulary tells
     */
    @Ignored(
            key = "sparse",
            when = {"false", "null"})
    @Ignored(
            key = "ragged",
            when = {"false", "null"})
    @Ignored(key = "encoding", when = "\"utf-8\"")
    public record Config(
            @Nullable Integer maxTokens,
            @Nullable Standardize standardize,
            @Nullable Split split,
            @Nullable List<Integer> ngrams,
            OutputMode outputMode,
            @Nullable Integer outputSequenceLength,
            boolean padToMaxTokens,
            @Nullable List<String> vocabulary,
            @Nullable List<Double> idfWeights,
            @Nullable Integer vocabularySize) {
        public Config {
            OutputMode.require(
                    "TextVectorization",
                    outputMode,
                    OutputMode.INT,
                    OutputMode.MULTI_HOT,
                    OutputMode.COUNT,
                    OutputMode.TF_IDF);
            if (outputSequenceLength != null && outputSequenceLength < 1) {
                throw new IllegalArgumentException(
                        "outputSequenceLength must be at least 1, got " + outputSequenceLength);
            }
        }

        public Config() {
            this(
                    null,
                    Standardize.LOWER_AND_STRIP_PUNCTUATION,
                    Split.WHITESPACE,
                    null,
                    OutputMode.INT,
                    null,
                    false,
                    null,
                    null,
                    null);
        }
    }

    public TextVectorization() {
        this(new Config());
    }

    public TextVectorization(Config config) {
        super(config);
    }

    public TextVectorization maxTokens(@Nullable Integer value) {
        return with("maxTokens", value);
    }

    public TextVectorization standardize(@Nullable Standardize value) {
        return with("standardize", value);
    }

    public TextVectorization split(@Nullable Split value) {
        return with("split", value);
    }

    /** By name: {@code "lower_and_strip_punctuation"}, {@code "lower"}, {@code "strip_punctuation"}. */
    public TextVectorization standardize(String name) {
        return standardize(constant(Standardize.class, name));
    }

    /** By name: {@code "whitespace"}, {@code "character"}. */
    public TextVectorization split(String name) {
        return split(constant(Split.class, name));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new LayerException("there is no '" + name + "'; there are "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }

    /** Which numbers of words are joined, in this order: {@code List.of(1, 2)} for words and pairs. */
    public TextVectorization ngrams(@Nullable List<Integer> sizes) {
        return with("ngrams", sizes);
    }

    /** Joins up to so many words. */
    public TextVectorization ngrams(int most) {
        return ngrams(IntStream.rangeClosed(1, most).boxed().toList());
    }

    public TextVectorization outputMode(OutputMode value) {
        return with("outputMode", value);
    }

    public TextVectorization outputMode(String name) {
        return outputMode(OutputMode.of(name));
    }

    public TextVectorization outputSequenceLength(@Nullable Integer value) {
        return with("outputSequenceLength", value);
    }

    public TextVectorization padToMaxTokens(boolean value) {
        return with("padToMaxTokens", value);
    }

    public TextVectorization vocabulary(@Nullable List<String> words) {
        return with("vocabulary", words);
    }

    public TextVectorization vocabulary(String... words) {
        return vocabulary(List.of(words));
    }

    public TextVectorization idfWeights(@Nullable List<Double> weights) {
        return with("idfWeights", weights);
    }

    @Override
    Vocabulary.Rules<String> rules() {
        Config c = config();
        if (c.outputSequenceLength() != null && c.outputMode() != OutputMode.INT) {
            throw new LayerException("outputSequenceLength goes with output mode 'int' only, not with '"
                    + c.outputMode().keras() + "'");
        }
        return new Vocabulary.Rules<>(
                c.maxTokens(), 1, "", "[UNK]", false, c.outputMode(), c.padToMaxTokens(), (_, _) -> 0);
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

    /** Keras's class stores it twice, once for the layer in it. */
    @Override
    protected Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new TreeMap<>();
        super.arrays().forEach((name, array) -> {
            arrays.put(name, array);
            arrays.put(LOOKUP + name, array);
        });
        return arrays;
    }

    @Override
    protected void loadAssets(Map<String, byte[]> files) {
        Map<String, byte[]> own = new TreeMap<>();
        files.forEach(
                (name, bytes) -> own.put(name.startsWith(LOOKUP) ? name.substring(LOOKUP.length()) : name, bytes));
        super.loadAssets(own);
    }

    // ---- from texts to tokens

    @Override
    List<List<String>> documents(StringArray texts) {
        requireDocuments(texts.shape());
        int samples = texts.shape().size(0);
        List<List<String>> documents = new ArrayList<>();
        for (int row = 0; row < samples; row++) {
            List<String> parts = texts.rows(row, row + 1).values().stream()
                    .map(this::standardized)
                    .flatMap(text -> tokens(text).stream())
                    .toList();
            documents.add(joined(parts));
        }
        return documents;
    }

    private void requireDocuments(Shape texts) {
        boolean single = texts.rank() == 1 || (texts.rank() == 2 && texts.dim(1).equals(Dim.of(1)));
        if (single || (texts.rank() == 2 && config().split() == null)) return;
        throw new ShapeException("TextVectorization splits texts of shape (samples,) or (samples, 1), got " + texts
                + "; reshape them, or use split(null) for texts that are tokens already");
    }

    private String standardized(String text) {
        Standardize form = config().standardize();
        if (form == null) return text;
        String lower = form == Standardize.STRIP_PUNCTUATION ? text : lower(text);
        return form == Standardize.LOWER ? lower : PUNCTUATION.matcher(lower).replaceAll("");
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i);
            if (letter >= 'A' && letter <= 'Z') lower.setCharAt(i, (char) (letter + ('a' - 'A')));
        }
        return lower.toString();
    }

    private List<String> tokens(String text) {
        Split where = config().split();
        if (where == null) return List.of(text);
        if (where == Split.CHARACTER) {
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        return Arrays.stream(WHITESPACE.split(text, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<String> joined(List<String> words) {
        List<Integer> sizes = config().ngrams();
        if (sizes == null) return words;
        List<String> joined = new ArrayList<>();
        for (int size : sizes) {
            for (int i = 0; i + size <= words.size(); i++) joined.add(String.join(" ", words.subList(i, i + size)));
        }
        return joined;
    }

    // ---- from tokens to numbers

    @Override
    Tensor read(Tensor texts) {
        requireDocuments(texts.shape());
        Dim samples = texts.dim(0);
        if (config().outputMode() != OutputMode.INT) {
            Shape vectors = Shape.of(samples, Dim.of(depth()));
            return Ops.readTexts(texts, vectors, vectorType(), words -> vectors(indices(words)));
        }
        Integer wanted = config().outputSequenceLength();
        Dim length = wanted == null ? Dim.unknown("words") : Dim.of(wanted);
        return Ops.readTexts(texts, Shape.of(samples, length), DType.INT64, words -> padded(indices(words)));
    }

    private long[][] indices(StringArray texts) {
        Vocabulary<String> vocabulary = known();
        return documents(texts).stream()
                .map(words -> words.stream().mapToLong(vocabulary::index).toArray())
                .toArray(long[][]::new);
    }

    private NDArray padded(long[][] rows) {
        Integer wanted = config().outputSequenceLength();
        int longest = Arrays.stream(rows).mapToInt(row -> row.length).max().orElse(0);
        int length = wanted == null ? longest : wanted;
        long[] all = new long[rows.length * length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * length, Math.min(length, rows[i].length));
        }
        return NDArray.of(all).reshape(rows.length, length);
    }
}
