package org.rhyton.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.losses.Loss;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.RMSprop;

/** What {@code compile} was given. */
public final class CompileSettings {
    private Optimizer optimizer = new RMSprop();
    private List<Loss> losses = List.of();
    private final Map<String, Loss> lossesByOutput = new LinkedHashMap<>();
    private List<Double> lossWeights = List.of();
    private final List<Object> metrics = new ArrayList<>();
    private final Map<String, List<Object>> metricsByOutput = new LinkedHashMap<>();
    private final List<Object> weightedMetrics = new ArrayList<>();
    private final Map<String, List<Object>> weightedMetricsByOutput = new LinkedHashMap<>();
    private boolean runEagerly;

    private CompileSettings() {}

    public static CompileSettings of(CompileOption... options) {
        CompileSettings settings = new CompileSettings();
        for (CompileOption option : options) option.applyTo(settings);
        return settings;
    }

    public Optimizer optimizer() {
        return optimizer;
    }

    void optimizer(Optimizer value) {
        this.optimizer = value;
    }

    /** One for all outputs, or one for each; empty when none was given or they go by output. */
    public List<Loss> losses() {
        return losses;
    }

    void losses(List<Loss> value) {
        this.losses = List.copyOf(value);
    }

    /** Losses by the name of the output. */
    public Map<String, Loss> lossesByOutput() {
        return lossesByOutput;
    }

    /** How much each output's loss counts; empty for 1 each. */
    public List<Double> lossWeights() {
        return lossWeights;
    }

    void lossWeights(List<Double> value) {
        this.lossWeights = List.copyOf(value);
    }

    /** Metrics, each a name or a Metric, for each output. */
    public List<Object> metrics() {
        return metrics;
    }

    /** Metrics by the name of the output. */
    public Map<String, List<Object>> metricsByOutput() {
        return metricsByOutput;
    }

    /** Metrics that sample weights apply to. */
    public List<Object> weightedMetrics() {
        return weightedMetrics;
    }

    /** Metrics that sample weights apply to, by the name of the output. */
    public Map<String, List<Object>> weightedMetricsByOutput() {
        return weightedMetricsByOutput;
    }

    public boolean runEagerly() {
        return runEagerly;
    }

    void runEagerly(boolean value) {
        this.runEagerly = value;
    }

    /** The loss of an output; null for none. */
    public @Nullable Loss lossOf(int output, String name) {
        Loss named = lossesByOutput.get(name);
        if (named != null || losses.isEmpty()) return named;
        return losses.size() == 1 ? losses.getFirst() : losses.get(output);
    }
}
