package org.rhyton.h5;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * An n-dimensional array with an element type: the value of an attribute, the content of a dataset.
 *
 * <p>Elements lie in C order in one Java array; which one, {@link H5Number}, {@link H5Text} and {@link H5Opaque} say. No
 * dimensions means a scalar, which has one element. An array made by a factory holds the Java array that it was given,
 * without a copy: leave that array alone afterwards. An array read from a file is decoded at each call of an accessor,
 * so that weights nobody asks for cost nothing, and no accessor hands out what others see.
 */
public final class H5Array {
    private final H5Type type;
    private final int[] dims;
    private final int size;
    private final Place place;
    private final Supplier<Object> source;
    /** Whether the source gives the same Java array each time, so that callers need a copy. */
    private final boolean held;

    private H5Array(H5Type type, int[] dims, Place place, Supplier<Object> source, boolean held) {
        this.type = type;
        this.dims = dims;
        this.size = elements(dims);
        this.place = place;
        this.source = source;
        this.held = held;
    }

    /** An array of a file: {@code source} decodes it anew each time. The caller has checked that the dims are sane. */
    static H5Array lazy(H5Type type, int[] dims, Place place, Supplier<Object> source) {
        return new H5Array(type, dims, place, source, false);
    }

    /** An array of a file that was decoded already. */
    static H5Array decoded(H5Type type, int[] dims, Place place, Object array) {
        return new H5Array(type, dims, place, () -> array, true);
    }

    /** float32. Without dims: a scalar, of one element. */
    public static H5Array of(float[] data, int... dims) {
        return of(H5Number.FLOAT32, data, dims);
    }

    /** float64. Without dims: a scalar, of one element. */
    public static H5Array of(double[] data, int... dims) {
        return of(H5Number.FLOAT64, data, dims);
    }

    /** int32. Without dims: a scalar, of one element. */
    public static H5Array of(int[] data, int... dims) {
        return of(H5Number.INT32, data, dims);
    }

    /** int64. Without dims: a scalar, of one element. */
    public static H5Array of(long[] data, int... dims) {
        return of(H5Number.INT64, data, dims);
    }

    /** A scalar int64. */
    public static H5Array scalar(long value) {
        return of(new long[] {value});
    }

    /** A scalar float32. */
    public static H5Array scalar(float value) {
        return of(new float[] {value});
    }

    /** A scalar text of variable length, labelled UTF-8: what h5py makes of a Python {@code str}. */
    public static H5Array string(String value) {
        return string(H5Text.VARIABLE_UTF8, value);
    }

    /** A scalar text, stored as said. */
    public static H5Array string(H5Text type, String value) {
        return of(type, new String[] {value});
    }

    /** A list of texts, stored as said: shape (n,). */
    public static H5Array strings(H5Text type, List<String> values) {
        return of(type, values.toArray(String[]::new), values.size());
    }

    /**
     * Any type.
     *
     * @param array the Java array of the type (see {@link H5Number}; {@code String[]} for text, {@code byte[]} for
     *     opaque), with as many elements as the dims say; kept, not copied
     * @param dims sizes, 0 or more each; none for a scalar
     * @throws H5TreeException if they do not fit each other, or a text cannot be stored as the type says
     */
    public static H5Array of(H5Type type, Object array, int... dims) {
        int[] kept = dims.clone();
        checkDims(kept);
        int length = javaLength(type, array);
        long expected = Math.multiplyExact((long) elements(kept), type instanceof H5Opaque(int bytes) ? bytes : 1);
        if (length != expected) {
            throw new H5TreeException("An array of shape " + shape(kept) + " and type " + type + " has " + expected
                    + " elements, got a Java array of " + length + ".");
        }
        if (type instanceof H5Text text) {
            checkStrings(text, (String[]) array);
        }
        return new H5Array(type, kept, Place.MEMORY, () -> array, true);
    }

