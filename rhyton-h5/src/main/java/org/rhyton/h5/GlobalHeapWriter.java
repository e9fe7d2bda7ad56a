package org.rhyton.h5;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the texts of variable length. A text goes into the newest collection that has room, a long one into a
 * collection of its own size.
 */
final class GlobalHeapWriter {
    /** The smallest collection that HDF5 allows. */
    private static final int USUAL_SIZE = 4096;

    private static final int HEAD = 16;

    private final FilePlan plan;
    private final List<Collection> collections = new ArrayList<>();

    /** A collection: where it will be, how long, and the objects in it so far. */
    private static final class Collection {
        private final long address;
        private final int size;
        private final LittleEndian content = new LittleEndian();
        private int count;

        private Collection(FilePlan plan, int size) {
            this.size = size;
            this.address = plan.add(size, this::toByteArray);
            content.ascii("GCOL").u8(1).zeros(3).u64(size);
        }

        private int room() {
            return size - content.length();
        }

        private void add(byte[] bytes) {
            count++;
            content.u16(count).u16(1).zeros(4).u64(bytes.length).bytes(bytes).align();
        }

        /** Closes with the free space as object 0, if there is room for its head; less room counts as free anyway. */
        private byte[] toByteArray() {
            int free = room();
            if (free >= HEAD) {
                content.u16(0).u16(0).zeros(4).u64(free);
            }
            return content.zeros(room()).toByteArray();
        }
    }

    GlobalHeapWriter(FilePlan plan) {
        this.plan = plan;
    }

    /** Stores a text and appends the reference to it. */
    void add(String text, LittleEndian references) {
        byte[] bytes = Utf8.bytes(text);
        if (bytes.length == 0) {
            references.u32(0).u64(0).u32(0);
            return;
        }
        int needed = HEAD + ((bytes.length + 7) & ~7);
        if (collections.isEmpty() || collections.getLast().room() < needed) {
            collections.add(new Collection(plan, Math.max(USUAL_SIZE, HEAD + needed)));
        }
        Collection collection = collections.getLast();
        collection.add(bytes);
        references.u32(bytes.length).u64(collection.address).u32(collection.count);
    }
}
