package org.rhyton.h5;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the whole tree of a file, the data of datasets excepted: that is decoded when asked for. */
final class TreeReader {
    /** Flags of an attribute of version 2 or 3: its type or its shape lies with another object. */
    private static final int SHARED_PARTS = 3;

    /** Stands for zeros. */
    private static final byte[] NO_FILL_VALUE = {};

    private final Image image;
    private final H5Limits limits;
    private final GlobalHeap heap;
    private final Set<Long> objects = new HashSet<>();
    private int counted;
    /** Bytes that plain datasets take in the file, together: no more than there are. */
    private long stored;
    /** Bytes that other datasets take in memory, together. */
    private long expanded;

    private TreeReader(Image image, H5Limits limits) {
        this.image = image;
        this.limits = limits;
        this.heap = new GlobalHeap(image);
    }

    static H5Group read(byte[] bytes, String name, H5Limits limits) {
        Image image = new Image(bytes, name);
        Superblock superblock = Superblock.read(image);
        Place place = new Place(null, name);
        H5Node root = new TreeReader(image, limits).object(superblock.root(), place, 0);
        if (root instanceof H5Group group) {
            return group;
        }
        throw image.error(superblock.root(), "expected the root group, found a " + root + ".");
    }

    private H5Node object(long address, Place place, int depth) {
        if (depth > limits.depth()) {
            throw image.error(
                    address,
                    place.path() + " is nested deeper than the limit of " + limits.depth()
                            + " groups (H5Limits.depth).");
        }
        if (!objects.add(address)) {
            throw image.error(
                    address,
                    place.path() + " is the same object as another name or a group around it: hard links are"
                            + " not followed.");
        }
        count(1, place);
        ObjectHeader header = ObjectHeader.read(image, address);
        if (header.has(ObjectHeader.SYMBOL_TABLE)
                || header.has(ObjectHeader.LINK_INFO)
                || header.has(ObjectHeader.GROUP_INFO)) {
            return group(header, place, depth);
        }
        if (header.has(ObjectHeader.DATASPACE) && header.has(ObjectHeader.LAYOUT)) {
            return dataset(header, place, address);
        }
        throw image.error(address, place.path() + " is neither a group nor a dataset.");
    }

    private void count(int more, Place place) {
        counted += more;
        if (counted > limits.objects() || counted < 0) {
            throw new H5FormatException(place + ": the file has more than " + limits.objects()
                    + " groups, datasets, attributes and strings in attributes (H5Limits.objects).");
        }
    }

    private H5Group group(ObjectHeader header, Place place, int depth) {
        Map<String, H5Array> attributes = attributes(header, place);
        Map<String, H5Node> children = new LinkedHashMap<>();
        Links.read(image, header, place, limits.objects())
                .forEach((name, address) -> children.put(name, object(address, place.child(name), depth + 1)));
        return new H5Group(children, attributes, place);
    }

    private Map<String, H5Array> attributes(ObjectHeader header, Place place) {
        header.find(ObjectHeader.ATTRIBUTE_INFO).ifPresent(cursor -> checkInfo(cursor, place));
        Map<String, H5Array> attributes = new LinkedHashMap<>();
        header.all(ObjectHeader.ATTRIBUTE).forEach(cursor -> readAttribute(cursor, place, attributes));
        return attributes;
    }

    private static void checkInfo(Cursor cursor, Place place) {
        cursor.version(0, 0);
        int flags = cursor.u8("flags");
        cursor.skip((flags & 1) != 0 ? 2 : 0);
        if (cursor.address("fractal heap") != Cursor.UNDEFINED) {
            throw cursor.error(
                    place.path() + " keeps its attributes in dense storage (fractal heap), which is not read. Write"
                            + " the file with libver='earliest', or repack it with h5repack.");
        }
    }

