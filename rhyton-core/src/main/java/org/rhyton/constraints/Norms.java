package org.rhyton.constraints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** What the constraints of lengths have in common. */
final class Norms {
    /** Keras's {@code epsilon}: added to a length that is divided by. */
    private static final double EPSILON = 1e-7;

    static final List<Integer> FIRST_AXIS = List.of(0);

    private Norms() {}

    /** The lengths along axes, which stay with size 1. */
    static Tensor of(Tensor weights, List<Integer> axis) {
        int[] axes = axis.stream().mapToInt(Integer::intValue).toArray();
        return Ops.sqrt(Ops.keepDims(Ops.sum(Ops.square(weights), axes), weights, axes));
    }

    /** The weights, of the given lengths, with the desired lengths. */
    static Tensor rescaled(Tensor weights, Tensor norms, Tensor desired) {
        return weights.times(desired.dividedBy(norms.plus(EPSILON)));
    }

    static Tensor unit(Tensor weights, Tensor norms) {
        return weights.dividedBy(norms.plus(EPSILON));
    }

    static List<Integer> axes(int... axes) {
        return Arrays.stream(axes).boxed().toList();
    }

    static List<Integer> axes(int first, int[] others) {
        return IntStream.concat(IntStream.of(first), Arrays.stream(others))
                .boxed()
                .toList();
    }

    static List<Integer> requireAxes(String owner, List<Integer> axis) {
        if (axis.isEmpty())
            throw new IllegalArgumentException(owner + " needs at least one axis to take lengths along");
        return List.copyOf(axis);
    }

    /** Keras has one axis as a number, several as a list. */
    static final class AxisAdapter implements Adapter {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
            config.computeIfPresent("axis", (key, axis) -> axis instanceof Number ? List.of(axis) : axis);
        }

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            config.computeIfPresent(
                    "axis", (key, axis) -> axis instanceof List<?> axes && axes.size() == 1 ? axes.getFirst() : axis);
        }
    }
}
