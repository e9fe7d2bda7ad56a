package org.rhyton.h5;

import java.util.Arrays;

/** Where a dataset's elements lie. */
sealed interface Layout {
    /**
     * In one piece, in the file or in the object header itself.
     *
     * @param address the first byte, or {@link Cursor#UNDEFINED}: never written
     * @param length bytes there; -1 if the file does not say
     */
    record Contiguous(long address, long length) implements Layout {}

    /**
     * In pieces of equal shape, each perhaps compressed, found through a B-tree.
     *
     * @param tree address of the B-tree, or {@link Cursor#UNDEFINED}: never written
     * @param chunk sizes of a piece, one for each dimension of the dataset
     * @param elementSize bytes of an element
     */
    record Chunked(long tree, int[] chunk, int elementSize) implements Layout {}

    int COMPACT = 0;
    int CONTIGUOUS = 1;
    int CHUNKED = 2;
    int VIRTUAL = 3;

    /** Reads a data layout message. */
    static Layout read(Cursor cursor, Place place) {
        int version = cursor.version(1, 4);
        if (version < 3) {
            return readOld(cursor, place);
        }
        int layoutClass = cursor.u8("class");
        return switch (layoutClass) {
            case COMPACT -> compact(cursor, cursor.u16("size"));
            case CONTIGUOUS -> new Contiguous(cursor.address("data address"), cursor.length("data size"));
            case CHUNKED -> newChunked(cursor, version, place);
            case VIRTUAL ->
                throw cursor.error(place.path() + " is a virtual dataset (made of other files), which is not read.");
            default -> throw cursor.error("expected a data layout of class 0 to 3, found " + layoutClass + ".");
        };
    }

    private static Layout newChunked(Cursor cursor, int version, Place place) {
        if (version == 4) {
            throw cursor.error(
                    place.path() + " has its chunks in an index of HDF5 1.10, which is not read. Write the file with"
                            + " libver='earliest'.");
        }
        int rank = cursor.u8("rank");
        return chunked(cursor, cursor.address("B-tree address"), rank);
    }

    /** Versions 1 and 2, of before HDF5 1.6.3. */
    private static Layout readOld(Cursor cursor, Place place) {
        int rank = cursor.u8("rank");
        int layoutClass = cursor.u8("class");
        cursor.skip(5);
        return switch (layoutClass) {
            case COMPACT -> compact(cursor.skip(4L * rank), cursor.u32("size"));
            case CONTIGUOUS -> new Contiguous(cursor.address("data address"), -1);
            case CHUNKED -> chunked(cursor, cursor.address("B-tree address"), rank);
            default ->
                throw cursor.error(
                        "the data layout of " + place.path() + " has the unknown class " + layoutClass + ".");
        };
    }

    private static Layout compact(Cursor cursor, long size) {
        return new Contiguous(cursor.part(size, "compact data").position(), size);
    }

    /** The last size is that of an element, in bytes. */
    private static Layout chunked(Cursor cursor, long tree, int rankAndOne) {
        if (rankAndOne < 1 || rankAndOne > Dataspace.MAX_RANK + 1) {
            throw cursor.error("expected chunks of up to 32 dimensions, found " + (rankAndOne - 1) + ".");
        }
        int[] sizes = new int[rankAndOne];
        for (int i = 0; i < rankAndOne; i++) {
            long size = cursor.u32("chunk size");
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw cursor.error("expected a chunk size of 1 to " + Integer.MAX_VALUE + ", found " + size + ".");
            }
            sizes[i] = (int) size;
        }
        return new Chunked(tree, Arrays.copyOf(sizes, rankAndOne - 1), sizes[rankAndOne - 1]);
    }
}