    private void readAttribute(Cursor cursor, Place owner, Map<String, H5Array> attributes) {
        int version = cursor.version(1, 3);
        int flags = cursor.u8("flags");
        if (version > 1 && (flags & SHARED_PARTS) != 0) {
            throw cursor.error("an attribute of " + owner.path() + " uses a committed datatype, which is not read.");
        }
        int nameLength = cursor.u16("length of the name");
        int typeLength = cursor.u16("length of the datatype");
        int spaceLength = cursor.u16("length of the dataspace");
        cursor.skip(version == 3 ? 1 : 0);
        String name = part(cursor, version, nameLength, "an attribute's name").text(nameLength, "name");
        Datatype type = Datatype.read(image, part(cursor, version, typeLength, "an attribute's datatype"));
        int[] dims = Dataspace.read(part(cursor, version, spaceLength, "an attribute's dataspace"));
        int elements = H5Array.elements(dims);
        Cursor data = cursor.part((long) elements * type.size(), "the data of attribute '" + name + "'");
        count(type.type() instanceof H5Text ? 1 + elements : 1, owner);
        if (attributes.containsKey(name)) {
            throw cursor.error(owner.path() + " has the attribute '" + name + "' twice.");
        }
        attributes.put(name, attribute(type, dims, owner.attribute(name), data.position()));
    }

    /** In version 1 each part ends at a multiple of 8 bytes. */
    private static Cursor part(Cursor cursor, int version, int length, String what) {
        Cursor part = cursor.part(length, what);
        if (version == 1) {
            cursor.align();
        }
        return part;
    }

    private H5Array attribute(Datatype type, int[] dims, Place place, int at) {
        Supplier<Object> decode = () -> Decoder.decode(type, image.bytes(), at, H5Array.elements(dims), heap, place);
        return type.type() instanceof H5Unsupported
                ? H5Array.lazy(type.type(), dims, place, decode)
                : H5Array.decoded(type.type(), dims, place, decode.get());
    }

    private H5Dataset dataset(ObjectHeader header, Place place, long address) {
        if (header.has(ObjectHeader.EXTERNAL_FILES)) {
            throw image.error(address, place.path() + " keeps its data in another file, which is not followed.");
        }
        int[] dims = Dataspace.read(require(header, ObjectHeader.DATASPACE, place, "dataspace", address));
        Datatype type = Datatype.read(image, require(header, ObjectHeader.DATATYPE, place, "datatype", address));
        Layout layout = Layout.read(require(header, ObjectHeader.LAYOUT, place, "layout", address), place);
        H5Array array = H5Array.lazy(type.type(), dims, place, data(header, place, address, dims, type, layout));
        return new H5Dataset(array, attributes(header, place));
    }

    private Cursor require(ObjectHeader header, int type, Place place, String what, long address) {
        return header.find(type).orElseThrow(() -> image.error(address, place.path() + " has no " + what + "."));
    }

    /** Checks what the file says of the data's size and place; the data is read when the supplier is asked. */
    private Supplier<Object> data(
            ObjectHeader header, Place place, long address, int[] dims, Datatype type, Layout layout) {
        int elements = H5Array.elements(dims);
        long bytes = (long) elements * type.size();
        if (bytes > H5Limits.MAX_FILE_BYTES) {
            throw image.error(address, place.path() + " has " + bytes + " bytes, more than a Java array holds.");
        }
        boolean written = bytes == 0 || !(layout instanceof Layout.Contiguous(long at, long length)) || at >= 0;
        if (layout instanceof Layout.Contiguous(long at, long length) && written) {
            checkStored(place, bytes, at, length);
            return () -> Decoder.decode(type, image.bytes(), (int) Math.max(0, at), elements, laterHeap(), place);
        }
        byte[] fill = fillValue(header, type).orElse(NO_FILL_VALUE);
        if (layout instanceof Layout.Chunked chunked) {
            Filters filters = header.find(ObjectHeader.FILTERS)
                    .map(cursor -> Filters.read(cursor, type.size(), place))
                    .orElse(Filters.none());
            checkChunks(place, address, dims, type, chunked);
            return () -> {
                byte[] unpacked = filled(fill, (int) bytes);
                Chunks.read(image.fresh(), chunked, filters, dims, place, unpacked);
                return Decoder.decode(type, unpacked, 0, elements, laterHeap(), place);
            };
        }
        expand(bytes, place, address);
        return () -> Decoder.decode(type, filled(fill, (int) bytes), 0, elements, laterHeap(), place);
    }

