package org.rhyton.h5;

import java.util.BitSet;

/** Puts a chunked dataset together. */
final class Chunks {
    private final Image image;
    private final Layout.Chunked layout;
    private final Filters filters;
    private final int[] dims;
    private final Place place;
    private final int[] chunksAlong;
    private final int chunkBytes;
    private final BitSet seen = new BitSet();
    private final byte[] out;

    private Chunks(Image image, Layout.Chunked layout, Filters filters, int[] dims, Place place, byte[] out) {
        this.image = image;
        this.layout = layout;
        this.filters = filters;
        this.dims = dims;
        this.place = place;
        this.out = out;
        this.chunksAlong = chunksAlong(dims, layout.chunk());
        this.chunkBytes = H5Array.elements(layout.chunk()) * layout.elementSize();
    }

    private static int[] chunksAlong(int[] dims, int[] chunk) {
        int[] along = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            along[i] = Math.ceilDiv(dims[i], chunk[i]);
        }
        return along;
    }

    /** Bytes that all chunks have unpacked, their overhang at the edges included; {@link Long#MAX_VALUE} if too many. */
    static long unpackedBytes(int[] dims, Layout.Chunked layout) {
        long bytes = layout.elementSize();
        for (int i = 0; i < dims.length; i++) {
            long along = (long) Math.ceilDiv(dims[i], layout.chunk()[i]) * layout.chunk()[i];
            bytes = along != 0 && bytes > Long.MAX_VALUE / along ? Long.MAX_VALUE : bytes * along;
        }
        return bytes;
    }

    /** Reads all chunks into {@code out}, which holds the fill value where no chunk was written. */
    static void read(Image image, Layout.Chunked layout, Filters filters, int[] dims, Place place, byte[] out) {
        if (layout.tree() != Cursor.UNDEFINED && out.length > 0) {
            new Chunks(image, layout, filters, dims, place, out).readTree(layout.tree(), -1);
        }
    }

    private void readTree(long address, int expectedLevel) {
        Cursor head = new Cursor(image, address, 8, "a B-tree of chunks").signature("TREE");
        int type = head.u8("node type");
        int level = head.u8("level");
        int entries = head.u16("number of entries");
        if (type != 1 || (expectedLevel >= 0 && level != expectedLevel)) {
            throw head.error("expected a B-tree node of chunks (type 1) for " + place.path()
                    + (expectedLevel >= 0 ? ", of level " + expectedLevel : "") + "; found type " + type + " of level "
                    + level + ".");
        }
        int headSize = 8 + 2 * image.offsetSize();
        int entrySize = 8 + 8 * (dims.length + 1) + image.offsetSize();
        Cursor cursor = image.cursor(address, headSize + (long) entries * entrySize, "a B-tree of chunks")
                .skip(headSize);
        for (int i = 0; i < entries; i++) {
            long size = cursor.u32("size of a chunk");
            long skipped = cursor.u32("filter mask");
            int[] origin = new int[dims.length];
            boolean inside = true;
            for (int d = 0; d < dims.length; d++) {
                long at = cursor.unsigned(8, "offset of a chunk");
                inside &= at < dims[d] && at % layout.chunk()[d] == 0;
                origin[d] = inside ? (int) at : 0;
            }
            cursor.skip(8);
            long child = cursor.address("address of a chunk");
            if (level > 0) {
                readTree(child, level - 1);
            } else if (inside) {
                readChunk(child, size, skipped, origin);
            } else {
                throw cursor.error(
                        "a chunk of " + place.path() + " lies outside of its shape " + H5Array.shape(dims) + ".");
            }
        }
    }

    private void readChunk(long address, long size, long skipped, int[] origin) {
        Cursor packed = image.cursor(address, size, "a chunk");
        int number = 0;
        for (int d = 0; d < dims.length; d++) {
            number = number * chunksAlong[d] + origin[d] / layout.chunk()[d];
        }
        if (seen.get(number)) {
            throw packed.error("a chunk of " + place.path() + " is there twice.");
        }
        seen.set(number);
        copy(filters.unpack(packed, skipped, chunkBytes), origin, 0, 0, 0);
    }

    /** Copies the part of a chunk that lies inside of the dataset, row by row. */
    private void copy(byte[] chunk, int[] origin, int d, int fromElement, int toElement) {
        if (d == dims.length) {
            int size = layout.elementSize();
            System.arraycopy(chunk, fromElement * size, out, toElement * size, size);
            return;
        }
        int count = Math.min(layout.chunk()[d], dims[d] - origin[d]);
        int from = fromElement * layout.chunk()[d];
        int to = toElement * dims[d] + origin[d];
        if (d == dims.length - 1) {
            int size = layout.elementSize();
            System.arraycopy(chunk, from * size, out, to * size, count * size);
            return;
        }
        for (int i = 0; i < count; i++) {
            copy(chunk, origin, d + 1, from + i, to + i);
        }
    }
}
