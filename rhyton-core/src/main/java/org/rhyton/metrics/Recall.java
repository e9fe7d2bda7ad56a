package org.rhyton.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How much of what is yes the outputs find: true positives / (true positives + false negatives).
 * Keras: {@code Recall}.
 */
public final class Recall extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param thresholds the probabilities above which an output counts as yes, from 0 to 1; null for 0.5
     * @param topK how many of the largest outputs of a sample count as yes, whatever their probability; null for all above the threshold
     * @param classId the only class that counts; null for all
     */
    public record Config(
            String name,
            DType dtype,
            @Nullable List<Double> thresholds,
            @Nullable Integer topK,
            @Nullable Integer classId) {
        /** The defaults. */
        public Config() {
            this("recall", Backend.floatx(), null, null, null);
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private final Counts counts;

    /** The metric with defaults throughout. */
    public Recall() {
        this(drawn("recall", new Config()));
    }

    public Recall(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = Thresholds.of(config.thresholds(), config.topK() == null ? 0.5 : Decisions.NEVER);
        this.counts = Counts.of(
                Outcome.TRUE_POSITIVES,
                addVariable("true_positives", thresholds.shape()),
                Outcome.FALSE_NEGATIVES,
                addVariable("false_negatives", thresholds.shape()));
    }

    @Override
    public Recall name(String newName) {
        Names.giveBack("recall", name());
        return new Recall(Configs.with(config, "name", newName));
    }

    /** The probabilities above which an output counts as yes, from 0 to 1; null for 0.5. */
    public Recall thresholds(@Nullable List<Double> thresholds) {
        return new Recall(Configs.with(config, "thresholds", thresholds));
    }

    /** How many of the largest outputs of a sample count as yes, whatever their probability; null for all above the threshold. */
    public Recall topK(@Nullable Integer topK) {
        return new Recall(Configs.with(config, "topK", topK));
    }

    /** The only class that counts; null for all. */
    public Recall classId(@Nullable Integer classId) {
        return new Recall(Configs.with(config, "classId", classId));
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
        if (config.topK() != null) decisions = decisions.topK(config.topK());
        if (config.classId() != null) decisions = decisions.ofClass(config.classId());
        counts.update(decisions, thresholds);
    }

    @Override
    public Tensor result() {
        return thresholds.each(counts.share(Outcome.TRUE_POSITIVES, Outcome.FALSE_NEGATIVES));
    }
}
