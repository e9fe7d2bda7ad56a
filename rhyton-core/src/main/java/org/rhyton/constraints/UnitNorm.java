package org.rhyton.constraints;

import java.util.List;
import org.rhyton.ops.Tensor;

/**
 * Gives weights the length 1. Keras: {@code keras.constraints.UnitNorm}.
 *
 * @param axis the axes along which lengths are taken; the first, 0, by default
 */
public record UnitNorm(List<Integer> axis) implements Constraint {
    public UnitNorm() {
        this(Norms.FIRST_AXIS);
    }

    public UnitNorm(int first, int... others) {
        this(Norms.axes(first, others));
    }

    /** @throws IllegalArgumentException when there is no axis */
    public UnitNorm {
        axis = Norms.requireAxes("UnitNorm", axis);
    }

    @Override
    public Tensor apply(Tensor weights) {
        return Norms.unit(weights, Norms.of(weights, axis));
    }
}
