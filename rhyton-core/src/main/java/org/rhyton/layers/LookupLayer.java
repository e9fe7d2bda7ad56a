package org.rhyton.layers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/**
 * What layers have in common that look tokens up in a vocabulary, which is given or learned. A learned vocabulary stands in
 * the config afterwards, so that every file has it.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters, with the components {@code vocabulary} and {@code idfWeights}
 * @param <T> its tokens: texts or whole numbers
 */
public abstract class LookupLayer<L extends LookupLayer<L, C, T>, C extends Record, T> extends ConfiguredLayer<L, C> {
    /** Former names and types, single salts; and the size of a vocabulary that is there follows from it. */
    static final Adapter FORMS = new Adapter() {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            OutputMode.renameFormer(config);
            Buckets.ONE_SALT.reading(config, writtenBy);
            // Keras 2 wrote the type of the texts, or of the indices.
            if (config.get("dtype") instanceof String type && !type.contains("float")) config.remove("dtype");
            boolean isKnown = config.get("vocabulary") != null;
            if (isKnown || Long.valueOf(0).equals(config.get(SIZE))) config.remove(SIZE);
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            if (config.get(SIZE) == null) config.remove(SIZE);
        }
    };

    private static final String SIZE = "vocabulary_size";
    private static final String IDF_WEIGHTS = "idf_weights";

    private static final String ASSET = "vocabulary.txt";

    private @Nullable Vocabulary<T> vocabulary;
    private @Nullable C madeOf;
    private boolean isLearned;

    LookupLayer(C config) {
        super(config);
    }

    /** What was said beside the tokens. */
    abstract Vocabulary.Rules<T> rules();

    /** The tokens in the config; null when there are none yet. */
    abstract @Nullable List<T> tokensInConfig();

    /** The weights in the config; null when there are none. */
    abstract @Nullable List<Double> weightsInConfig();

    /** How many indices a file says there are; null when none did, or the tokens are known. */
    abstract @Nullable Integer sizeInConfig();

    /** Ascending order: of equally frequent tokens the last comes first. */
    abstract Comparator<T> order();

    /** The token of a line of a file. */
    abstract T parsed(String line);

    /**
     * The vocabulary, made of the config when it has changed.
     *
     * @throws LayerException when there is none yet
     */
    final synchronized Vocabulary<T> known() {
        Vocabulary<T> current = vocabulary;
        if (current != null && madeOf == config()) return current;
        List<T> tokens = tokensInConfig();
        if (tokens == null) {
            throw new LayerException("layer '" + name() + "' (" + className()
                    + ") has no vocabulary yet: give it one with vocabulary(...), or adapt it to data");
        }
        List<Double> weights = weightsInConfig();
        Vocabulary<T> made = new Vocabulary<>(rules(), tokens, weights == null ? List.of() : weights);
        vocabulary = made;
        madeOf = config();
        return made;
    }

    /** The length of vectors; that of a vocabulary which a file is yet to say may be known already. */
    final int depth() {
        Integer size = sizeInConfig();
        if (tokensInConfig() != null || size == null) return known().depth();
        Integer most = rules().maxTokens();
        return rules().padToMaxTokens() && most != null ? most : size;
    }

    /** Indices in the form that the output mode says. */
    final Tensor encoded(Tensor indices) {
        OutputMode mode = rules().mode();
        if (mode != OutputMode.TF_IDF) return mode.encode(indices, depth(), DType.INT64, null);
        // To draw a graph of layers with, any weights do.
        Tensor weights = tokensInConfig() == null ? Ops.zeros(Shape.of(depth()), dtype()) : Tensor.of(idfWeights());
        return OutputMode.COUNT.encode(indices, depth(), dtype(), null).times(weights);
    }

    /** The tokens in the order of their indices, the special ones first. */
    public final List<@Nullable T> getVocabulary() {
        return getVocabulary(true);
    }

    /** The tokens in the order of their indices, with or without the special ones in front. */
    public final List<@Nullable T> getVocabulary(boolean includeSpecialTokens) {
        if (tokensInConfig() == null) return includeSpecialTokens ? rules().specialTokens() : List.of();
        return known().tokens(includeSpecialTokens);
    }

    /** How many indices there are, special ones included. */
    public final int vocabularySize() {
        return getVocabulary().size();
    }

    /**
     * Declares how many indices there will be, special ones included, so that a model can be drawn before the vocabulary is
     * known; null for nothing said. Files of Keras say so, which have a learned vocabulary beside the config.
     */
    public final L vocabularySize(@Nullable Integer value) {
        return with("vocabularySize", value);
    }

    /**
     * Sets the vocabulary, with or without the special tokens in front.
     *
     * @throws LayerException when it does not fit, and the layer is as it was; output mode {@code tf_idf} needs weights too
     */
    public final void setVocabulary(List<T> tokens) {
        new Vocabulary<>(rules(), tokens, List.of());
        know(tokens, weightsInConfig());
        isLearned = false;
    }

    /** Sets the vocabulary and the weight of each token, for output mode {@code tf_idf}. */
    public final void setVocabulary(List<T> tokens, double[] idfWeights) {
        if (rules().mode() != OutputMode.TF_IDF) {
            throw new LayerException("idfWeights are for output mode 'tf_idf', and this layer has '"
                    + rules().mode().keras() + "'");
        }
        List<Double> weights = Arrays.stream(idfWeights).boxed().toList();
        new Vocabulary<>(rules(), tokens, weights);
        know(tokens, weights);
        isLearned = false;
    }

    private synchronized void know(List<T> tokens, @Nullable List<Double> weights) {
        learned("vocabulary", List.copyOf(tokens));
        learned("idfWeights", weights);
        learned("vocabularySize", null);
    }

    /** Learns the vocabulary: the most frequent tokens first, of equally frequent ones the last in order. */
    final void learn(List<List<T>> documents) {
        if (tokensInConfig() != null && !isLearned) {
            throw new LayerException("layer '" + name() + "' was given its vocabulary and does not adapt");
        }
        Map<T, Integer> counts = new HashMap<>();
        Map<T, Integer> documentCounts = new HashMap<>();
        for (List<T> document : documents) {
            Set<T> once = new HashSet<>();
            for (T token : document) {
                counts.merge(token, 1, Integer::sum);
                if (once.add(token)) documentCounts.merge(token, 1, Integer::sum);
            }
        }
        Vocabulary.Rules<T> rules = rules();
        if (rules.maskToken() != null) counts.remove(rules.maskToken());
        if (rules.oovToken() != null) counts.remove(rules.oovToken());
        List<T> tokens = new ArrayList<>(counts.keySet());
        tokens.sort(Comparator.<T>comparingInt(token -> counts.getOrDefault(token, 0))
                .thenComparing(order())
                .reversed());
        Integer most = rules.maxTokens();
        int kept = most == null ? tokens.size() : Math.min(tokens.size(), Math.max(0, most - rules.tokenStart()));
        if (kept == 0) {
            throw new LayerException("layer '" + name() + "' found no tokens in the data that it was to adapt to");
        }
        List<T> learned = List.copyOf(tokens.subList(0, kept));
        List<Double> rarities = learned.stream()
                .map(token -> rarity(documents.size(), documentCounts.getOrDefault(token, 0)))
                .toList();
        know(learned, rules.mode() == OutputMode.TF_IDF ? rarities : null);
        isLearned = true;
    }

    private double rarity(int documents, int having) {
        double weight = Math.log(1 + documents / (1.0 + having));
        return dtype() == DType.FLOAT32 ? (float) weight : weight;
    }

    /** The learned vocabulary of a file of Keras, one token a line, the special ones in front. */
    @Override
    protected void loadAssets(Map<String, byte[]> files) {
        byte[] text = files.get(ASSET);
        if (text == null || files.size() > 1) {
            throw new LayerException(
                    "layer '" + name() + "' (" + className() + ") takes a file " + ASSET + ", got " + files.keySet());
        }
        List<String> lines = new ArrayList<>(List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1)));
        while (!lines.isEmpty() && lines.getLast().isEmpty()) lines.removeLast();
        List<T> tokens = lines.stream().map(this::parsed).toList();
        List<Double> weights = weightsInConfig();
        if (rules().mode() == OutputMode.TF_IDF && (weights == null || weights.size() < tokens.size())) {
            throw new LayerException("the file has a vocabulary of " + tokens.size() + " tokens for layer '" + name()
                    + "', but " + (weights == null ? 0 : weights.size())
                    + " of the weights that output mode 'tf_idf' needs");
        }
        List<Double> used = weights == null ? null : weights.subList(0, tokens.size());
        int size = new Vocabulary<>(rules(), tokens, used == null ? List.of() : used).size();
        Integer said = sizeInConfig();
        if (said != null && said != size) {
            throw new LayerException("the config of layer '" + name() + "' (" + className() + ") says that there are "
                    + said + " indices, but the vocabulary in the file has " + size);
        }
        know(tokens, used);
        isLearned = true;
    }

    /** The weights of tf-idf, one an index. */
    @Override
    protected Map<String, NDArray> arrays() {
        if (rules().mode() != OutputMode.TF_IDF || tokensInConfig() == null) return Map.of();
        return Map.of(IDF_WEIGHTS, idfWeights());
    }

    private NDArray idfWeights() {
        return NDArray.of(known().weights()).astype(dtype());
    }

    /** Before the vocabulary, where this is in a file beside, they are kept until it comes. */
    @Override
    protected Runnable takingArrays(Map<String, NDArray> arrays) {
        NDArray found = arrays.get(IDF_WEIGHTS);
        if (rules().mode() != OutputMode.TF_IDF || found == null || arrays.size() > 1 || found.rank() != 1) {
            throw new LayerException("layer '" + name() + "' (" + className() + ") takes " + IDF_WEIGHTS
                    + " in output mode 'tf_idf' only, a vector of one number an index; got " + arrays);
        }
        List<Double> weights = Arrays.stream(found.toDoubleArray()).boxed().toList();
        List<T> tokens = tokensInConfig();
        if (tokens == null) return () -> learned("idfWeights", weights);
        if (weights.size() != depth()) {
            throw new LayerException("layer '" + name() + "' (" + className() + ") has " + depth()
                    + " indices, but the file has " + IDF_WEIGHTS + " for " + weights.size());
        }
        if (found.equals(idfWeights().astype(DType.FLOAT64))) return () -> {};
        int end = known().size();
        return () -> know(tokens, weights.subList(end - tokens.size(), end));
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
