package org.rhyton.layers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.initializers.GlorotUniform;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.Ignored;

/**
 * Attention whose scores are sums of tanh(query + key) over features. See {@link ScoredAttention} for inputs, masks and
 * options of a call. Weight: scale (features,), by which the sums are weighted. Keras: {@code
 * keras.layers.AdditiveAttention}; Bahdanau et al. 2015.
 */
public final class AdditiveAttention extends ScoredAttention<AdditiveAttention, AdditiveAttention.Config> {
    /**
     * The hyperparameters.
     *
     * @param useScale whether features have weights that are learnt; true by default
     * @param dropout the share of attention that is dropped in training
     * @param seed makes what is dropped independent of the global seed; null takes a seed from there
     */
    @Ignored(
            key = "causal",
            when = {"false", "null"})
    public record Config(
            boolean useScale, double dropout, @Nullable Long seed) implements Shares {
        public Config {
            Checks.rate("AdditiveAttention", dropout);
        }

        public Config() {
            this(true, 0, null);
        }
    }

    private @Nullable Variable scale;

    public AdditiveAttention() {
        this(new Config());
    }

    public AdditiveAttention(Config config) {
        super(config);
    }

    public AdditiveAttention useScale(boolean value) {
        return with("useScale", value);
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (!config().useScale()) return;
        Shape features = Shape.of(inputs.getFirst().dim(-1));
        scale = addWeight("scale", Checks.known("AdditiveAttention", features, inputs.getFirst()), new GlorotUniform());
    }

    @Override
    protected Tensor scores(Tensor query, Tensor key) {
        Tensor similar = Ops.tanh(Ops.add(Ops.expandDims(query, -2), Ops.expandDims(key, -3)));
        return Ops.sum(scale == null ? similar : similar.times(scale.read()), -1);
    }
}
