package org.rhyton.saving.h5;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5Opaque;

/**
 * An array in a file, under a name. What comes from a file is decoded when it is asked for.
 *
 * @param name the name in the list of the group, such as {@code dense/kernel:0}
 */
public record StoredArray(String name, H5Array array) {
    private static final int BFLOAT16_BYTES = 2;

    /** A file's form of an array; numbers keep their type. */
    public static StoredArray of(String name, NDArray values) {
        int[] dims = values.shape().dims();
        H5Array array = switch (values.dtype()) {
            case FLOAT32 -> H5Array.of(values.toFloatArray(), dims);
            case FLOAT64 -> H5Array.of(values.toDoubleArray(), dims);
            case INT32 -> H5Array.of(values.toIntArray(), dims);
            case INT64 -> H5Array.of(values.toLongArray(), dims);
            case UINT8 -> H5Array.of(org.rhyton.h5.H5Number.UINT8, values.toByteArray(), dims);
            case BOOL ->
                H5Array.of(
                        org.rhyton.h5.H5Number.UINT8, values.astype(DType.UINT8).toByteArray(), dims);
        };
        return new StoredArray(name, array);
    }

    public Shape shape() {
        return Shape.of(array.dims());
    }

    /** How many numbers there are. */
    public long elements() {
        return array.size();
    }

    /** The numbers, as of an element type. */
    public NDArray values(DType dtype) {
        if (array.type() instanceof H5Opaque(int bytes) && bytes == BFLOAT16_BYTES) return bfloat16(dtype);
        NDArray flat = switch (dtype) {
            case FLOAT32 -> NDArray.of(array.floats());
            case INT32, INT64, UINT8, BOOL -> NDArray.of(array.longs());
            case FLOAT64 -> NDArray.of(array.doubles());
        };
        return flat.astype(dtype).reshape(shape());
    }

    /** Keras 3 writes bfloat16 as two bytes that HDF5 knows nothing of: the upper half of a float32. */
    private NDArray bfloat16(DType dtype) {
        byte[] bytes = (byte[]) array.data();
        float[] values = new float[bytes.length / BFLOAT16_BYTES];
        for (int i = 0; i < values.length; i++) {
            int upper = ((bytes[2 * i + 1] & 0xFF) << 8) | (bytes[2 * i] & 0xFF);
            values[i] = Float.intBitsToFloat(upper << 16);
        }
        return NDArray.of(values).astype(dtype).reshape(shape());
    }
}
