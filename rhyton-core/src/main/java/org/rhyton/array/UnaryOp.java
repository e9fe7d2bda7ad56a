package org.rhyton.array;

/** What one element can become. */
enum UnaryOp {
    NEGATE,
    ABS,
    SIGN,
    SQUARE,
    FLOOR,
    CEIL,
    RINT,
    SQRT,
    EXP,
    LOG;

    /** Whether whole numbers stay whole numbers. */
    boolean keepsIntegers() {
        return compareTo(RINT) <= 0;
    }
}
