package org.rhyton.h5;

/**
 * Numbers and truth values, each held in the Java array that loses nothing.
 *
 * <p>Byte order is a matter of the file alone: big-endian numbers are read as well, little-endian ones are written.
 */
public enum H5Number implements H5Type {
    /** {@code byte[]}. */
    INT8(1),
    /** {@code short[]}. */
    INT16(2),
    /** {@code int[]}. */
    INT32(4),
    /** {@code long[]}. */
    INT64(8),
    /** {@code byte[]}; 255 is held as -1. */
    UINT8(1),
    /** {@code short[]}; 65535 is held as -1. */
    UINT16(2),
    /** {@code int[]}; 2^32 - 1 is held as -1. */
    UINT32(4),
    /** {@code long[]}; 2^64 - 1 is held as -1. */
    UINT64(8),
    /** {@code byte[]} of 0 and 1: in the file the enumeration FALSE, TRUE that h5py makes of NumPy's bool. */
    BOOL(1),
    /** {@code float[]}: IEEE half precision, widened. */
    FLOAT16(2),
    /** {@code float[]}: the upper half of a float32, widened. */
    BFLOAT16(2),
    /** {@code float[]}. */
    FLOAT32(4),
    /** {@code double[]}. */
    FLOAT64(8);

    private final int bytes;

    H5Number(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that an element takes in the file. */
    public int bytes() {
        return bytes;
    }

    /** Whether the numbers have a fraction. */
    public boolean isFloating() {
        return this == FLOAT16 || this == BFLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    /** Whether the numbers are whole and never negative. */
    boolean isUnsigned() {
        return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64 || this == BOOL;
    }

    /** The Java array that holds {@code length} elements of this type. */
    Object newArray(int length) {
        return switch (this) {
            case INT8, UINT8, BOOL -> new byte[length];
            case INT16, UINT16 -> new short[length];
            case INT32, UINT32 -> new int[length];
            case INT64, UINT64 -> new long[length];
            case FLOAT16, BFLOAT16, FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
        };
    }
}
