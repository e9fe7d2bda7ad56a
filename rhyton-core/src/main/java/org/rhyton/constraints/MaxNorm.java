package org.rhyton.constraints;

import java.util.List;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Shortens weights that are longer than a limit to the limit (Srivastava et al. 2014). Keras: {@code
 * keras.constraints.MaxNorm}.
 *
 * @param maxValue the limit, not negative; 2 by default
 * @param axis the axes along which lengths are taken; the first, 0, by default
 */
public record MaxNorm(double maxValue, List<Integer> axis) implements Constraint {
    public MaxNorm() {
        this(2);
    }

    public MaxNorm(double maxValue) {
        this(maxValue, Norms.FIRST_AXIS);
    }

    public MaxNorm(double maxValue, int... axis) {
        this(maxValue, Norms.axes(axis));
    }

    /** @throws IllegalArgumentException when the limit is negative, or there is no axis */
    public MaxNorm {
        if (!(maxValue >= 0)) {
            throw new IllegalArgumentException("MaxNorm needs a max_value that is not negative, received " + maxValue);
        }
        axis = Norms.requireAxes("MaxNorm", axis);
    }

    @Override
    public Tensor apply(Tensor weights) {
        Tensor norms = Norms.of(weights, axis);
        return Norms.rescaled(weights, norms, Ops.clip(norms, 0, maxValue));
    }
}
