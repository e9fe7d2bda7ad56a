package org.rhyton.h5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Turns the bytes of elements into Java arrays. */
final class Decoder {
    private Decoder() {}

    /**
     * Decodes elements that lie one after the other. The caller has checked that they are all there.
     *
     * @param bytes where they lie: the file, or what was unpacked from it
     * @param heap where texts of variable length are
     */
    static Object decode(Datatype datatype, byte[] bytes, int offset, int count, GlobalHeap heap, Place place) {
        return switch (datatype.type()) {
            case H5Number number -> numbers(number, datatype.order(), bytes, offset, count);
            case H5Text text when text.isVariable() -> variableTexts(bytes, offset, count, heap, place);
            case H5Text text -> fixedTexts(text, bytes, offset, count, place);
            case H5Opaque opaque -> Arrays.copyOfRange(bytes, offset, offset + count * opaque.bytes());
            case H5Unsupported unsupported ->
                throw new H5FormatException(place + ": expected numbers or text, found a " + unsupported.description()
                        + ", which is not read.");
        };
    }

    private static Object numbers(H5Number number, ByteOrder order, byte[] bytes, int offset, int count) {
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes, offset, count * number.bytes()).order(order);
        Object array = number.newArray(count);
        switch (number) {
            case INT8, UINT8, BOOL -> buffer.get((byte[]) array);
            case INT16, UINT16 -> buffer.asShortBuffer().get((short[]) array);
            case INT32, UINT32 -> buffer.asIntBuffer().get((int[]) array);
            case INT64, UINT64 -> buffer.asLongBuffer().get((long[]) array);
            case FLOAT32 -> buffer.asFloatBuffer().get((float[]) array);
            case FLOAT64 -> buffer.asDoubleBuffer().get((double[]) array);
            case FLOAT16 -> {
                float[] floats = (float[]) array;
                for (int i = 0; i < count; i++) {
                    floats[i] = Float.float16ToFloat(buffer.getShort());
                }
            }
            case BFLOAT16 -> {
                float[] floats = (float[]) array;
                for (int i = 0; i < count; i++) {
                    floats[i] = Float.intBitsToFloat(buffer.getShort() << 16);
                }
            }
        }
        return array;
    }

    private static String[] fixedTexts(H5Text type, byte[] bytes, int offset, int count, Place place) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            int start = offset + i * type.length();
            String text = Utf8.decode(bytes, start, fixedLength(type, bytes, start));
            if (text == null) {
                throw new H5FormatException(place + ": expected UTF-8 text as element " + i + ", found other bytes.");
            }
            texts[i] = text;
        }
        return texts;
    }

    private static int fixedLength(H5Text type, byte[] bytes, int start) {
        int length = type.length();
        if (type.padding() == H5Text.Padding.NULLTERM) {
            int end = 0;
            while (end < length && bytes[start + end] != 0) {
                end++;
            }
            return end;
        }
        byte filler = (byte) (type.padding() == H5Text.Padding.SPACEPAD ? ' ' : 0);
        while (length > 0 && bytes[start + length - 1] == filler) {
            length--;
        }
        return length;
    }

    private static String[] variableTexts(byte[] bytes, int offset, int count, GlobalHeap heap, Place place) {
        int offsetSize = heap.offsetSize();
        int at = offset;
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            long length = Cursor.number(bytes, at, 4);
            long address = Cursor.number(bytes, at + 4, offsetSize);
            int index = (int) Cursor.number(bytes, at + 4 + offsetSize, 4);
            texts[i] = heap.text(length, address, index, place);
            at += 4 + offsetSize + 4;
        }
        return texts;
    }
}
