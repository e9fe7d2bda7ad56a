package org.rhyton.h5;

import java.util.Collection;

/**
 * Text, held in a {@code String[]}; how the file stores it matters to other readers, so the tree keeps it.
 *
 * <p>The label ASCII or UTF-8 is only a label: Keras puts UTF-8 bytes under both, and so does this package, both ways.
 *
 * @param length bytes of each string in the file; {@link #VARIABLE} if each has its own
 * @param padding how a string shorter than {@code length} ends
 * @param charset the label
 */
public record H5Text(int length, Padding padding, Charset charset) implements H5Type {
    /** The length of strings that each have their own: they lie in a global heap. */
    public static final int VARIABLE = -1;

    /** Variable length, UTF-8: what h5py makes of a Python {@code str}. */
    public static final H5Text VARIABLE_UTF8 = new H5Text(VARIABLE, Padding.NULLTERM, Charset.UTF8);

    /** Variable length, ASCII: what h5py makes of Python {@code bytes}. */
    public static final H5Text VARIABLE_ASCII = new H5Text(VARIABLE, Padding.NULLTERM, Charset.ASCII);

    /** How a string shorter than its room ends. */
    public enum Padding {
        /** At the first zero byte, which is always there. */
        NULLTERM(0),
        /** Filled up with zero bytes. */
        NULLPAD(1),
        /** Filled up with spaces. */
        SPACEPAD(2);

        /** Its number in the file. */
        final int code;

        Padding(int code) {
            this.code = code;
        }
    }

    /** What the file says that the bytes are. */
    public enum Charset {
        ASCII(0),
        UTF8(1);

        /** Its number in the file. */
        final int code;

        Charset(int code) {
            this.code = code;
        }
    }

    public H5Text {
        if (length < 1 && length != VARIABLE) {
            throw new H5TreeException("Text of fixed length needs 1 byte or more, got " + length
                    + ". Use H5Text.VARIABLE or fixed(names).");
        }
    }

    /** Fixed length, filled with zero bytes, ASCII: what h5py makes of an array of NumPy bytes ({@code S20}). */
    public static H5Text fixed(int length) {
        return new H5Text(length, Padding.NULLPAD, Charset.ASCII);
    }

    /** {@link #fixed(int)}, as long as the longest of these strings in UTF-8. */
    public static H5Text fixed(Collection<String> strings) {
        return fixed(strings.stream().mapToInt(s -> Utf8.bytes(s).length).reduce(1, Math::max));
    }

    /** Whether each string has its own length. */
    public boolean isVariable() {
        return length == VARIABLE;
    }

    /** For messages: {@code text of variable length (ASCII)}. */
    @Override
    public String toString() {
        return (isVariable() ? "text of variable length" : "text of " + length + " bytes, " + padding) + " (" + charset
                + ")";
    }
}
