package org.rhyton.layers;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;

/**
 * Attention without projections: each step of the query takes the values of steps in shares that follow from scores of query
 * and key. What the scores are is the business of subclasses.
 *
 * <p>Inputs: query (batch, query steps, features), value (batch, value steps, features), and key, which is the value when it
 * is not given; output (batch, query steps, features of the value). Masks leave out steps of the value, and make masked
 * steps of the query 0. Options of a call: {@code use_causal_mask}; {@code return_attention_scores}, with which the shares
 * (batch, query steps, value steps) are a second output.
 *
 * @param <L> the layer's own class
 * @param <C> its record of hyperparameters
 */
public abstract class ScoredAttention<L extends ScoredAttention<L, C>, C extends Record & ScoredAttention.Shares>
        extends ConfiguredLayer<L, C> {
    private static final Set<String> OPTIONS = Set.of("return_attention_scores", "use_causal_mask");

    /** What is subtracted from the scores of masked steps, as in Keras. */
    private static final double MASKED = 1e9;

    /** What all such layers are told. */
    public interface Shares {
        /** The share of attention that is dropped in training. */
        double dropout();

        @Nullable
        Long seed();
    }

    private @Nullable SeedGenerator generator;

    protected ScoredAttention(C config) {
        super(config);
    }

    public final L dropout(double value) {
        return with("dropout", value);
    }

    public final L seed(@Nullable Long value) {
        return with("seed", value);
    }

    /** How similar each step of the query is to each of the key: (batch, query steps, key steps). */
    protected abstract Tensor scores(Tensor query, Tensor key);

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new LayerException(
                    className() + " takes query and value, or query, value and key; got " + inputs.size() + " inputs");
        }
        if (config().dropout() > 0) generator = addSeed(config().seed());
    }

    @Override
    protected final Set<String> callOptions() {
        return OPTIONS;
    }

    @Override
    protected final List<Tensor> call(List<Tensor> inputs, Call call) {
        Tensor query = inputs.get(0);
        Tensor value = inputs.get(1);
        Tensor scores = scores(query, inputs.getLast());
        Tensor mask = mask(scores, value.mask(), call.isTold("use_causal_mask"));
        if (mask != null) scores = Ops.where(mask, scores, scores.minus(MASKED));
        Tensor shares = Ops.softmax(scores);
        Tensor kept = Dropout.drop(shares, config().dropout(), generator, shares.shape(), call);
        Tensor result = Ops.matmul(kept, value);
        if (query.mask() != null) {
            result = Ops.where(Ops.expandDims(query.mask(), -1), result, Ops.zerosLike(result));
        }
        result = result.withMask(query.mask());
        return call.isTold("return_attention_scores") ? List.of(result, shares) : List.of(result);
    }

    private static @Nullable Tensor mask(Tensor scores, @Nullable Tensor ofValue, boolean causal) {
        Tensor mask = ofValue == null ? null : Ops.expandDims(ofValue, -2);
        if (!causal) return mask;
        Tensor rows = Ops.expandDims(Ops.arange(scores.dim(-2), DType.INT64), 1);
        Tensor columns = Ops.expandDims(Ops.arange(scores.dim(-1), DType.INT64), 0);
        return Masks.both(mask, Ops.expandDims(Ops.greaterEqual(rows, columns), 0));
    }
}
