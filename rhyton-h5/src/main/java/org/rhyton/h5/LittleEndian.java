package org.rhyton.h5;

import java.util.Arrays;

/** Puts together bytes, lowest byte of a number first. */
final class LittleEndian {
    private byte[] bytes = new byte[64];
    private int length;

    int length() {
        return length;
    }

    LittleEndian u8(int value) {
        return number(value, 1);
    }

    LittleEndian u16(int value) {
        return number(value, 2);
    }

    LittleEndian u32(long value) {
        return number(value, 4);
    }

    LittleEndian u64(long value) {
        return number(value, 8);
    }

    LittleEndian number(long value, int size) {
        grow(size);
        for (int i = 0; i < size; i++) {
            bytes[length++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    LittleEndian bytes(byte[] more) {
        grow(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    LittleEndian ascii(String signature) {
        return bytes(Utf8.bytes(signature));
    }

    LittleEndian zeros(int count) {
        grow(count);
        length += count;
        return this;
    }

    /** Zero bytes up to a multiple of 8, where HDF5 wants its parts to end. */
    LittleEndian align() {
        return zeros(-length & 7);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void grow(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        }
    }
}
