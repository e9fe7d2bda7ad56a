package org.rhyton.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Configs;

/**
 * How many outputs are wrongly no, weighted; one number for each threshold. Keras: {@code FalseNegatives}.
 */
public final class FalseNegatives extends Metric {
    /**
     * What the metric is made with.
     *
     * @param name what the result is called in logs
     * @param dtype the element type that it is computed in
     * @param thresholds the probabilities above which an output counts as yes, from 0 to 1; null for 0.5
     */
    public record Config(String name, DType dtype, @Nullable List<Double> thresholds) {
        /** The defaults. */
        public Config() {
            this("false_negatives", Backend.floatx(), null);
        }
    }

    private final Config config;
    private final Thresholds thresholds;
    private final Counts counts;

    /** The metric with defaults throughout. */
    public FalseNegatives() {
        this(drawn("false_negatives", new Config()));
    }

    public FalseNegatives(Config config) {
        super(config.name(), config.dtype());
        this.config = config;
        this.thresholds = Thresholds.of(config.thresholds(), 0.5);
        this.counts = Counts.of(Outcome.FALSE_NEGATIVES, addVariable("accumulator", thresholds.shape()));
    }

    @Override
    public FalseNegatives name(String newName) {
        Names.giveBack("false_negatives", name());
        return new FalseNegatives(Configs.with(config, "name", newName));
    }

    /** The probabilities above which an output counts as yes, from 0 to 1; null for 0.5. */
    public FalseNegatives thresholds(@Nullable List<Double> thresholds) {
        return new FalseNegatives(Configs.with(config, "thresholds", thresholds));
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public void updateState(Tensor yTrue, Tensor yPred, @Nullable Tensor sampleWeight) {
        counts.update(Decisions.of(yTrue, yPred, sampleWeight, dtype()), thresholds);
    }

    @Override
    public Tensor result() {
        return thresholds.each(counts.read(Outcome.FALSE_NEGATIVES));
    }
}
