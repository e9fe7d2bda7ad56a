package org.rhyton.h5;

/**
 * A file as it is read: its bytes, its name for messages, how wide its addresses are, and how much work it may still
 * cause.
 *
 * <p>In a sound file each byte of structure is looked at about once. A hostile one makes parts overlap or point at each
 * other, so that a short file asks for endless work; {@link #spend} bounds that by a small multiple of the file's length,
 * whatever the trick.
 */
final class Image {
    private static final long WORK_PER_BYTE = 8;
    private static final long WORK_FOR_ANY_FILE = 1 << 16;

    private final byte[] bytes;
    private final String name;
    private int offsetSize = 8;
    private int lengthSize = 8;
    private long work;

    Image(byte[] bytes, String name) {
        this.bytes = bytes;
        this.name = name;
        this.work = WORK_FOR_ANY_FILE + WORK_PER_BYTE * bytes.length;
    }

    /** The same file with the work counted anew: for decoding that happens later, perhaps in another thread. */
    Image fresh() {
        Image copy = new Image(bytes, name);
        copy.widths(offsetSize, lengthSize);
        return copy;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    String name() {
        return name;
    }

    int offsetSize() {
        return offsetSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    void widths(int offsets, int lengths) {
        offsetSize = offsets;
        lengthSize = lengths;
    }

    /** A cursor over a part of the structure; its length counts as work. */
    Cursor cursor(long start, long length, String what) {
        Cursor cursor = new Cursor(this, start, length, what);
        spend(length, start, what);
        return cursor;
    }

    void spend(long amount, long at, String what) {
        work -= amount;
        if (work < 0) {
            throw error(at, what + " is reached too often: the parts of this file overlap or point at each other.");
        }
    }

    H5FormatException error(long at, String message) {
        return new H5FormatException(name + ", byte " + at + ": " + message);
    }

    H5FormatException error(long at, String message, Throwable cause) {
        return new H5FormatException(name + ", byte " + at + ": " + message, cause);
    }
}
