package org.rhyton.h5;

import java.util.HashMap;
import java.util.Map;

/** Looks up the texts of variable length, which lie in "collections" elsewhere in the file. */
final class GlobalHeap {
    /** Counted as work, so that heaps that overlap cannot fill the memory with small entries. */
    private static final int MEMORY_PER_OBJECT = 64;

    private final Image image;
    /** By a collection's address: its objects by number. */
    private final Map<Long, Map<Integer, Extent>> collections = new HashMap<>();

    private record Extent(int start, long length) {}

    GlobalHeap(Image image) {
        this.image = image;
    }

    /** Bytes of an address in a reference. */
    int offsetSize() {
        return image.offsetSize();
    }

    /** The text that a reference of these three parts points at. */
    String text(long length, long address, int index, Place place) {
        if (length == 0) {
            return "";
        }
        Map<Integer, Extent> collection = collections.get(address);
        if (collection == null) {
            collection = read(address);
            collections.put(address, collection);
        }
        Extent extent = collection.get(index);
        if (extent == null || extent.length < length) {
            throw image.error(
                    address,
                    "expected a text of " + length + " bytes for " + place.path() + " as object " + index
                            + " of the global heap here, found "
                            + (extent == null ? "no such object" : extent.length + " bytes") + ".");
        }
        return image.cursor(extent.start, length, "a text").text((int) length, "text");
    }

    private Map<Integer, Extent> read(long address) {
        Cursor head = new Cursor(image, address, 8 + image.lengthSize(), "a global heap").signature("GCOL");
        head.version(1, 1);
        long size = head.skip(3).length("size");
        Cursor cursor = image.cursor(address, size, "a global heap").skip(8 + image.lengthSize());
        int objectHead = 8 + image.lengthSize();
        Map<Integer, Extent> objects = new HashMap<>();
        while (cursor.remaining() >= objectHead) {
            int index = cursor.u16("object index");
            cursor.skip(6);
            long length = cursor.length("object size");
            if (index == 0) {
                break; // the free space, which is last
            }
            image.spend(MEMORY_PER_OBJECT, cursor.position(), "a global heap");
            objects.put(index, new Extent(cursor.position(), length));
            cursor.skip(length).skip(Math.min(cursor.remaining(), -length & 7));
        }
        return objects;
    }
}
