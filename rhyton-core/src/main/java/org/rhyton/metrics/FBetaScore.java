package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The F-beta score of each class, or their average: (1 + beta²) · precision · recall / (beta² · precision + recall). Targets
 * and outputs are of shape {@code (batch, classes)}. Keras: {@code FBetaScore}.
 */
public final class FBetaScore extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param average how the scores of the classes become one; null for one score a class
     * @param beta how many times as much recall counts as precision
     * @param threshold the probability above which an output counts as yes; null for only the largest output of a sample
     */
    public record Config(
            String name,
            DType dtype,
            @Nullable Average average,
            double beta,
            @Nullable Double threshold) {
        /** The defaults. */
        public Config() {
            this("fbeta_score", Backend.floatx(), null, 1, null);
        }

        public Config {
            FScores.requireBeta(beta);
            FScores.requireThreshold(threshold);
        }
    }

    private final Config config;
    private @Nullable FScores scores;

    /** The metric with defaults throughout. */
    public FBetaScore() {
        this(new Config());
    }

    public FBetaScore(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
    }

    @Override
    public FBetaScore name(String newName) {
        return new FBetaScore(Configs.with(config, "name", newName));
    }

    /** How the scores of the classes become one; null for one score a class. */
    public FBetaScore average(@Nullable Average average) {
        return new FBetaScore(Configs.with(config, "average", average));
    }

    /** How many times as much recall counts as precision. */
    public FBetaScore beta(double beta) {
        return new FBetaScore(Configs.with(config, "beta", beta));
    }

    /** The probability above which an output counts as yes; null for only the largest output of a sample. */
    public FBetaScore threshold(@Nullable Double threshold) {
        return new FBetaScore(Configs.with(config, "threshold", threshold));
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
        return scores.result(config.beta());
    }
}
