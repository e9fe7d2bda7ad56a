package org.rhyton.metrics;

import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/** The Kullback-Leibler divergence Σ target · log(target / output). Keras: {@code KLDivergence}. */
public final class KLDivergence extends MeanMetric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     */
    public record Config(String name, DType dtype) {
        /** The defaults. */
        public Config() {
            this("kl_divergence", Backend.floatx());
        }
    }

    private final Config config;

    /** The metric with defaults throughout. */
    public KLDivergence() {
        this(new Config());
    }

    public KLDivergence(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public KLDivergence name(String newName) {
        return new KLDivergence(Configs.with(config, "name", newName));
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return ofLoss(new org.rhyton.losses.KLDivergence(), yTrue, yPred);
    }
}
