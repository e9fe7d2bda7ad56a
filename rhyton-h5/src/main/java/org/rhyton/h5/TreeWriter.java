package org.rhyton.h5;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a tree in HDF5's oldest form, which everything reads: the children of a group before the group itself. */
final class TreeWriter {
    /** What a message of an object header may hold: its size is a 2-byte number, and a multiple of 8. */
    private static final int MAX_MESSAGE = 65528;

    private static final int MAX_MESSAGES = 65535;

    /** A dataset's space in the file is taken late, when it is written; a fill value is written if one was set. */
    private static final byte[] FILL_VALUE = {2, 2, 2, 1, 0, 0, 0, 0};

    private final FilePlan plan = new FilePlan();
    private final GlobalHeapWriter heap = new GlobalHeapWriter(plan);

    private TreeWriter() {}

    static void write(H5Group root, OutputStream out) throws IOException {
        TreeWriter writer = new TreeWriter();
        long address = writer.group(root, new Place(null, "the tree"), 0);
        out.write(writer.superblock(address));
        writer.plan.writeTo(out);
    }

    private byte[] superblock(long root) {
        LittleEndian out = new LittleEndian();
        out.bytes(Superblock.SIGNATURE).zeros(5).u8(8).u8(8).zeros(1);
        out.u16(GroupTable.LEAF_K).u16(GroupTable.INTERNAL_K).u32(0);
        out.u64(0).u64(Cursor.UNDEFINED).u64(plan.end()).u64(Cursor.UNDEFINED);
        return out.u64(0).u64(root).zeros(24).toByteArray();
    }

    private long node(H5Node node, Place place, int depth) {
        return switch (node) {
            case H5Group group -> group(group, place, depth);
            case H5Dataset dataset -> dataset(dataset, place);
        };
    }

    private long group(H5Group group, Place place, int depth) {
        if (depth > H5Limits.DEFAULT.depth()) {
            throw new H5TreeException(place + " is nested deeper than " + H5Limits.DEFAULT.depth() + " groups.");
        }
        Map<String, Long> addresses = new LinkedHashMap<>();
        group.children().forEach((name, child) -> addresses.put(name, node(child, place.child(name), depth + 1)));
        GroupTable table = GroupTable.write(plan, addresses);
        Messages messages = new Messages();
        messages.add(
                ObjectHeader.SYMBOL_TABLE, new LittleEndian().u64(table.tree()).u64(table.heap()));
        return header(messages, group, place);
    }

    private long dataset(H5Dataset dataset, Place place) {
        H5Array array = dataset.array();
        Messages messages = new Messages();
        messages.add(ObjectHeader.DATASPACE, new LittleEndian().bytes(Dataspace.write(array.dims())));
        messages.add(ObjectHeader.DATATYPE, new LittleEndian().bytes(Datatype.write(array.type())));
        messages.add(ObjectHeader.FILL_VALUE, new LittleEndian().bytes(FILL_VALUE));
        long size = (long) array.size() * Datatype.size(array.type());
        long address = size == 0 ? Cursor.UNDEFINED : data(array);
        messages.add(
                ObjectHeader.LAYOUT,
                new LittleEndian().u8(3).u8(Layout.CONTIGUOUS).u64(address).u64(size));
        return header(messages, dataset, place);
    }

    private long data(H5Array array) {
        return refersToHeap(array) ? plan.add(references(array)) : plan.add(array);
    }

    private static boolean refersToHeap(H5Array array) {
        return array.type() instanceof H5Text text && text.isVariable();
    }

    private byte[] references(H5Array array) {
        LittleEndian references = new LittleEndian();
        for (String text : (String[]) array.peek()) {
            heap.add(text, references);
        }
        return references.toByteArray();
    }

    private long header(Messages messages, H5Node node, Place place) {
        node.attributes().forEach((name, value) -> messages.add(ObjectHeader.ATTRIBUTE, attribute(name, value, place)));
        if (messages.count > MAX_MESSAGES) {
            throw new H5TreeException(place + " has " + node.attributes().size() + " attributes; an object header holds"
                    + " about " + MAX_MESSAGES + ".");
        }
        LittleEndian out = new LittleEndian();
        out.u8(1)
                .zeros(1)
                .u16(messages.count)
                .u32(1)
                .u32(messages.content.length())
                .zeros(4);
        return plan.add(out.bytes(messages.content.toByteArray()).toByteArray());
    }

    private LittleEndian attribute(String name, H5Array value, Place owner) {
        byte[] nameBytes = Utf8.bytes(name + '\0');
        byte[] type = Datatype.write(value.type());
        byte[] space = Dataspace.write(value.dims());
        long size = (long) value.size() * Datatype.size(value.type()) + nameBytes.length + type.length + space.length;
        if (size > MAX_MESSAGE - 32) {
            throw new H5TreeException(owner.attribute(name) + " takes " + size + " bytes; an attribute has room for "
                    + (MAX_MESSAGE - 32) + ", its name and type included. Store text in variable length"
                    + " (H5Text.VARIABLE_UTF8: 16 bytes each here, the text elsewhere), split the array over several"
                    + " attributes, or make it a dataset.");
        }
        LittleEndian out = new LittleEndian();
        boolean ascii = nameBytes.length == name.length() + 1;
        // Version 1 is what everything reads; only version 3 can say that a name is UTF-8, and it aligns nothing.
        out.u8(ascii ? 1 : 3).u8(0).u16(nameBytes.length).u16(type.length).u16(space.length);
        if (ascii) {
            out.bytes(nameBytes).align().bytes(type).align().bytes(space).align();
        } else {
            out.u8(1).bytes(nameBytes).bytes(type).bytes(space);
        }
        return out.bytes(refersToHeap(value) ? references(value) : encoded(value));
    }

    private static byte[] encoded(H5Array value) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        try {
            Encoder.write(value, out);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** The messages of an object header, each filled up to a multiple of 8 bytes. */
    private static final class Messages {
        private final LittleEndian content = new LittleEndian();
        private int count;

        private void add(int type, LittleEndian message) {
            byte[] bytes = message.align().toByteArray();
            content.u16(type).u16(bytes.length).u8(constant(type)).zeros(3).bytes(bytes);
            count++;
        }

        /** The flag that a message never changes, on those where HDF5 itself sets it. */
        private static int constant(int type) {
            return type == ObjectHeader.DATATYPE || type == ObjectHeader.FILL_VALUE ? 1 : 0;
        }
    }
}
