package org.rhyton.h5;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The parts of a file in their order. An address is known as soon as a part is planned, so that later parts can point
 * at it, and the file is written in one go, without jumping back.
 */
final class FilePlan {
    private final List<Part> parts = new ArrayList<>();
    private long end = Superblock.SIZE;

    /** Writes a part's bytes. */
    @FunctionalInterface
    private interface Part {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Where the file will end: a multiple of 8. */
    long end() {
        return end;
    }

    /** Adds a part that is finished. */
    long add(byte[] bytes) {
        return add(bytes.length, () -> bytes);
    }

    /** Adds a part whose bytes come when everything is planned. */
    long add(long size, Supplier<byte[]> bytes) {
        return add(size, out -> out.write(bytes.get()));
    }

    /** Adds the elements of an array that does not refer to a heap. */
    long add(H5Array array) {
        return add((long) array.size() * Datatype.size(array.type()), out -> Encoder.write(array, out));
    }

    private long add(long size, Part part) {
        long address = end;
        int padding = (int) (-size & 7);
        end += size + padding;
        parts.add(out -> {
            part.writeTo(out);
            out.write(new byte[padding]);
        });
        return address;
    }

    /** Writes all parts; the superblock comes before them. */
    void writeTo(OutputStream out) throws IOException {
        for (Part part : parts) {
            part.writeTo(out);
        }
    }
}
