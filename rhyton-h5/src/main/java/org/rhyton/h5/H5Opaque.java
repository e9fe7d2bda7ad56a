package org.rhyton.h5;

/**
 * Bytes without a meaning, held in a {@code byte[]} of element count times {@code bytes}. Keras 3 stores bfloat16
 * weights so (2 bytes each), with an attribute {@code dtype} beside them.
 *
 * @param bytes bytes of an element, 1 or more
 */
public record H5Opaque(int bytes) implements H5Type {
    public H5Opaque {
        if (bytes < 1) {
            throw new H5TreeException("An opaque element needs 1 byte or more, got " + bytes + ".");
        }
    }

    /** For messages: {@code opaque (2 bytes)}. */
    @Override
    public String toString() {
        return "opaque (" + bytes + " bytes)";
    }
}
