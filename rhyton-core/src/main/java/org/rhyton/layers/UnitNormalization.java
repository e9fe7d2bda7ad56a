package org.rhyton.layers;

import java.util.Arrays;
import java.util.List;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Divides by the Euclidean norm over the given axes, which so becomes 1. The shape stays. Keras: {@code
 * keras.layers.UnitNormalization}.
 */
public final class UnitNormalization extends ConfiguredLayer<UnitNormalization, UnitNormalization.Config> {
    private static final double EPSILON = 1e-12;

    /**
     * The hyperparameters.
     *
     * @param axis the axes that the norm is taken over; the last by default
     */
    public record Config(List<Integer> axis) {
        public Config {
            axis = Checks.axes("UnitNormalization", axis);
        }

        public Config() {
            this(List.of(-1));
        }
    }

    public UnitNormalization() {
        this(new Config());
    }

    public UnitNormalization(Config config) {
        super(config);
    }

    public UnitNormalization axis(Integer... axes) {
        return with("axis", Arrays.asList(axes));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        return Ops.normalize(x, EPSILON, Checks.ints(config().axis()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
