package org.rhyton.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message in the wire format of Protocol Buffers, growing field by field. Of the format, only what ONNX needs: numbers,
 * texts, bytes, messages. A message within a message is joined, not copied, so that weights lie in memory once.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class Proto {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> parts = new ArrayList<>();
    private long length;

    long length() {
        return length;
    }

    Proto number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Proto real(int field, float value) {
        tag(field, FIXED32);
        append(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    Proto text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes are not copied. */
    Proto bytes(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        append(value);
        return this;
    }

    Proto message(int field, Proto value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        parts.addAll(value.parts);
        length += value.length;
        return this;
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        byte[] bytes = new byte[10];
        int count = 0;
        long rest = value;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) bytes[count++] = (byte) ((rest & 0x7f) | 0x80);
        bytes[count++] = (byte) rest;
        append(Arrays.copyOf(bytes, count));
    }

    private void append(byte[] bytes) {
        parts.add(bytes);
        length += bytes.length;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] part : parts) out.write(part);
    }
}
