package org.rhyton.metrics;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.losses.Reduction;
import org.rhyton.losses.SameRank;
import org.rhyton.losses.Weighting;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** A weighted mean over samples, batch after batch, in two variables. */
final class RunningMean {
    private final DType dtype;
    private final Variable total;
    private final Variable count;

    RunningMean(Variable total, Variable count) {
        this.dtype = total.dtype();
        this.total = total;
        this.count = count;
    }

    void update(Tensor values, @Nullable Tensor sampleWeight) {
        Samples samples = Samples.of(values, sampleWeight, dtype, Ops::mean);
        total.assignAdd(Ops.sum(samples.values()));
        count.assignAdd(samples.count());
    }

    Tensor result() {
        return Ops.divideNoNan(total.read(), count.read());
    }

    /** A reduction over axes: the mean or the sum. */
    @FunctionalInterface
    interface Reducing {
        Tensor over(Tensor x, int... axes);
    }

    /**
     * One weighted value a sample. Keras: {@code reduce_to_samplewise_values}.
     *
     * @param weights one a sample; null for 1 throughout
     */
    record Samples(Tensor values, @Nullable Tensor weights) {

        static Samples of(Tensor unweighted, @Nullable Tensor sampleWeight, DType dtype, Reducing reducing) {
            Tensor values = Ops.cast(unweighted, dtype);
            if (sampleWeight == null) return new Samples(perSample(values, reducing), null);
            Tensor masked = Weighting.masked(sampleWeight, unweighted.mask(), dtype, Reduction.SUM);
            SameRank both = SameRank.of(values, Ops.cast(masked == null ? sampleWeight : masked, dtype));
            values = over(both.first(), both.second().rank(), reducing);
            Tensor weights = Ops.broadcastTo(both.second(), values.shape());
            return new Samples(perSample(values.times(weights), reducing), perSample(weights, reducing));
        }

        private static Tensor perSample(Tensor x, Reducing reducing) {
            return over(x, 1, reducing);
        }

        private static Tensor over(Tensor x, int firstAxis, Reducing reducing) {
            if (x.rank() <= firstAxis) return x;
            return reducing.over(x, IntStream.range(firstAxis, x.rank()).toArray());
        }

        Tensor count() {
            if (weights != null) return Ops.sum(weights);
            return values.rank() == 0 ? Tensor.of(1, values.dtype()) : Ops.size(values.dim(0), values.dtype());
        }
    }
}
