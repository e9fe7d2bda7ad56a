package org.rhyton.internal.plan;

import org.rhyton.array.DType;

/**
 * What numbers are computed as inside a pass: float32 and float64 as themselves, whole numbers as 64-bit integers.
 * Booleans are 1 and 0 in whatever lane they came from.
 */
enum Lane {
    FLOAT(0),
    DOUBLE(1),
    LONG(2);

    private final int index;

    Lane(int index) {
        this.index = index;
    }

    /** Counts the lanes. */
    int index() {
        return index;
    }

    static Lane of(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
            case INT32, INT64, UINT8, BOOL -> LONG;
        };
    }

    /** Whether an array of this element type holds this lane's numbers as they are. */
    boolean isStoredAs(DType dtype) {
        return switch (this) {
            case FLOAT -> dtype == DType.FLOAT32;
            case DOUBLE -> dtype == DType.FLOAT64;
            case LONG -> dtype == DType.INT64;
        };
    }
}
