package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The best recall among thresholds at which the precision is at least the given one. Keras: {@code RecallAtPrecision}.
 */
public final class RecallAtPrecision extends Metric {
    /**
     * What the metric is made with.
     *
     * @param precision the precision to reach, from 0 to 1
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param classId the only class that counts; null for all
     * @param numThresholds how many thresholds are tried
     */
    public record Config(
            double precision,
            String name,
            DType dtype,
            @Nullable Integer classId,
            int numThresholds) {
        /** The defaults. */
        public Config(double precision) {
            this(precision, "recall_at_precision", Backend.floatx(), null, 200);
        }

        public Config {
            Thresholds.requireShare("precision", precision);
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private final Counts counts;

    /**
     * The metric with defaults throughout.
     *
     * @param precision the precision to reach, from 0 to 1
     */
    public RecallAtPrecision(double precision) {
        this(drawn("recall_at_precision", new Config(precision)));
    }

    public RecallAtPrecision(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = Thresholds.even(config.numThresholds());
        this.counts = Counts.all(this::addVariable, thresholds.shape());
    }

    @Override
    public RecallAtPrecision name(String newName) {
        Names.giveBack("recall_at_precision", name());
        return new RecallAtPrecision(Configs.with(config, "name", newName));
    }

    /** The only class that counts; null for all. */
    public RecallAtPrecision classId(@Nullable Integer classId) {
        return new RecallAtPrecision(Configs.with(config, "classId", classId));
    }

    /** How many thresholds are tried. */
    public RecallAtPrecision numThresholds(int numThresholds) {
        return new RecallAtPrecision(Configs.with(config, "numThresholds", numThresholds));
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
                counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_NEGATIVES),
                counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_POSITIVES),
                config.precision());
    }
}
