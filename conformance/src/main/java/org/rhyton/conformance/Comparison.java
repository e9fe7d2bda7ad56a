package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** Compares the parts of a case one after the other, and sums up. Not thread-safe. */
public final class Comparison {
    private final Tolerance tolerance;
    private final List<String> differences = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private double largest;

    public Comparison(Tolerance tolerance) {
        this.tolerance = tolerance;
    }

    /** Compares shapes and numbers; element types may differ, since golden files hold fewer of them. */
    public Comparison array(String what, NDArray actual, NDArray expected) {
        return array(what, actual, expected, tolerance);
    }

    /** As {@link #array(String, NDArray, NDArray)}, with another tolerance. */
    public Comparison array(String what, NDArray actual, NDArray expected, Tolerance within) {
        if (!actual.shape().equals(expected.shape())) {
            return differs(what + " has shape " + actual.shape() + ", expected " + expected.shape());
        }
        double[] found = numbers(actual);
        double[] wanted = numbers(expected);
        int worst = -1;
        double worstDeviation = 0;
        int wrong = 0;
        for (int i = 0; i < wanted.length; i++) {
            double deviation = within.deviation(found[i], wanted[i]);
            if (deviation > 1) wrong++;
            if (deviation > worstDeviation) {
                worst = i;
                worstDeviation = deviation;
            }
        }
        largest = Math.max(largest, worstDeviation);
        if (wrong == 0) return this;
        int[] place = place(worst, expected.shape().dims());
        return differs(what + (place.length == 0 ? "" : Arrays.toString(place)) + " is " + found[worst] + ", expected "
                + wanted[worst] + ": " + worstDeviation + " times the tolerance (" + within + ")"
                + (wanted.length == 1 ? "" : "; " + wrong + " of " + wanted.length + " elements are off"));
    }

    /** Compares one number. */
    public Comparison number(String what, double actual, double expected) {
        double deviation = tolerance.deviation(actual, expected);
        largest = Math.max(largest, deviation);
        if (deviation <= 1) return this;
        return differs(what + " is " + actual + ", expected " + expected + ": " + deviation + " times the tolerance ("
                + tolerance + ")");
    }

    /** Compares values that must be equal: texts, names, numbers of things. */
    public Comparison equal(String what, @Nullable Object actual, @Nullable Object expected) {
        if (Objects.equals(actual, expected)) return this;
        return differs(what + " is " + quoted(actual) + ", expected " + quoted(expected));
    }

    /** Notes a difference that the other functions cannot see. */
    public Comparison differs(String difference) {
        differences.add(difference);
        return this;
    }

    /** Notes what cannot be compared, and why; it does not count as a difference. */
    public Comparison remark(String remark) {
        remarks.add(remark);
        return this;
    }

    /** Passed when there was no difference. */
    public Outcome outcome() {
        if (differences.isEmpty()) return new Outcome.Passed(largest, List.copyOf(remarks));
        int more = differences.size() - 1;
        return Outcome.failed(differences.getFirst() + (more == 0 ? "" : " (and " + more + " more)"));
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    private static double[] numbers(NDArray array) {
        return array.astype(DType.FLOAT64).toDoubleArray();
    }

    /** The index along each axis of an element counted in C order. */
    private static int[] place(int element, int[] sizes) {
        int[] place = new int[sizes.length];
        int rest = element;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            place[axis] = rest % sizes[axis];
            rest /= sizes[axis];
        }
        return place;
    }
}
