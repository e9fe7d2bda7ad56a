package org.rhyton.array;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The kind of number that an array holds, with NumPy's and Keras's names.
 *
 * <p>The order of the constants is the order of widening within whole numbers and within floating-point numbers;
 * {@link #promote} says what two kinds become together.
 */
public enum DType implements ElementType {
    /** True or false, one byte each: 0 or 1. */
    BOOL(1, false),
    /** Whole numbers from 0 to 255: pixels and labels. */
    UINT8(1, false),
    /** Whole numbers of 32 bits, Java's {@code int}. */
    INT32(4, false),
    /** Whole numbers of 64 bits, Java's {@code long}; what NumPy makes of Python's integers. */
    INT64(8, false),
    /** IEEE 754 numbers of 32 bits, Java's {@code float}: what networks are computed in. */
    FLOAT32(4, true),
    /** IEEE 754 numbers of 64 bits, Java's {@code double}; what NumPy makes of Python's floats. */
    FLOAT64(8, true);

    private final int bytes;
    private final boolean floating;

    DType(int bytes, boolean floating) {
        this.bytes = bytes;
        this.floating = floating;
    }

    /** The size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    /** True for {@link #FLOAT32} and {@link #FLOAT64}. */
    public boolean isFloating() {
        return floating;
    }

    /** True for whole numbers: neither floating-point nor {@link #BOOL}. */
    public boolean isInteger() {
        return !floating && this != BOOL;
    }

    /** The name that Keras and NumPy use: {@code "float32"}, {@code "bool"}. */
    @Override
    public String keras() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The dtype of a Keras or NumPy name, such as {@code "float32"}.
     *
     * @throws DTypeException when there is no such dtype
     */
    public static DType of(String name) {
        for (DType dtype : values()) {
            if (dtype.keras().equals(name)) return dtype;
        }
        String known = Arrays.stream(values()).map(DType::keras).collect(Collectors.joining(", "));
        throw new DTypeException("there is no dtype '" + name + "' here; the known ones are " + known
                + "; cast the data to one of them before it comes in");
    }

    /**
     * The dtype of a result computed from two arrays, as {@code numpy.promote_types} gives it: the narrowest that holds
     * the values of both. Note that int32 and float32 give float64, for float32 does not hold every int32.
     */
    public static DType promote(DType a, DType b) {
        if (a == b) return a;
        DType wide = a.compareTo(b) > 0 ? a : b;
        DType narrow = wide == a ? b : a;
        boolean integersBeyondFloat32 = wide == FLOAT32 && (narrow == INT32 || narrow == INT64);
        return integersBeyondFloat32 ? FLOAT64 : wide;
    }

    /** The Keras name. */
    @Override
    public String toString() {
        return keras();
    }
}
