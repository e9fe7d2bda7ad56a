package org.rhyton.losses;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * What masks and sample weights do to the losses of single samples. Keras: {@code apply_mask} and
 * {@code reduce_weighted_values}.
 */
public final class Weighting {
    private Weighting() {}

    /**
     * Sample weights in which padding counts nothing.
     *
     * <p>Where the reduction divides by the number of all elements, the weights of real ones grow by (all / real), so that
     * the result is the mean over the real ones.
     *
     * @param sampleWeight the weights so far; null for 1 throughout
     * @param mask which elements are real; null for all
     * @return null when there are neither weights nor a mask
     */
    public static @Nullable Tensor masked(
            @Nullable Tensor sampleWeight, @Nullable Tensor mask, DType dtype, Reduction reduction) {
        if (mask == null) return sampleWeight;
        Tensor real = Ops.cast(mask, dtype);
        boolean dividesByAll = reduction == Reduction.MEAN || reduction == Reduction.SUM_OVER_BATCH_SIZE;
        if (dividesByAll) {
            Tensor all = Ops.size(mask.shape().volume(), dtype);
            real = real.times(Ops.divideNoNan(all, Ops.sum(real)));
        }
        if (sampleWeight == null) return real;
        SameRank both = SameRank.of(real, Ops.cast(sampleWeight, dtype));
        return both.second().times(both.first());
    }

    /**
     * The loss of a batch.
     *
     * @param values the losses of single samples or elements
     * @param sampleWeight a weight for each sample or element; null for 1 throughout
     * @param mask which elements are real; null for all
     * @return a scalar, or with {@link Reduction#NONE} the weighted values
     */
    public static Tensor reduce(
            Tensor values, @Nullable Tensor sampleWeight, @Nullable Tensor mask, Reduction reduction) {
        DType dtype = values.dtype();
        Tensor weights = masked(sampleWeight, mask, dtype, reduction);
        if (weights == null) return reduce(values, null, reduction);
        SameRank both = SameRank.of(values, Ops.cast(weights, dtype));
        return reduce(both.first().times(both.second()), both.second(), reduction);
    }

    private static Tensor reduce(Tensor weighted, @Nullable Tensor weights, Reduction reduction) {
        if (reduction == Reduction.NONE || weighted.rank() == 0) return weighted;
        Tensor sum = Ops.sum(weighted);
        if (reduction == Reduction.SUM) return sum;
        if (reduction == Reduction.MEAN_WITH_SAMPLE_WEIGHT && weights != null) {
            return Ops.divideNoNan(sum, Ops.sum(weights));
        }
        return Ops.divideNoNan(sum, Ops.size(weighted.shape().volume(), weighted.dtype()));
    }
}
