package org.rhyton.h5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the file says of one group or dataset: a list of messages, in one block or several. */
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int OLD_FILL_VALUE = 0x04;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int GROUP_INFO = 0x0A;
    static final int FILTERS = 0x0B;
    static final int ATTRIBUTE = 0x0C;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;

    private static final int NIL = 0x00;
    private static final int CONTINUATION = 0x10;
    private static final int SHARED = 2;
    private static final int MAX_MESSAGES = 1 << 16;

    private final Image image;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();

    private record Message(int type, int flags, int start, int length) {}

    /** Where messages go on. */
    private record Block(long address, long length) {}

    private ObjectHeader(Image image) {
        this.image = image;
    }

    static ObjectHeader read(Image image, long address) {
        ObjectHeader header = new ObjectHeader(image);
        Cursor start = new Cursor(image, address, Math.min(4, image.length() - address), "an object header");
        if (start.u8("version") == 'O') {
            header.readNew(address);
        } else {
            header.readOld(address);
        }
        return header;
    }

    /** Whether there is a message of this type. */
    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type == type);
    }

    /** The first message of this type, ready to be read. */
    Optional<Cursor> find(int type) {
        return all(type).findFirst();
    }

    /** All messages of this type, ready to be read. */
    Stream<Cursor> all(int type) {
        return messages.stream().filter(message -> message.type == type).map(this::open);
    }

    private Cursor open(Message message) {
        Cursor cursor = new Cursor(image, message.start, message.length, name(message.type));
        if ((message.flags & SHARED) != 0) {
            throw cursor.error(name(message.type)
                    + " is shared with other objects (a committed datatype?), which is not" + " read.");
        }
        return cursor;
    }

    private static String name(int type) {
        return switch (type) {
            case DATASPACE -> "a dataspace";
            case LINK_INFO -> "the link information";
            case DATATYPE -> "a datatype";
            case OLD_FILL_VALUE, FILL_VALUE -> "a fill value";
            case LINK -> "a link";
            case LAYOUT -> "a data layout";
            case FILTERS -> "a filter pipeline";
            case ATTRIBUTE -> "an attribute";
            case SYMBOL_TABLE -> "a symbol table message";
            case ATTRIBUTE_INFO -> "the attribute information";
            default -> "a message of type " + type;
        };
    }

    /** Version 1: messages start at multiples of 8 bytes. */
    private void readOld(long address) {
        Cursor head = image.cursor(address, 16, "an object header");
        head.version(1, 1);
        head.skip(1 + 2 + 4);
        blocks.add(new Block(address + 16, head.u32("size")));
        while (!blocks.isEmpty()) {
            Block block = blocks.remove();
            Cursor cursor = image.cursor(block.address, block.length, "an object header's messages");
            while (cursor.remaining() >= 8) {
                int type = cursor.u16("message type");
                int size = cursor.u16("message size");
                int flags = cursor.u8("message flags");
                add(type, flags, cursor.skip(3), size);
            }
        }
    }

    /** Version 2: nothing is aligned, each block has a checksum. */
    private void readNew(long address) {
        Cursor head = new Cursor(image, address, image.length() - address, "an object header").signature("OHDR");
        head.version(2, 2);
        int flags = head.u8("flags");
        head.skip((flags & 0x20) != 0 ? 16 : 0).skip((flags & 0x10) != 0 ? 4 : 0);
        long size = head.unsigned(1 << (flags & 3), "size");
        int messagesAt = head.position() - (int) address;
        Cursor first = image.cursor(address, messagesAt + size + 4, "an object header");
        verify(first);
        readNew(new Cursor(image, address + messagesAt, size, "an object header's messages"), flags);
        while (!blocks.isEmpty()) {
            Block block = blocks.remove();
            Cursor cursor = image.cursor(block.address, block.length, "an object header's further messages");
            cursor.signature("OCHK");
            verify(new Cursor(image, block.address, block.length, "an object header's further messages"));
            readNew(cursor.part(cursor.remaining() - 4, "an object header's messages"), flags);
        }
    }

    private void readNew(Cursor cursor, int headerFlags) {
        boolean ordered = (headerFlags & 4) != 0;
        int head = ordered ? 6 : 4;
        while (cursor.remaining() >= head) {
            int type = cursor.u8("message type");
            int size = cursor.u16("message size");
            int flags = cursor.u8("message flags");
            add(type, flags, cursor.skip(ordered ? 2 : 0), size);
        }
    }

    private static void verify(Cursor block) {
        block.skip(block.remaining() - 4L).checksum();
    }

    private void add(int type, int flags, Cursor cursor, int size) {
        int start = cursor.position();
        Cursor content = cursor.part(size, name(type));
        if (type == CONTINUATION) {
            long address = content.address("address of further messages");
            blocks.add(new Block(address, content.length("length of further messages")));
        } else if (type != NIL) {
            if (messages.size() == MAX_MESSAGES) {
                throw content.error("an object has more than " + MAX_MESSAGES + " messages.");
            }
            messages.add(new Message(type, flags, start, size));
        }
    }
}
