package org.rhyton.benchmarks;

import java.util.Locale;

/**
 * One number that a workload is judged by.
 *
 * @param name what of the workload it is, as "median" or "p99"
 * @param sense whether it has a target, and which side of the target is good
 */
record Figure(String name, double value, Sense sense, double target) {
    /** Which values are as they should be. */
    enum Sense {
        AT_MOST("<="),
        AT_LEAST(">="),
        /** Any: there is no target. */
        TOLD("");

        final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    static Figure atMost(double target, String name, double value) {
        return new Figure(name, value, Sense.AT_MOST, target);
    }

    static Figure atLeast(double target, String name, double value) {
        return new Figure(name, value, Sense.AT_LEAST, target);
    }

    static Figure told(String name, double value) {
        return new Figure(name, value, Sense.TOLD, Double.NaN);
    }

    boolean hasTarget() {
        return sense != Sense.TOLD;
    }

    private boolean met() {
        return sense == Sense.AT_MOST ? value <= target : value >= target;
    }

    /** Whether the target is met, in a word; empty where there is none. */
    String verdict() {
        if (!hasTarget()) return "";
        return met() ? "met" : "MISSED";
    }

    String json() {
        String judged = hasTarget()
                ? String.format(
                        Locale.ROOT,
                        ", \"%s\": %.4g, \"met\": %b",
                        sense == Sense.AT_MOST ? "at_most" : "at_least",
                        target,
                        met())
                : "";
        return String.format(Locale.ROOT, "{\"name\": \"%s\", \"value\": %.4g%s}", name, value, judged);
    }
}
