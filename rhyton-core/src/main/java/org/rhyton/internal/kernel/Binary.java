package org.rhyton.internal.kernel;

/**
 * The elementwise functions of two arguments. Comparisons and logic yield 1 for true and 0 for false in the type of
 * the arguments; for logic every number except 0 is true.
 */
public enum Binary {
    ADD,
    SUB,
    MUL,
    DIV,
    POW,
    /** The greater; NaN if either is NaN. */
    MAX,
    /** The smaller; NaN if either is NaN. */
    MIN,
    /** The remainder with the sign of the divisor, as Python's {@code %}. */
    MOD,
    /** The quotient rounded towards −∞, as Python's {@code //}. */
    FLOOR_DIV,
    /** The angle of the point (y, x), the ordinate being the first argument. */
    ATAN2,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    AND,
    OR,
    XOR
}
