package org.rhyton.h5;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns Java arrays into the bytes of elements, little-endian, a few kilobytes at a time. */
final class Encoder {
    private static final int ELEMENTS_AT_A_TIME = 8192;

    private Encoder() {}

    /** Writes all elements; text must be of fixed length. */
    static void write(H5Array array, OutputStream out) throws IOException {
        Object data = array.peek();
        if (data instanceof byte[] bytes) {
            out.write(bytes);
            return;
        }
        int elementSize = Datatype.size(array.type());
        if (data instanceof String[] strings) {
            for (String string : strings) {
                byte[] bytes = Utf8.bytes(string);
                out.write(bytes);
                byte filler = (byte) (((H5Text) array.type()).padding() == H5Text.Padding.SPACEPAD ? ' ' : 0);
                for (int i = bytes.length; i < elementSize; i++) {
                    out.write(filler);
                }
            }
            return;
        }
        byte[] bytes = new byte[Math.min(ELEMENTS_AT_A_TIME, array.size()) * elementSize];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < array.size(); start += ELEMENTS_AT_A_TIME) {
            int count = Math.min(ELEMENTS_AT_A_TIME, array.size() - start);
            buffer.clear();
            put(buffer, data, array.type(), start, count);
            out.write(bytes, 0, count * elementSize);
        }
    }

    private static void put(ByteBuffer buffer, Object data, H5Type type, int start, int count) {
        switch (data) {
            case float[] floats
            when type == H5Number.FLOAT16 -> {
                for (int i = start; i < start + count; i++) {
                    buffer.putShort(Float.floatToFloat16(floats[i]));
                }
            }
            case float[] floats
            when type == H5Number.BFLOAT16 -> {
                for (int i = start; i < start + count; i++) {
                    buffer.putShort(bfloat16(floats[i]));
                }
            }
            case float[] floats -> buffer.asFloatBuffer().put(floats, start, count);
            case double[] doubles -> buffer.asDoubleBuffer().put(doubles, start, count);
            case long[] longs -> buffer.asLongBuffer().put(longs, start, count);
            case int[] ints -> buffer.asIntBuffer().put(ints, start, count);
            case short[] shorts -> buffer.asShortBuffer().put(shorts, start, count);
            default -> throw new IllegalStateException("an array of " + data.getClass());
        }
    }

    /** The upper half of the bits, rounded to the nearest, ties to even; NaN stays NaN. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7FFF + ((bits >>> 16) & 1)) >>> 16);
    }
}
