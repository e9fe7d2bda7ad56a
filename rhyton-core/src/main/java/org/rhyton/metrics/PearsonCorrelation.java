package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.losses.SameRank;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The mean correlation of targets and outputs along an axis: how well a straight line makes one of the other. Keras:
 * {@code PearsonCorrelation}.
 */
public final class PearsonCorrelation extends MeanMetric {
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
            this("pearson_correlation", Backend.floatx(), -1);
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public PearsonCorrelation() {
        this(new Config());
    }

    public PearsonCorrelation(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public PearsonCorrelation name(String newName) {
        return new PearsonCorrelation(Configs.with(config, "name", newName));
    }

    /** The axis along which the vectors lie. */
    public PearsonCorrelation axis(int axis) {
        return new PearsonCorrelation(Configs.with(config, "axis", axis));
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
        return Ops.mean(standardized(both.first()).times(standardized(both.second())), config.axis());
    }

    private Tensor standardized(Tensor x) {
        Tensor centred = x.minus(Ops.keepDims(Ops.mean(x, config.axis()), x, config.axis()));
        Tensor variance = Ops.variance(centred, config.axis());
        return centred.dividedBy(Ops.sqrt(Ops.keepDims(variance, x, config.axis())));
    }
}
