package org.rhyton.constraints;

import java.util.List;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Brings the lengths of weights between two limits, or a part of the way there. Keras: {@code
 * keras.constraints.MinMaxNorm}.
 *
 * @param minValue the lower limit; 0 by default
 * @param maxValue the upper limit; 1 by default
 * @param rate which part of the way, from 0 to 1; 1 by default
 * @param axis the axes along which lengths are taken; the first, 0, by default
 */
public record MinMaxNorm(double minValue, double maxValue, double rate, List<Integer> axis) implements Constraint {
    public MinMaxNorm() {
        this(0, 1);
    }

    public MinMaxNorm(double minValue, double maxValue) {
        this(minValue, maxValue, 1, Norms.FIRST_AXIS);
    }

    public MinMaxNorm(double minValue, double maxValue, double rate, int... axis) {
        this(minValue, maxValue, rate, Norms.axes(axis));
    }

    /** @throws IllegalArgumentException unless 0 ≤ minValue ≤ maxValue and 0 ≤ rate ≤ 1, or when there is no axis */
    public MinMaxNorm {
        if (!(minValue >= 0 && minValue <= maxValue)) {
            throw new IllegalArgumentException("MinMaxNorm needs 0 <= min_value <= max_value, received min_value="
                    + minValue + ", max_value=" + maxValue);
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("MinMaxNorm needs a rate from 0 to 1, received " + rate);
        }
        axis = Norms.requireAxes("MinMaxNorm", axis);
    }

    @Override
    public Tensor apply(Tensor weights) {
        Tensor norms = Norms.of(weights, axis);
        Tensor desired = Ops.clip(norms, minValue, maxValue).times(rate).plus(norms.times(1 - rate));
        return Norms.rescaled(weights, norms, desired);
    }
}
