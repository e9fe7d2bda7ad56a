package org.rhyton.internal.plan;

import org.rhyton.array.DType;

/** Java arrays by element type. */
final class Storage {
    private Storage() {}

    static Object allocate(DType dtype, int elements) {
        return switch (dtype) {
            case FLOAT32 -> new float[elements];
            case FLOAT64 -> new double[elements];
            case INT32 -> new int[elements];
            case INT64 -> new long[elements];
            case UINT8, BOOL -> new byte[elements];
        };
    }

    /** The element as a whole number; floating numbers are truncated. */
    static long getLong(Object array, DType dtype, int index) {
        return switch (dtype) {
            case FLOAT32 -> (long) ((float[]) array)[index];
            case FLOAT64 -> (long) ((double[]) array)[index];
            case INT32 -> ((int[]) array)[index];
            case INT64 -> ((long[]) array)[index];
            case UINT8 -> ((byte[]) array)[index] & 0xff;
            case BOOL -> ((byte[]) array)[index];
        };
    }

    static double getDouble(Object array, DType dtype, int index) {
        return switch (dtype) {
            case FLOAT32 -> ((float[]) array)[index];
            case FLOAT64 -> ((double[]) array)[index];
            default -> getLong(array, dtype, index);
        };
    }

    static boolean isNan(Location x, int index) {
        return x.dtype().isFloating() && Double.isNaN(getDouble(x.array(), x.dtype(), index));
    }

    /** Compares two elements; a number that is none is greater than all others. */
    static int compare(Location x, int a, int b) {
        if (!x.dtype().isFloating()) {
            return Long.compare(getLong(x.array(), x.dtype(), a), getLong(x.array(), x.dtype(), b));
        }
        double left = getDouble(x.array(), x.dtype(), a);
        double right = getDouble(x.array(), x.dtype(), b);
        return left < right ? -1 : left > right ? 1 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
    }

    static void setLong(Object array, DType dtype, int index, long value) {
        switch (dtype) {
            case FLOAT32 -> ((float[]) array)[index] = value;
            case FLOAT64 -> ((double[]) array)[index] = value;
            case INT32 -> ((int[]) array)[index] = (int) value;
            case INT64 -> ((long[]) array)[index] = value;
            case UINT8 -> ((byte[]) array)[index] = (byte) value;
            case BOOL -> ((byte[]) array)[index] = (byte) (value != 0 ? 1 : 0);
        }
    }

    static void setDouble(Object array, DType dtype, int index, double value) {
        switch (dtype) {
            case FLOAT32 -> ((float[]) array)[index] = (float) value;
            case FLOAT64 -> ((double[]) array)[index] = value;
            case BOOL -> ((byte[]) array)[index] = (byte) (value != 0 ? 1 : 0);
            default -> setLong(array, dtype, index, (long) value);
        }
    }

    static void fill(Object array, DType dtype, int from, int count, double value) {
        switch (dtype) {
            case FLOAT32 -> java.util.Arrays.fill((float[]) array, from, from + count, (float) value);
            case FLOAT64 -> java.util.Arrays.fill((double[]) array, from, from + count, value);
            default -> {
                for (int i = 0; i < count; i++) setDouble(array, dtype, from + i, value);
            }
        }
    }

    /** Copies elements that lie apart by strides, without conversion. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // both arrays are of the element type's storage
    static void copy(Object from, int at, int stride, Object to, int target, int targetStride, int count) {
        if (stride == 1 && targetStride == 1) {
            System.arraycopy(from, at, to, target, count);
            return;
        }
        switch (from) {
            case float[] source -> {
                float[] result = (float[]) to;
                for (int i = 0; i < count; i++) result[target + i * targetStride] = source[at + i * stride];
            }
            case double[] source -> {
                double[] result = (double[]) to;
                for (int i = 0; i < count; i++) result[target + i * targetStride] = source[at + i * stride];
            }
            case int[] source -> {
                int[] result = (int[]) to;
                for (int i = 0; i < count; i++) result[target + i * targetStride] = source[at + i * stride];
            }
            case long[] source -> {
                long[] result = (long[]) to;
                for (int i = 0; i < count; i++) result[target + i * targetStride] = source[at + i * stride];
            }
            case byte[] source -> {
                byte[] result = (byte[]) to;
                for (int i = 0; i < count; i++) result[target + i * targetStride] = source[at + i * stride];
            }
            default -> throw new IllegalStateException("no storage of class " + from.getClass());
        }
    }
}
