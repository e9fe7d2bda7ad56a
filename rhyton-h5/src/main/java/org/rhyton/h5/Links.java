package org.rhyton.h5;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the children of one group: names, and where their object headers are. */
final class Links {
    private static final int NOTHING_CACHED_OR_GROUP = 1;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;

    private final Image image;
    private final Place group;
    private final int most;
    private final Map<String, Long> addresses = new LinkedHashMap<>();

    private Links(Image image, Place group, int most) {
        this.image = image;
        this.group = group;
        this.most = most;
    }

    /** Addresses by name; more than {@code most} are refused. */
    static Map<String, Long> read(Image image, ObjectHeader header, Place group, int most) {
        Links links = new Links(image, group, most);
        header.find(ObjectHeader.SYMBOL_TABLE).ifPresent(links::readSymbolTable);
        header.all(ObjectHeader.LINK).forEach(links::readMessage);
        header.find(ObjectHeader.LINK_INFO).ifPresent(links::checkInfo);
        return links.addresses;
    }

    private void add(String name, long address, Cursor at) {
        if (name.isEmpty() || name.equals(".") || name.indexOf('/') >= 0) {
            throw at.error("in " + group.path() + ": '" + name + "' cannot be a name.");
        }
        if (address == Cursor.UNDEFINED) {
            throw at.error("in " + group.path() + ": '" + name + "' points nowhere.");
        }
        if (addresses.putIfAbsent(name, address) != null) {
            throw at.error("in " + group.path() + ": the name '" + name + "' is there twice.");
        }
        if (addresses.size() > most) {
            throw at.error("in " + group.path() + ": more objects than the limit allows (H5Limits.objects).");
        }
    }

    private H5FormatException refused(Cursor at, String name, String what) {
        return at.error("in " + group.path() + ": '" + name + "' is " + what
                + ", which is not followed. Copy the file with real" + " objects in its place.");
    }

    /** Old groups: a B-tree of nodes of symbols, the names in a heap of the group's own. */
    private void readSymbolTable(Cursor message) {
        long tree = message.address("B-tree address");
        long heap = message.address("heap address");
        if (tree == Cursor.UNDEFINED || heap == Cursor.UNDEFINED) {
            throw message.error("the symbol table of " + group.path() + " lies nowhere.");
        }
        readTree(tree, LocalHeap.read(image, heap), -1);
    }

    private void readTree(long address, LocalHeap names, int expectedLevel) {
        Cursor head = new Cursor(image, address, 8, "a group's B-tree").signature("TREE");
        int type = head.u8("node type");
        int level = head.u8("level");
        int entries = head.u16("number of entries");
        if (type != 0 || (expectedLevel >= 0 && level != expectedLevel)) {
            throw head.error("expected a B-tree node of a group (type 0)"
                    + (expectedLevel >= 0 ? " of level " + expectedLevel : "") + ", found type " + type + " of level "
                    + level + ".");
        }
        long length = 8 + 2L * image.offsetSize() + (long) entries * (image.lengthSize() + image.offsetSize());
        Cursor cursor = image.cursor(address, length, "a group's B-tree").skip(8 + 2L * image.offsetSize());
        for (int i = 0; i < entries; i++) {
            cursor.skip(image.lengthSize());
            long child = cursor.address("B-tree child");
            if (level > 0) {
                readTree(child, names, level - 1);
            } else {
                readSymbols(child, names);
            }
        }
    }

    private void readSymbols(long address, LocalHeap names) {
        Cursor head = new Cursor(image, address, 8, "a symbol table node").signature("SNOD");
        head.version(1, 1);
        int count = head.skip(1).u16("number of symbols");
        int entrySize = 2 * image.offsetSize() + 24;
        Cursor cursor = image.cursor(address, 8 + (long) count * entrySize, "a symbol table node")
                .skip(8);
        for (int i = 0; i < count; i++) {
            Cursor entry = cursor.part(entrySize, "a symbol table entry");
            String name = names.text(entry.unsigned(image.offsetSize(), "name offset"));
            long object = entry.address("object address");
            long cached = entry.u32("cache type");
            if (cached > NOTHING_CACHED_OR_GROUP) {
                throw refused(entry, name, "a soft link");
            }
            add(name, object, entry);
        }
    }

    /** New groups: one message for each child. */
    private void readMessage(Cursor message) {
        message.version(1, 1);
        int flags = message.u8("flags");
        int type = (flags & 8) != 0 ? message.u8("link type") : 0;
        message.skip((flags & 4) != 0 ? 8 : 0).skip((flags & 16) != 0 ? 1 : 0);
        long length = message.unsigned(1 << (flags & 3), "length of the name");
        if (length > message.remaining()) {
            throw message.error(
                    "a link's name has " + length + " bytes, but the link has only " + message.remaining() + " left.");
        }
        String name = message.text((int) length, "name of a link");
        switch (type) {
            case 0 -> add(name, message.address("object address"), message);
            case SOFT -> throw refused(message, name, "a soft link");
            case EXTERNAL -> throw refused(message, name, "an external link (to another file)");
            default -> throw refused(message, name, "a link of the unknown type " + type);
        }
    }

    private void checkInfo(Cursor message) {
        message.version(0, 0);
        int flags = message.u8("flags");
        message.skip((flags & 1) != 0 ? 8 : 0);
        if (message.address("fractal heap") != Cursor.UNDEFINED) {
            throw message.error(
                    group.path() + " keeps its links in dense storage (fractal heap), which is not read. Write the"
                            + " file with libver='earliest', or repack it with h5repack.");
        }
    }
}