    /** Decoding may happen in any thread, at any time, and often: each time with its own heap and measure of work. */
    private GlobalHeap laterHeap() {
        return new GlobalHeap(image.fresh());
    }

    private void checkStored(Place place, long bytes, long at, long length) {
        if (bytes == 0) {
            return;
        }
        if (length >= 0 && length < bytes) {
            throw image.error(
                    at,
                    place.path() + " has " + bytes + " bytes by its shape and type, but only " + length
                            + " bytes of data.");
        }
        if (at > image.length() - bytes) {
            throw image.error(
                    at,
                    "the data of " + place.path() + " has " + bytes + " bytes, but the file ends at byte "
                            + image.length() + ".");
        }
        stored += bytes;
        if (stored > image.length()) {
            throw image.error(
                    at,
                    "the datasets up to " + place.path() + " have " + stored + " bytes, the whole file only "
                            + image.length() + ": they overlap.");
        }
    }

    private void checkChunks(Place place, long address, int[] dims, Datatype type, Layout.Chunked layout) {
        if (layout.chunk().length != dims.length || layout.elementSize() != type.size()) {
            throw image.error(
                    address,
                    place.path() + " has the shape " + H5Array.shape(dims) + " of " + type.size()
                            + "-byte elements, but chunks of the shape " + H5Array.shape(layout.chunk()) + " of "
                            + layout.elementSize() + "-byte elements.");
        }
        // A chunk that hangs over the edge is unpacked whole.
        expand(Chunks.unpackedBytes(dims, layout), place, address);
    }

    private void expand(long bytes, Place place, long address) {
        expanded = bytes > Long.MAX_VALUE - expanded ? Long.MAX_VALUE : expanded + bytes;
        if (expanded > limits.expandedBytes() || bytes > H5Limits.MAX_FILE_BYTES) {
            throw image.error(
                    address,
                    "the datasets up to " + place.path() + " that are compressed or never written take "
                            + expanded + " bytes of memory, the limit is " + limits.expandedBytes()
                            + " (H5Limits.expandedBytes).");
        }
    }

    private static byte[] filled(byte[] fill, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; fill.length > 0 && i < length; i += fill.length) {
            System.arraycopy(fill, 0, bytes, i, fill.length);
        }
        return bytes;
    }

    private static Optional<byte[]> fillValue(ObjectHeader header, Datatype type) {
        return header.find(ObjectHeader.FILL_VALUE)
                .flatMap(TreeReader::fillValue)
                .or(() -> header.find(ObjectHeader.OLD_FILL_VALUE).map(TreeReader::sizedBytes))
                .filter(value -> value.length == type.size());
    }

    private static Optional<byte[]> fillValue(Cursor cursor) {
        int version = cursor.version(1, 3);
        if (version == 3) {
            return (cursor.u8("flags") & 0x20) != 0 ? Optional.of(sizedBytes(cursor)) : Optional.empty();
        }
        boolean defined = cursor.skip(2).u8("fill value defined") != 0;
        return defined || version == 1 ? Optional.of(sizedBytes(cursor)) : Optional.empty();
    }

    private static byte[] sizedBytes(Cursor cursor) {
        long size = cursor.u32("size of the fill value");
        // "Undefined" may also be said by an impossible size.
        return size > cursor.remaining() ? new byte[0] : cursor.bytes((int) size, "fill value");
    }
}
