package org.rhyton.array;

/**
 * The plain Java arrays that hold elements: {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}, and
 * {@code byte[]} for uint8 and bool.
 */
final class Storage {
    private Storage() {}

    static Object allocate(DType dtype, int length) {
        return switch (dtype) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case INT32 -> new int[length];
            case INT64 -> new long[length];
            case UINT8, BOOL -> new byte[length];
        };
    }

    static boolean holds(Object data, DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> data instanceof float[];
            case FLOAT64 -> data instanceof double[];
            case INT32 -> data instanceof int[];
            case INT64 -> data instanceof long[];
            case UINT8, BOOL -> data instanceof byte[];
        };
    }

    /** The element as a double; int64 beyond 2^53 is rounded. */
    static double getDouble(Object data, int index) {
        return switch (data) {
            case float[] floats -> floats[index];
            case double[] doubles -> doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            case byte[] bytes -> bytes[index] & 0xff;
            default -> throw unknown(data);
        };
    }

    /** The element as a long; fractions are cut off. */
    static long getLong(Object data, int index) {
        return switch (data) {
            case float[] floats -> (long) floats[index];
            case double[] doubles -> (long) doubles[index];
            case int[] ints -> ints[index];
            case long[] longs -> longs[index];
            case byte[] bytes -> bytes[index] & 0xff;
            default -> throw unknown(data);
        };
    }

    /** Copies n elements between arrays of the same type, each with its own distance from element to element. */
    static void copy(Object from, int fromOffset, int fromStep, Object to, int toOffset, int toStep, int n) {
        if (fromStep == 1 && toStep == 1) {
            System.arraycopy(from, fromOffset, to, toOffset, n);
            return;
        }
        switch (from) {
            case float[] source -> {
                float[] target = (float[]) to;
                for (int i = 0; i < n; i++) target[toOffset + i * toStep] = source[fromOffset + i * fromStep];
            }
            case double[] source -> {
                double[] target = (double[]) to;
                for (int i = 0; i < n; i++) target[toOffset + i * toStep] = source[fromOffset + i * fromStep];
            }
            case int[] source -> {
                int[] target = (int[]) to;
                for (int i = 0; i < n; i++) target[toOffset + i * toStep] = source[fromOffset + i * fromStep];
            }
            case long[] source -> {
                long[] target = (long[]) to;
                for (int i = 0; i < n; i++) target[toOffset + i * toStep] = source[fromOffset + i * fromStep];
            }
            case byte[] source -> {
                byte[] target = (byte[]) to;
                for (int i = 0; i < n; i++) target[toOffset + i * toStep] = source[fromOffset + i * fromStep];
            }
            default -> throw unknown(from);
        }
    }

    static IllegalStateException unknown(Object data) {
        return new IllegalStateException("not the storage of an array: " + data.getClass());
    }
}
