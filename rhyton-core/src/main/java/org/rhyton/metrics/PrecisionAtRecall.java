package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The best precision among thresholds at which the recall is at least the given one. Keras: {@code PrecisionAtRecall}.
 */
public final class PrecisionAtRecall extends Metric {
    /**
     * What the metric is made with.
     *
     * @param recall the recall to reach, from 0 to 1
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param classId the only class that counts; null for all
     * @param numThresholds how many thresholds are tried
     */
    public record Config(
            double recall,
            String name,
            DType dtype,
            @Nullable Integer classId,
            int numThresholds) {
        /** The defaults. */
        public Config(double recall) {
            this(recall, "precision_at_recall", Backend.floatx(), null, 200);
        }

        public Config {
            Thresholds.requireShare("recall", recall);
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private final Counts counts;

    /**
     * The metric with defaults throughout.
     *
     * @param recall the recall to reach, from 0 to 1
     */
    public PrecisionAtRecall(double recall) {
        this(drawn("precision_at_recall", new Config(recall)));
    }

    public PrecisionAtRecall(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = Thresholds.even(config.numThresholds());
        this.counts = Counts.all(this::addVariable, thresholds.shape());
    }

    @Override
    public PrecisionAtRecall name(String newName) {
        Names.giveBack("precision_at_recall", name());
        return new PrecisionAtRecall(Configs.with(config, "name", newName));
    }

    /** The only class that counts; null for all. */
    public PrecisionAtRecall classId(@Nullable Integer classId) {
        return new PrecisionAtRecall(Configs.with(config, "classId", classId));
    }

    /** How many thresholds are tried. */
    public PrecisionAtRecall numThresholds(int numThresholds) {
        return new PrecisionAtRecall(Configs.with(config, "numThresholds", numThresholds));
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
        Decisions decisions = Decisions.of(yTrue, yPred, sampleWeight, dtype());
        if (config.classId() != null) decisions = decisions.ofClass(config.classId());
        counts.update(decisions, thresholds);
    }

    @Override
    public Tensor result() {
        return Thresholds.best(
                counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_POSITIVES),
                counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_NEGATIVES),
                config.recall());
    }
}
