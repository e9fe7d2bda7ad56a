package org.rhyton.layers;

import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.L1L2;

/**
 * Passes its input on and adds (l1 · Σ|x| + l2 · Σx²) / samples to the loss. The shape stays. Keras:
 * {@code keras.layers.ActivityRegularization}.
 */
public final class ActivityRegularization
        extends ConfiguredLayer<ActivityRegularization, ActivityRegularization.Config> {
    public record Config(double l1, double l2) {
        public Config() {
            this(0, 0);
        }
    }

    public ActivityRegularization(double l1, double l2) {
        this(new Config(l1, l2));
    }

    public ActivityRegularization(Config config) {
        super(config);
        activityRegularizerOf(new L1L2(config.l1(), config.l2()));
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
