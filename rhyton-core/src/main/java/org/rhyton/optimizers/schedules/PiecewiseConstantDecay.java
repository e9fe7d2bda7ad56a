package org.rhyton.optimizers.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * One rate up to and including the first boundary, another up to the next, and so on. Keras: {@code
 * keras.optimizers.schedules.PiecewiseConstantDecay}.
 *
 * <pre>{@code
 * new PiecewiseConstantDecay(List.of(1000L, 5000L), List.of(0.1, 0.01, 0.001));
 * }</pre>
 *
 * @param boundaries the last step of each rate but the last, increasing
 * @param values the rates: one more than there are boundaries
 * @param name of no meaning; kept for files
 */
public record PiecewiseConstantDecay(
        List<Long> boundaries,
        List<Double> values,
        @Nullable String name) implements LearningRateSchedule {
    public PiecewiseConstantDecay {
        boundaries = List.copyOf(boundaries);
        values = List.copyOf(values);
        if (boundaries.isEmpty() || boundaries.size() != values.size() - 1) {
            throw new IllegalArgumentException("PiecewiseConstantDecay needs at least one boundary and one value more"
                    + " than there are boundaries; got the boundaries " + boundaries + " and the values " + values);
        }
        for (int i = 1; i < boundaries.size(); i++) {
            if (boundaries.get(i) <= boundaries.get(i - 1)) {
                throw new IllegalArgumentException(
                        "PiecewiseConstantDecay needs increasing boundaries; got " + boundaries);
            }
        }
    }

    public PiecewiseConstantDecay(List<Long> boundaries, List<Double> values) {
        this(boundaries, values, "PiecewiseConstant");
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor number = Ops.cast(step, DType.INT64);
        Tensor rate = Steps.number(values.getLast());
        for (int i = boundaries.size() - 1; i >= 0; i--) {
            Tensor reached = Ops.greater(number, Tensor.of(boundaries.get(i), DType.INT64));
            rate = Ops.where(reached, rate, Steps.number(values.get(i)));
        }
        return rate;
    }
}
