package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean concordance of targets and outputs along an axis: their correlation, lessened where their means or spreads differ.
 * Keras: {@code ConcordanceCorrelation}; Lin, <i>A concordance correlation coefficient to evaluate reproducibility</i>,
 * 1989.
 */
public final class ConcordanceCorrelation extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param axis the axis along which the vectors lie
     */
    public record Config(String name, DType dtype, int axis) {
        /** The defaults. */
        public Config() {
            this("concordance_correlation", Backend.floatx(), -1);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public ConcordanceCorrelation() {
        this(new Config());
    }

    public ConcordanceCorrelation(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public ConcordanceCorrelation name(String newName) {
        return new ConcordanceCorrelation(Configs.with(config, "name", newName));
    }

    /** The axis along which the vectors lie. */
    public ConcordanceCorrelation axis(int axis) {
        return new ConcordanceCorrelation(Configs.with(config, "axis", axis));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        SameRank both = SameRank.of(Ops.cast(yTrue, yPred.dtype()), yPred);
        Tensor target = both.first();
        Tensor output = both.second();
        Tensor targetMean = mean(target);
        Tensor outputMean = mean(output);
        // Keras takes the outputs' mean from the targets too; the sum is the covariance all the same.
        Tensor covariance = target.minus(outputMean).times(output.minus(outputMean));
        Tensor spread = variance(target).plus(variance(output)).plus(Ops.square(targetMean.minus(outputMean)));
        return Ops.mean(covariance.times(2).dividedBy(spread.plus(EPSILON)), config.axis());
    }

    private Tensor mean(Tensor x) {
        return Ops.keepDims(Ops.mean(x, config.axis()), x, config.axis());
    }

    private Tensor variance(Tensor x) {
        return Ops.keepDims(Ops.variance(x, config.axis()), x, config.axis());
    }
}
