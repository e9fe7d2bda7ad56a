package org.rhyton.training;

import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.RMSprop;

/** What {@code compile} was given. */
public final class CompileSettings {
    private Optimizer optimizer = new RMSprop();
    private PerOutput<Object> losses = PerOutput.none();
    private PerOutput<Double> lossWeights = PerOutput.none();
    private final OutputMetrics metrics = new OutputMetrics("metrics");
    private final OutputMetrics weightedMetrics = new OutputMetrics("weightedMetrics");
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

    /** Each a {@link org.rhyton.losses.Loss}, or a name of which the shapes of outputs and targets decide what it means. */
    public PerOutput<Object> losses() {
        return losses;
    }

    void losses(PerOutput<Object> value) {
        this.losses = value;
    }

    /** How much each output's loss counts; 1 where nothing is said. */
    public PerOutput<Double> lossWeights() {
        return lossWeights;
    }

    void lossWeights(PerOutput<Double> value) {
        this.lossWeights = value;
    }

    public OutputMetrics metrics() {
        return metrics;
    }

    /** Metrics that sample weights apply to. */
    public OutputMetrics weightedMetrics() {
        return weightedMetrics;
    }

    public boolean runEagerly() {
        return runEagerly;
    }

    void runEagerly(boolean value) {
        this.runEagerly = value;
    }
}
