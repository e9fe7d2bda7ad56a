package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tokens and their indices: first the mask token, if any, then places for unknown tokens, then the known ones in order.
 * Immutable.
 *
 * @param <T> texts or whole numbers
 */
final class Vocabulary<T> {
    /** The index of the mask token where indices are not given out: no category. */
    private static final long NOWHERE = Long.MAX_VALUE;

    /**
     * What a lookup layer was told beside the tokens.
     *
     * @param maxTokens the most indices, special ones included; null for any number
     * @param oovIndices how many places there are for unknown tokens
     * @param maskToken the token of index 0; null for none
     * @param oovToken what an unknown index is decoded to
     * @param invert whether indices are looked up rather than tokens
     * @param bucket the place of an unknown token among so many places
     */
    record Rules<T>(
            @Nullable Integer maxTokens,
            int oovIndices,
            @Nullable T maskToken,
            @Nullable T oovToken,
            boolean invert,
            OutputMode mode,
            boolean padToMaxTokens,
            ToLongBiFunction<T, Integer> bucket) {
        Rules {
            if (maxTokens != null && maxTokens <= 1) {
                throw new LayerException("maxTokens must be greater than 1, got " + maxTokens);
            }
            if (oovIndices < 0) throw new LayerException("numOovIndices must be at least 0, got " + oovIndices);
            if (padToMaxTokens && maxTokens == null) {
                throw new LayerException("padToMaxTokens(true) needs maxTokens(...)");
            }
            if (invert && mode != OutputMode.INT) {
                throw new LayerException(
                        "invert(true) gives tokens, and so goes with output mode 'int' only, not with '" + mode.keras()
                                + "'");
            }
        }

        /** Where the places for unknown tokens begin: the mask token has a place only among indices. */
        int oovStart() {
            return maskToken != null && mode == OutputMode.INT ? 1 : 0;
        }

        int tokenStart() {
            return oovStart() + oovIndices;
        }

        List<@Nullable T> specialTokens() {
            List<@Nullable T> special = new ArrayList<>();
            if (oovStart() == 1) special.add(maskToken);
            for (int i = 0; i < oovIndices; i++) special.add(oovToken);
            return special;
        }
    }

    private final Rules<T> rules;
    private final List<T> tokens;
    private final List<Double> weights;
    private final Map<T, Integer> indices = new HashMap<>();

    /**
     * @param given the tokens, with or without the special ones in front
     * @param idfWeights for {@link OutputMode#TF_IDF}, one for each given token; else empty
     * @throws LayerException when a token comes twice or is a special one, or there are too many
     */
    Vocabulary(Rules<T> rules, List<T> given, List<Double> idfWeights) {
        this.rules = rules;
        if (given.isEmpty()) throw new LayerException("a vocabulary has at least one token; got none");
        int start = rules.tokenStart();
        boolean hasSpecial = given.size() >= start && given.subList(0, start).equals(rules.specialTokens());
        this.tokens = List.copyOf(hasSpecial ? given.subList(start, given.size()) : given);
        requireFit();
        for (int i = 0; i < tokens.size(); i++) indices.put(tokens.get(i), start + i);
        this.weights = rules.mode() == OutputMode.TF_IDF ? weights(given, idfWeights, hasSpecial) : List.of();
    }

    private void requireFit() {
        Set<T> seen = new HashSet<>();
        List<T> repeated = tokens.stream().filter(token -> !seen.add(token)).toList();
        if (!repeated.isEmpty()) {
            throw new LayerException("the tokens of a vocabulary are distinct; these come more than once: " + repeated);
        }
        requireNot(rules.maskToken(), "mask");
        if (rules.invert()) requireNot(rules.oovToken(), "oov");
        Integer most = rules.maxTokens();
        if (most != null && size() > most) {
            throw new LayerException("the vocabulary takes " + size() + " indices, special ones included, which is more"
                    + " than maxTokens(" + most + ")");
        }
    }

    private void requireNot(@Nullable T special, String kind) {
        if (special != null && tokens.contains(special)) {
            throw new LayerException(
                    "the vocabulary has the " + kind + " token '" + special + "' among its tokens; leave"
                            + " special tokens out, or put all of them in front: " + rules.specialTokens());
        }
    }

    /** One weight an index: those of special places are the mean, those of places to spare 0. */
    private List<Double> weights(List<T> given, List<Double> idfWeights, boolean hasSpecial) {
        if (idfWeights.size() != given.size()) {
            throw new LayerException("output mode 'tf_idf' needs a weight for each token; got " + given.size()
                    + " tokens and " + idfWeights.size() + " idfWeights");
        }
        double mean =
                idfWeights.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        List<Double> all = new ArrayList<>();
        if (!hasSpecial) for (int i = 0; i < rules.tokenStart(); i++) all.add(mean);
        all.addAll(idfWeights);
        while (all.size() < depth()) all.add(0.0);
        return all;
    }

    Rules<T> rules() {
        return rules;
    }

    /** How many indices are in use, special ones included. */
    int size() {
        return rules.tokenStart() + tokens.size();
    }

    /** The length of vectors. */
    int depth() {
        Integer most = rules.maxTokens();
        return rules.padToMaxTokens() && most != null ? most : size();
    }

    /** The weight of each index. */
    double[] weights() {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The tokens in the order of their indices, the special ones first where wanted. */
    List<@Nullable T> tokens(boolean withSpecial) {
        List<@Nullable T> all = new ArrayList<>(withSpecial ? rules.specialTokens() : List.of());
        all.addAll(tokens);
        return Collections.unmodifiableList(all);
    }

    /**
     * The index of a token.
     *
     * @throws LayerException when it is unknown and there is no place for such
     */
    long index(T token) {
        if (token.equals(rules.maskToken())) return rules.mode() == OutputMode.INT ? 0 : NOWHERE;
        Integer known = indices.get(token);
        if (known != null) return known;
        return switch (rules.oovIndices()) {
            case 0 ->
                throw new LayerException(
                        "'" + token + "' is not in the vocabulary, and numOovIndices(0) leaves no place"
                                + " for unknown tokens; use numOovIndices(1), or add it");
            case 1 -> rules.oovStart();
            default -> rules.oovStart() + rules.bucket().applyAsLong(token, rules.oovIndices());
        };
    }

    /** The token of an index; the token for unknown ones where there is none. */
    @Nullable
    T token(long index) {
        if (index == 0 && rules.maskToken() != null) return rules.maskToken();
        long place = index - rules.tokenStart();
        return place >= 0 && place < tokens.size() ? tokens.get((int) place) : rules.oovToken();
    }
}
