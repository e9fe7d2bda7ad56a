package org.rhyton.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * The probabilities above which an output counts as yes.
 *
 * <p>Evenly spread thresholds 0, 1/(n−1), …, 1 are counted in whole steps, as Keras does: an output is above the i-th when
 * ⌈output · (n − 1)⌉ − 1 ≥ i. That decides the same way as the comparison but for rounding.
 *
 * @param values the thresholds, ascending
 * @param even whether they are evenly spread from 0 to 1
 * @param belowZero whether the first is a little below 0, so that an output of 0 is above it
 */
record Thresholds(List<Double> values, boolean even, boolean belowZero) {

    /** Given thresholds, or one default. */
    static Thresholds of(@Nullable List<Double> given, double otherwise) {
        if (given == null) return new Thresholds(List.of(otherwise), false, false);
        for (double threshold : given) requireShare("each of the thresholds", threshold);
        if (given.isEmpty()) throw new IllegalArgumentException("thresholds must not be empty; leave them out for 0.5");
        return new Thresholds(List.copyOf(given), isEven(given), false);
    }

    /** As many thresholds as said, evenly from 0 to 1. */
    static Thresholds even(int count) {
        if (count <= 0) throw new IllegalArgumentException("the number of thresholds must be above 0, got " + count);
        if (count == 1) return new Thresholds(List.of(0.5), false, false);
        return new Thresholds(
                IntStream.range(0, count)
                        .mapToObj(i -> (double) i / (count - 1))
                        .toList(),
                true,
                false);
    }

    /** These thresholds with the first a little below 0 and the last a little above 1. */
    Thresholds beyondEnds() {
        Double[] widened = values.toArray(Double[]::new);
        widened[0] = -Metric.EPSILON;
        widened[widened.length - 1] = 1 + Metric.EPSILON;
        return new Thresholds(Arrays.asList(widened), even, true);
    }

    /** Whether thresholds are as {@link #even} would spread them, as near as float32 tells. */
    static boolean isEven(List<Double> values) {
        int last = values.size() - 1;
        if (last < 2) return false;
        return IntStream.rangeClosed(0, last).allMatch(i -> {
            double even = (float) i / last;
            return Math.abs(values.get(i) - even) <= Metric.EPSILON + 1e-5 * even;
        });
    }

    static double requireShare(String what, double value) {
        if (value >= 0 && value <= 1) return value;
        throw new IllegalArgumentException(what + " must be from 0 to 1, got " + value);
    }

    int count() {
        return values.size();
    }

    /** The shape of one number a threshold. */
    Shape shape() {
        return Shape.of(count());
    }

    /** One number a threshold, or just the number when there is only one threshold. */
    Tensor each(Tensor numbers) {
        return count() == 1 ? Ops.get(numbers, 0, 0) : numbers;
    }

    /** For each threshold, which of the outputs are above it: a new axis 0 of thresholds. */
    Tensor above(Tensor outputs) {
        if (!even) return Ops.greater(Ops.expandDims(outputs, 0), column(values, outputs));
        Tensor limited = Ops.clip(outputs, 0, 1);
        Tensor step = Ops.ceil(limited.times(count() - 1)).minus(1);
        if (belowZero) step = Ops.relu(step);
        List<Double> places =
                IntStream.range(0, count()).mapToObj(i -> (double) i).toList();
        return Ops.greaterEqual(Ops.expandDims(step, 0), column(places, outputs));
    }

    private static Tensor column(List<Double> numbers, Tensor outputs) {
        int[] dims = new int[outputs.rank() + 1];
        Arrays.fill(dims, 1);
        dims[0] = numbers.size();
        double[] flat = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return Tensor.of(NDArray.of(flat).reshape(Shape.of(dims)).astype(outputs.dtype()));
    }

    /** The largest value where another one is at least so much; 0 where it never is. */
    static Tensor best(Tensor values, Tensor constrained, double atLeast) {
        Tensor feasible = Ops.greaterEqual(constrained, Tensor.of(atLeast, constrained.dtype()));
        return Ops.max(Ops.where(feasible, values, Ops.zerosLike(values)));
    }
}
