package org.rhyton.regularizers;

/** Checks the factors of regularizers. */
final class Factors {
    private Factors() {}

    /** Fails unless the value is finite and not negative. */
    static void require(String owner, String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("invalid value for argument " + name + " of " + owner
                    + ": expected a finite number that is not negative, received " + name + "=" + value);
        }
    }
}
