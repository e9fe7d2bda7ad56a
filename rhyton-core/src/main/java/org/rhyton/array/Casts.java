package org.rhyton.array;

import java.util.Arrays;

/**
 * Conversion of elements from dtype to dtype.
 *
 * <p>Arithmetic runs in three kinds: {@code float}, {@code double} and {@code long}. Every dtype loads into these; what is
 * narrower is stored from {@code long} by wrapping around, as C does. A floating-point number becomes a {@code long} by
 * Java's rule: the fraction is cut off, NaN gives 0, and what is too large gives the nearest {@code long}.
 */
final class Casts {
    /** Elements handled at a time where a conversion needs room: small enough to stay in the first-level cache. */
    static final int CHUNK = 1024;

    private Casts() {}

    /** A whole array in another dtype. */
    static Object cast(Object from, DType source, DType target, int length) {
        if (source == target) return from;
        if (source == DType.BOOL && target == DType.UINT8) return from;
        Object to = Storage.allocate(target, length);
        Object room = isComputable(target) ? to : new long[Math.min(CHUNK, length)];
        for (int start = 0; start < length; start += CHUNK) {
            int n = Math.min(CHUNK, length - start);
            if (room == to) {
                load(from, start, to, start, n);
            } else if (target == DType.BOOL) {
                storeNonZero(from, start, (byte[]) to, start, n);
            } else {
                load(from, start, room, 0, n);
                storeWrapped((long[]) room, to, start, n);
            }
        }
        return to;
    }

    /** Whether arithmetic runs in this dtype itself. */
    static boolean isComputable(DType dtype) {
        return dtype == DType.FLOAT32 || dtype == DType.FLOAT64 || dtype == DType.INT64;
    }

    /** Loads n elements of any storage into a {@code float[]}, {@code double[]} or {@code long[]}. */
    static void load(Object from, int fromOffset, Object to, int toOffset, int n) {
        switch (to) {
            case float[] floats -> loadFloats(from, fromOffset, floats, toOffset, n);
            case double[] doubles -> loadDoubles(from, fromOffset, doubles, toOffset, n);
            case long[] longs -> loadLongs(from, fromOffset, longs, toOffset, n);
            default -> throw Storage.unknown(to);
        }
    }

    /** Fills n elements with one element of any storage. */
    static void fill(Object from, int index, Object to, int n) {
        switch (to) {
            case float[] floats -> Arrays.fill(floats, 0, n, (float) Storage.getDouble(from, index));
            case double[] doubles -> Arrays.fill(doubles, 0, n, Storage.getDouble(from, index));
            case long[] longs -> Arrays.fill(longs, 0, n, Storage.getLong(from, index));
            default -> throw Storage.unknown(to);
        }
    }

    private static void loadFloats(Object from, int fromOffset, float[] to, int toOffset, int n) {
        switch (from) {
            case float[] source -> System.arraycopy(source, fromOffset, to, toOffset, n);
            case double[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (float) source[fromOffset + i];
            }
            case int[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case long[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case byte[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i] & 0xff;
            }
            default -> throw Storage.unknown(from);
        }
    }

    private static void loadDoubles(Object from, int fromOffset, double[] to, int toOffset, int n) {
        switch (from) {
            case float[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case double[] source -> System.arraycopy(source, fromOffset, to, toOffset, n);
            case int[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case long[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case byte[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i] & 0xff;
            }
            default -> throw Storage.unknown(from);
        }
    }

    private static void loadLongs(Object from, int fromOffset, long[] to, int toOffset, int n) {
        switch (from) {
            case float[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (long) source[fromOffset + i];
            }
            case double[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (long) source[fromOffset + i];
            }
            case int[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i];
            }
            case long[] source -> System.arraycopy(source, fromOffset, to, toOffset, n);
            case byte[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = source[fromOffset + i] & 0xff;
            }
            default -> throw Storage.unknown(from);
        }
    }

    /** Stores the low bits of longs as int32 or uint8. */
    static void storeWrapped(long[] from, Object to, int toOffset, int n) {
        switch (to) {
            case int[] target -> {
                for (int i = 0; i < n; i++) target[toOffset + i] = (int) from[i];
            }
            case byte[] target -> {
                for (int i = 0; i < n; i++) target[toOffset + i] = (byte) from[i];
            }
            default -> throw Storage.unknown(to);
        }
    }

    /** Stores 1 where an element is not zero, which NaN is not, and 0 elsewhere. */
    static void storeNonZero(Object from, int fromOffset, byte[] to, int toOffset, int n) {
        switch (from) {
            case float[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (byte) (source[fromOffset + i] != 0 ? 1 : 0);
            }
            case double[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (byte) (source[fromOffset + i] != 0 ? 1 : 0);
            }
            case int[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (byte) (source[fromOffset + i] != 0 ? 1 : 0);
            }
            case long[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (byte) (source[fromOffset + i] != 0 ? 1 : 0);
            }
            case byte[] source -> {
                for (int i = 0; i < n; i++) to[toOffset + i] = (byte) (source[fromOffset + i] != 0 ? 1 : 0);
            }
            default -> throw Storage.unknown(from);
        }
    }
}
