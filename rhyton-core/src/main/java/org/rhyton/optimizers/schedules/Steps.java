package org.rhyton.optimizers.schedules;

import org.rhyton.array.DType;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** What the schedules share: they compute in float32. */
final class Steps {
    private Steps() {}

    /** A step's number to compute with. */
    static Tensor number(Tensor step) {
        return Ops.cast(step, DType.FLOAT32);
    }

    static Tensor number(double value) {
        return Tensor.of(value, DType.FLOAT32);
    }

    /** A sum of two float32 numbers. */
    static double sum(double a, double b) {
        return (float) a + (float) b;
    }

    static void requirePositive(String schedule, String parameter, double value) {
        if (value > 0) return;
        throw new IllegalArgumentException(schedule + " needs " + parameter + " > 0; got " + value);
    }
}
