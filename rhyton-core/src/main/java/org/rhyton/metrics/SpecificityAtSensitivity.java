package org.rhyton.metrics;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * The best specificity (share of the no that is found) among thresholds at which the sensitivity (share of the yes that is
 * found) is at least the given one. Keras: {@code SpecificityAtSensitivity}.
 */
public final class SpecificityAtSensitivity extends Metric {
    /**
     * What the metric is made with.
     *
     * @param sensitivity the sensitivity to reach, from 0 to 1
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param classId the only class that counts; null for all
     * @param numThresholds how many thresholds are tried
     */
    public record Config(
            double sensitivity,
            String name,
            DType dtype,
            @Nullable Integer classId,
            int numThresholds) {
        /** The defaults. */
        public Config(double sensitivity) {
            this(sensitivity, "specificity_at_sensitivity", Backend.floatx(), null, 200);
        }

        public Config {
            Thresholds.requireShare("sensitivity", sensitivity);
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private final Counts counts;

    /**
     * The metric with defaults throughout.
     *
     * @param sensitivity the sensitivity to reach, from 0 to 1
     */
    public SpecificityAtSensitivity(double sensitivity) {
        this(drawn("specificity_at_sensitivity", new Config(sensitivity)));
    }

    public SpecificityAtSensitivity(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = Thresholds.even(config.numThresholds());
        this.counts = Counts.all(this::addVariable, thresholds.shape());
    }

    @Override
    public SpecificityAtSensitivity name(String newName) {
        Names.giveBack("specificity_at_sensitivity", name());
        return new SpecificityAtSensitivity(Configs.with(config, "name", newName));
    }

    /** The only class that counts; null for all. */
    public SpecificityAtSensitivity classId(@Nullable Integer classId) {
        return new SpecificityAtSensitivity(Configs.with(config, "classId", classId));
    }

    /** How many thresholds are tried. */
    public SpecificityAtSensitivity numThresholds(int numThresholds) {
        return new SpecificityAtSensitivity(Configs.with(config, "numThresholds", numThresholds));
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
                counts.share(Outcome.TRUE_NEGATIVES, Outcome.FALSE_POSITIVES),
                counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_NEGATIVES),
                config.sensitivity());
    }
}
