package org.rhyton.internal.kernel;

/**
 * The elementwise functions of one argument. What is true yields 1, what is false 0, in the type of the argument;
 * NaN in is NaN out, except where an arm says otherwise.
 */
public enum Unary {
    NEG,
    ABS,
    /** −1, 0 or 1. */
    SIGN,
    SQUARE,
    SQRT,
    /** 1/√x. */
    RSQRT,
    RECIPROCAL,
    EXP,
    EXPM1,
    LOG,
    LOG1P,
    SIN,
    COS,
    TAN,
    ASIN,
    ACOS,
    ATAN,
    SINH,
    COSH,
    ASINH,
    ACOSH,
    ATANH,
    TANH,
    /** 1/(1 + e⁻ˣ). */
    SIGMOID,
    /** log(1 + eˣ). */
    SOFTPLUS,
    ERF,
    /** The inverse of {@link #ERF}: ±∞ at ±1, NaN outside. */
    ERFINV,
    /** The normal distribution function, (1 + erf(x/√2))/2. */
    NORMAL_CDF,
    /** The normal density, e^(−x²/2)/√(2π). */
    NORMAL_DENSITY,
    /** max(x, 0). */
    RELU,
    FLOOR,
    CEIL,
    /** To the nearest whole number, ties to the even one. */
    ROUND,
    TRUNC,
    /** 1 where x is 0, else 0 (NaN counts as true, so yields 0). */
    NOT,
    /** 1 where x is NaN, else 0. */
    IS_NAN,
    /** 1 where x is neither infinite nor NaN, else 0. */
    IS_FINITE,
    /**
     * In float: 0 where |x| &lt; 1e-30, else x. Weights and moments that decay towards 0 would otherwise settle on
     * denormal numbers, on which a processor is a hundred times slower. In double and for integers: x.
     */
    FLUSH,
    /** In float: 0 where |x| &lt; 1e-15, else x²: squares that {@link #FLUSH} would make 0. In double and for integers: x². */
    FLUSHED_SQUARE;

    /** Whether it takes more than a few operations: those from {@link #EXP} to {@link #NORMAL_DENSITY}. */
    public boolean isTranscendental() {
        return compareTo(EXP) >= 0 && compareTo(NORMAL_DENSITY) <= 0;
    }
}