    private static void checkDims(int[] dims) {
        long elements = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new H5TreeException("A dimension is 0 or more, got the shape " + shape(dims) + ".");
            }
            elements = elements * dim;
            if (elements > Integer.MAX_VALUE) {
                throw new H5TreeException(
                        "The shape " + shape(dims) + " has more elements than a Java array can hold.");
            }
        }
        if (dims.length > Dataspace.MAX_RANK) {
            throw new H5TreeException("HDF5 has up to 32 dimensions, got " + dims.length + ".");
        }
    }

    private static int javaLength(H5Type type, Object array) {
        Object wanted = switch (type) {
            case H5Number number -> number.newArray(0);
            case H5Text text -> new String[0];
            case H5Opaque opaque -> new byte[0];
            case H5Unsupported unsupported ->
                throw new H5TreeException(
                        "Data of the type " + unsupported.description() + " is neither read nor written.");
        };
        if (!wanted.getClass().isInstance(array)) {
            throw new H5TreeException("Data of the type " + type + " comes in a "
                    + wanted.getClass().getSimpleName() + ", got "
                    + (array == null ? "null" : "a " + array.getClass().getSimpleName()) + ".");
        }
        return java.lang.reflect.Array.getLength(array);
    }

    private static void checkStrings(H5Text type, String[] strings) {
        for (String string : strings) {
            if (string == null) {
                throw new H5TreeException("A text is null; use the empty string.");
            }
            if (string.indexOf('\0') >= 0 || !Utf8.canEncode(string)) {
                throw new H5TreeException("The text '" + string.replace('\0', '?')
                        + "' has a zero character or half a surrogate pair, which HDF5 strings cannot hold.");
            }
            int room = type.padding() == H5Text.Padding.NULLTERM ? type.length() - 1 : type.length();
            if (!type.isVariable() && Utf8.bytes(string).length > room) {
                throw new H5TreeException("The text '" + string + "' has " + Utf8.bytes(string).length
                        + " bytes, the type " + type + " has room for " + room + ".");
            }
        }
    }

    static int elements(int[] dims) {
        int product = 1;
        for (int dim : dims) {
            product *= dim;
        }
        return product;
    }

    /** As NumPy writes shapes: {@code ()}, {@code (5,)}, {@code (2, 3)}. */
    static String shape(int[] dims) {
        String inner = Arrays.toString(dims);
        inner = inner.substring(1, inner.length() - 1);
        return dims.length == 1 ? "(" + inner + ",)" : "(" + inner + ")";
    }

    /** The element type. */
    public H5Type type() {
        return type;
    }

    /** The sizes; none for a scalar. */
    public int[] dims() {
        return dims.clone();
    }

    /** Number of elements: the product of the dims, 1 for a scalar. */
    public int size() {
        return size;
    }

    /** File and path, for messages. */
    public String place() {
        return place.toString();
    }

    /**
     * The elements in the Java array of their type; the caller's own.
     *
     * @throws H5FormatException if the file's data is damaged or of an unsupported type
     */
    public Object data() {
        Object array = source.get();
        return held ? copy(array) : array;
    }

    /** The elements, perhaps shared: for readers that do not change them. */
    Object peek() {
        return source.get();
    }

    /**
     * The numbers as floats, cast as NumPy casts: any number type is taken.
     *
     * @throws H5FormatException if these are no numbers, or the file's data is damaged
     */
    public float[] floats() {
        H5Number number = number("numbers");
        Object array = data();
        if (array instanceof float[] floats) {
            return floats;
        }
        float[] floats = new float[size];
        if (array instanceof double[] doubles) {
            for (int i = 0; i < size; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }
        long[] longs = widen(array, number);
        for (int i = 0; i < size; i++) {
            boolean huge = number == H5Number.UINT64 && longs[i] < 0;
            floats[i] = huge ? halved(longs[i]) * 2f : longs[i];
        }
        return floats;
    }

    /**
     * The numbers as doubles, cast as NumPy casts: any number type is taken.
     *
     * @throws H5FormatException if these are no numbers, or the file's data is damaged
     */
    public double[] doubles() {
        H5Number number = number("numbers");
        Object array = data();
        if (array instanceof double[] doubles) {
            return doubles;
        }
        double[] doubles = new double[size];
        if (array instanceof float[] floats) {
            for (int i = 0; i < size; i++) {
                doubles[i] = floats[i];
            }
            return doubles;
        }
        long[] longs = widen(array, number);
        for (int i = 0; i < size; i++) {
            boolean huge = number == H5Number.UINT64 && longs[i] < 0;
            doubles[i] = huge ? halved(longs[i]) * 2.0 : longs[i];
        }
        return doubles;
    }

    /**
     * The whole numbers as longs.
     *
     * @throws H5FormatException if these are no whole numbers, one is over {@link Long#MAX_VALUE}, or the file's data is
     *     damaged
     */
    public long[] longs() {
        H5Number number = number("whole numbers");
        if (number.isFloating()) {
            throw expected("whole numbers");
        }
        long[] longs = widen(data(), number);
        if (number == H5Number.UINT64) {
            for (long value : longs) {
                if (value < 0) {
                    throw new H5FormatException(place + ": expected whole numbers up to " + Long.MAX_VALUE + ", found "
                            + Long.toUnsignedString(value) + ".");
                }
            }
        }
        return longs;
    }

    /**
     * The whole numbers as ints.
     *
     * @throws H5FormatException if these are no whole numbers, one does not fit an int, or the file's data is damaged
     */
    public int[] ints() {
        long[] longs = longs();
        int[] ints = new int[longs.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) longs[i];
            if (ints[i] != longs[i]) {
                throw new H5FormatException(
                        place + ": expected whole numbers that fit 32 bits, found " + longs[i] + ".");
            }
        }
        return ints;
    }

    /**
     * The texts, in C order.
     *
     * @throws H5FormatException if this is no text, or the file's data is damaged
     */
    public List<String> strings() {
        if (!(type instanceof H5Text)) {
            throw expected("text");
        }
        return List.of((String[]) source.get());
    }

    /**
     * The one text of a scalar, or of a shape with one element.
     *
     * @throws H5FormatException if this is no text or not just one, or the file's data is damaged
     */
    public String string() {
        if (!(type instanceof H5Text) || size != 1) {
            throw expected("one text");
        }
        return strings().get(0);
    }

    private H5Number number(String wanted) {
        if (type instanceof H5Number number) {
            return number;
        }
        throw expected(wanted);
    }

    private H5FormatException expected(String wanted) {
        return new H5FormatException(place + ": expected " + wanted + ", found " + this + ".");
    }

    private static long[] widen(Object array, H5Number number) {
        boolean unsigned = number.isUnsigned();
        return switch (array) {
            case long[] longs -> longs;
            case int[] ints -> {
                long[] wide = new long[ints.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = unsigned ? Integer.toUnsignedLong(ints[i]) : ints[i];
                }
                yield wide;
            }
            case short[] shorts -> {
                long[] wide = new long[shorts.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = unsigned ? Short.toUnsignedLong(shorts[i]) : shorts[i];
                }
                yield wide;
            }
            case byte[] bytes -> {
                long[] wide = new long[bytes.length];
                for (int i = 0; i < wide.length; i++) {
                    wide[i] = unsigned ? Byte.toUnsignedLong(bytes[i]) : bytes[i];
                }
                yield wide;
            }
            default -> throw new IllegalStateException("whole numbers in a " + array.getClass());
        };
    }

    /** Half of an unsigned number over {@link Long#MAX_VALUE}; the lowest bit is kept, so that it rounds rightly. */
    private static long halved(long value) {
        return (value >>> 1) | (value & 1);
    }

    private static Object copy(Object array) {
        return switch (array) {
            case float[] a -> a.clone();
            case double[] a -> a.clone();
            case long[] a -> a.clone();
            case int[] a -> a.clone();
            case short[] a -> a.clone();
            case byte[] a -> a.clone();
            case String[] a -> a.clone();
            default -> throw new IllegalStateException("an array of " + array.getClass());
        };
    }

    /** Type and shape. */
    @Override
    public String toString() {
        return type + " of shape " + shape(dims);
    }
}
