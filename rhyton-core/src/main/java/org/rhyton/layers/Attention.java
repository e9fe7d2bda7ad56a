package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Ones;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Ignored;

/**
 * Attention whose scores are the dot products of query and key. See {@link ScoredAttention} for inputs, masks and options of
 * a call. Weights, numbers: scale, if it is used; concat_score_weight, in that mode. Keras: {@code
 * keras.layers.Attention}; Luong et al. 2015.
 */
public final class Attention extends ScoredAttention<Attention, Attention.Config> {
    /** What scores are. */
    public enum ScoreMode {
        /** The dot product of query and key. */
        DOT,
        /** The sum of tanh(query + key) over features, times a weight. */
        CONCAT
    }

    /**
     * The hyperparameters.
     *
     * @param useScale whether scores are multiplied by a number that is learnt
     * @param scoreMode what scores are
     * @param dropout the share of attention that is dropped in training
     * @param seed makes what is dropped independent of the global seed; null takes a seed from there
     */
    @Ignored(
            key = "causal",
            when = {"false", "null"})
    public record Config(
            boolean useScale,
            ScoreMode scoreMode,
            double dropout,
            @Nullable Long seed) implements Shares {
        public Config {
            Checks.rate("Attention", dropout);
        }

        public Config() {
            this(false, ScoreMode.DOT, 0, null);
        }
    }

    private @Nullable Variable scale;
    private @Nullable Variable concatScoreWeight;

    public Attention() {
        this(new Config());
    }

    public Attention(Config config) {
        super(config);
    }

    public Attention useScale(boolean value) {
        return with("useScale", value);
    }

    public Attention scoreMode(ScoreMode value) {
        return with("scoreMode", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (config().useScale()) scale = addWeight("scale", Shape.SCALAR, new Ones());
        if (config().scoreMode() == ScoreMode.CONCAT) {
            concatScoreWeight = addWeight("concat_score_weight", Shape.SCALAR, new Ones());
        }
    }

    @Override
    protected Tensor scores(Tensor query, Tensor key) {
        return switch (config().scoreMode()) {
            case DOT -> scaled(Ops.einsum("...qd,...kd->...qk", query, key));
            case CONCAT -> {
                Tensor sums = Ops.add(Ops.expandDims(query, -2), Ops.expandDims(key, -3));
                yield Ops.sum(Ops.tanh(scaled(sums)), -1)
                        .times(Checks.made(concatScoreWeight).read());
            }
        };
    }

    private Tensor scaled(Tensor x) {
        return scale == null ? x : x.times(scale.read());
    }
}
