package org.rhyton.conformance;

/**
 * How far a number may be from the expected one: {@code |actual - expected| <= absolute + relative * |expected|}.
 *
 * @param relative {@code rtol} in golden files
 * @param absolute {@code atol} in golden files
 */
public record Tolerance(double relative, double absolute) {
    /** Only the same numbers will do. */
    public static final Tolerance EXACT = new Tolerance(0, 0);

    double allowed(double expected) {
        return absolute + relative * Math.abs(expected);
    }

    /**
     * The error as a share of what is allowed: 0 for equal numbers, more than 1 for too large an error. NaN equals NaN, an
     * infinity equals itself.
     */
    double deviation(double actual, double expected) {
        if (actual == expected || (Double.isNaN(actual) && Double.isNaN(expected))) return 0;
        double error = Math.abs(actual - expected);
        double allowed = allowed(expected);
        boolean comparable = !Double.isNaN(error) && !Double.isInfinite(error) && allowed > 0;
        return comparable ? error / allowed : Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "rtol " + relative + ", atol " + absolute;
    }
}
