package org.rhyton.array;

/** What two elements can become. */
enum BinaryOp {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    FLOOR_DIVIDE,
    MODULO,
    POWER,
    MAXIMUM,
    MINIMUM,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL;

    boolean isComparison() {
        return compareTo(EQUAL) >= 0;
    }

    /** Whether the operation means something between truth values, as NumPy sees it: + is or, × is and. */
    boolean takesBooleans() {
        return switch (this) {
            case SUBTRACT, FLOOR_DIVIDE, MODULO, POWER -> false;
            default -> true;
        };
    }
}
