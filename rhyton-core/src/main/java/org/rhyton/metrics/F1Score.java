package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The harmonic mean of precision and recall of each class, or their average: {@link FBetaScore} with beta 1. Targets and
 * outputs are of shape {@code (batch, classes)}. Keras: {@code F1Score}.
 */
public final class F1Score extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param average how the scores of the classes become one; null for one score a class
     * @param threshold the probability above which an output counts as yes; null for only the largest output of a sample
     */
    public record Config(
            String name,
            DType dtype,
            @Nullable Average average,
            @Nullable Double threshold) {
        /** The defaults. */
        public Config() {
            this("f1_score", Backend.floatx(), null, null);
        }

        public Config {
            FScores.requireThreshold(threshold);
        }
    }

    private final Config config;
    private @Nullable FScores scores;

    /** The metric with defaults throughout. */
    public F1Score() {
        this(new Config());
    }

    public F1Score(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public F1Score name(String newName) {
        return new F1Score(Configs.with(config, "name", newName));
    }

    /** How the scores of the classes become one; null for one score a class. */
    public F1Score average(@Nullable Average average) {
        return new F1Score(Configs.with(config, "average", average));
    }

    /** The probability above which an output counts as yes; null for only the largest output of a sample. */
    public F1Score threshold(@Nullable Double threshold) {
        return new F1Score(Configs.with(config, "threshold", threshold));
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
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        if (scores == null) scores = FScores.of(this::addVariable, yTrue, yPred, config.average());
        scores.update(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()), sampleWeight, config.threshold());
    }

    @Override
    public Tensor result() {
        if (scores == null) throw FScores.unseen(name());
        return scores.result(1);
    }
}
