package org.rhyton.h5;

/** Reads numbers, lowest byte first, from a part of the file, and never beyond that part. */
final class Cursor {
    /** The address that means "nowhere": all bits set. */
    static final long UNDEFINED = -1;

    private final Image image;
    private final String what;
    private final int start;
    private final int end;
    private int position;

    Cursor(Image image, long start, long length, String what) {
        if (start < 0 || length < 0 || start > image.length() - length) {
            throw image.error(
                    start,
                    "expected " + what + " of " + Long.toUnsignedString(length) + " bytes, but the file ends at byte "
                            + image.length() + ".");
        }
        this.image = image;
        this.what = what;
        this.start = (int) start;
        this.end = (int) (start + length);
        this.position = this.start;
    }

    /** The next {@code length} bytes as a cursor of their own; this one goes on after them. */
    Cursor part(long length, String partName) {
        need(length, partName);
        Cursor part = new Cursor(image, position, length, partName);
        position += (int) length;
        return part;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    int u8(String field) {
        return (int) number(1, field);
    }

    int u16(String field) {
        return (int) number(2, field);
    }

    /** 4 bytes: 0 to 2^32 - 1. */
    long u32(String field) {
        return number(4, field);
    }

    /** A number of 1 to 8 bytes; of 8 bytes, one over {@link Long#MAX_VALUE} is refused. */
    long unsigned(int size, String field) {
        long value = number(size, field);
        if (value < 0) {
            throw image.error(
                    position - size, "the " + field + " of " + what + " is " + Long.toUnsignedString(value) + ".");
        }
        return value;
    }

    /** A length, as wide as the superblock says. */
    long length(String field) {
        return unsigned(image.lengthSize(), field);
    }

    /** An address within the file, or {@link #UNDEFINED}. */
    long address(String field) {
        int size = image.offsetSize();
        long value = number(size, field);
        long undefined = size == 8 ? -1L : (1L << (8 * size)) - 1;
        if (value == undefined) {
            return UNDEFINED;
        }
        if (value < 0 || value > image.length()) {
            throw image.error(
                    position - size,
                    "the " + field + " in " + what + " is byte " + Long.toUnsignedString(value)
                            + ", but the file ends at byte " + image.length() + ".");
        }
        return value;
    }

    private long number(int size, String field) {
        need(size, field);
        long value = number(image.bytes(), position, size);
        position += size;
        return value;
    }

    /** A number of up to 8 bytes, lowest first. */
    static long number(byte[] bytes, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at + i] & 0xFFL) << (8 * i);
        }
        return value;
    }

    byte[] bytes(int count, String field) {
        need(count, field);
        byte[] copy = new byte[count];
        System.arraycopy(image.bytes(), position, copy, 0, count);
        position += count;
        return copy;
    }

    /** Text of a known number of bytes, up to the first zero byte. */
    String text(int count, String field) {
        need(count, field);
        int length = 0;
        while (length < count && image.bytes()[position + length] != 0) {
            length++;
        }
        String text = decode(length, field);
        position += count;
        return text;
    }

    /** Text that a zero byte ends; the cursor goes on after that byte. */
    String terminatedText(String field) {
        int length = 0;
        while (position + length < end && image.bytes()[position + length] != 0) {
            length++;
        }
        if (position + length == end) {
            throw image.error(position, "the " + field + " in " + what + " has no end.");
        }
        image.spend(length, position, field);
        String text = decode(length, field);
        position += length + 1;
        return text;
    }

    private String decode(int length, String field) {
        String text = Utf8.decode(image.bytes(), position, length);
        if (text == null) {
            throw image.error(position, "the " + field + " in " + what + " is not UTF-8 text.");
        }
        return text;
    }

    Cursor skip(long count) {
        need(count, "reserved bytes");
        position += (int) count;
        return this;
    }

    /** On to a multiple of 8 bytes from the start of this part, or to its end. */
    Cursor align() {
        int past = position - start;
        position = Math.min(end, start + ((past + 7) & ~7));
        return this;
    }

    /** Takes the four letters that tell what a part is. */
    Cursor signature(String expected) {
        int at = position;
        need(4, "signature " + expected);
        for (int i = 0; i < 4; i++) {
            if (u8("signature") != expected.charAt(i)) {
                throw image.error(at, "expected " + what + ", which starts with '" + expected + "'.");
            }
        }
        return this;
    }

    /** Takes a version number that must be in a range. */
    int version(int lowest, int highest) {
        int version = u8("version");
        if (version < lowest || version > highest) {
            String range = lowest == highest ? "" + lowest : lowest + " to " + highest;
            throw error("expected version " + range + " of " + what + ", found " + version + ".");
        }
        return version;
    }

    /** Compares the checksum, which is next, with that of all bytes of this part before it. */
    void checksum() {
        int expected = Checksum.of(image.bytes(), start, position - start);
        int found = (int) u32("checksum");
        if (found != expected) {
            throw error("the checksum of " + what + " does not fit: the file is damaged.");
        }
    }

    /** An error at the place read last. */
    H5FormatException error(String message) {
        return image.error(position, message);
    }

    private void need(long count, String field) {
        if (count < 0 || count > end - position) {
            throw image.error(
                    position,
                    "no room in " + what + " for " + field + ": " + Long.toUnsignedString(count) + " bytes needed, "
                            + (end - position) + " left.");
        }
    }
}
