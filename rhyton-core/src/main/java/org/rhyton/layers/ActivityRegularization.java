package org.rhyton.layers;

import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.L1L2;

/**
 * Passes its input on and adds (l1 · Σ|x| + l2 · Σx²) / samples to the loss. The shape stays. Keras:
 * {@code keras.layers.ActivityRegularization}.
 */
public final class ActivityRegularization
        extends ConfiguredLayer<ActivityRegularization, ActivityRegularization.Config> {
    /**
     * What is added.
     *
     * @param l1 how much the sum of the absolute values counts, at least 0
     * @param l2 how much the sum of the squares counts, at least 0
     */
    public record Config(double l1, double l2) {
        public Config() {
            this(0, 0);
        }
    }

    /** Adds nothing until it is told what. */
    public ActivityRegularization() {
        this(new Config());
    }

    public ActivityRegularization(double l1, double l2) {
        this(new Config(l1, l2));
    }

    public ActivityRegularization(Config config) {
        super(config);
        regularize();
    }

    public ActivityRegularization l1(double value) {
        return with("l1", value).regularize();
    }

    public ActivityRegularization l2(double value) {
        return with("l2", value).regularize();
    }

    private ActivityRegularization regularize() {
        activityRegularizerOf(new L1L2(config().l1(), config().l2()));
        return this;
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
