package org.rhyton.h5;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The filters that chunks went through when they were written, taken back in the opposite order. */
final class Filters {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER32 = 3;
    private static final int FLETCHER32_BYTES = 4;

    private final List<Filter> filters;

    /** One filter; {@code elementSize} is the shuffle's only parameter. */
    private record Filter(int id, int elementSize) {}

    private Filters(List<Filter> filters) {
        this.filters = filters;
    }

    /** No filters: chunks lie in the file as they are. */
    static Filters none() {
        return new Filters(List.of());
    }

    /** Reads a filter pipeline message. */
    static Filters read(Cursor cursor, int elementSize, Place place) {
        int version = cursor.version(1, 2);
        int count = cursor.u8("number of filters");
        cursor.skip(version == 1 ? 6 : 0);
        List<Filter> filters = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            int id = cursor.u16("filter");
            boolean named = version == 1 || id >= 256;
            int nameLength = named ? cursor.u16("length of the filter's name") : 0;
            cursor.skip(2);
            int parameters = cursor.u16("number of parameters");
            String name = cursor.text(nameLength, "filter's name");
            if (id < DEFLATE || id > FLETCHER32) {
                throw cursor.error(
                        place.path() + " is packed with filter " + id + (name.isEmpty() ? "" : " (" + name + ")")
                                + "; only gzip, shuffle and fletcher32 are read. Repack the file with h5repack -f"
                                + " GZIP=4 .");
            }
            if (!seen.add(id)) {
                throw cursor.error(place.path() + " is packed with filter " + id + " twice.");
            }
            int first = elementSize;
            for (int p = 0; p < parameters; p++) {
                long parameter = cursor.u32("filter's parameter");
                first = p == 0 && parameter > 0 && parameter <= 1 << 20 ? (int) parameter : first;
            }
            cursor.skip(version == 1 && parameters % 2 == 1 ? 4 : 0);
            filters.add(new Filter(id, first));
        }
        return new Filters(filters);
    }

    /**
     * Unpacks a chunk.
     *
     * @param packed where it lies in the file
     * @param skipped bit i set: filter i was not used for this chunk
     * @param size bytes that must come out
     */
    byte[] unpack(Cursor packed, long skipped, int size) {
        byte[] bytes = packed.bytes(packed.remaining(), "chunk");
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (((skipped >> i) & 1) == 0) {
                bytes = switch (filters.get(i).id) {
                    case DEFLATE -> inflate(bytes, sizeBefore(i, skipped, size), packed);
                    case SHUFFLE -> unshuffle(bytes, filters.get(i).elementSize);
                    default -> checkFletcher32(bytes, packed);
                };
            }
        }
        if (bytes.length != size) {
            throw packed.error("expected a chunk of " + size + " bytes, found " + bytes.length + ".");
        }
        return bytes;
    }

    /** Bytes of a chunk when it came to filter i. */
    private int sizeBefore(int i, long skipped, int size) {
        int before = size;
        for (int k = 0; k < i; k++) {
            before += filters.get(k).id == FLETCHER32 && ((skipped >> k) & 1) == 0 ? FLETCHER32_BYTES : 0;
        }
        return before;
    }

    private static byte[] inflate(byte[] bytes, int size, Cursor at) {
        byte[] out = new byte[size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes);
            int length = 0;
            while (length < size) {
                int more = inflater.inflate(out, length, size - length);
                if (more == 0) {
                    throw at.error("a compressed chunk ends after " + length + " of " + size + " bytes.");
                }
                length += more;
            }
            // One more byte would not fit; the end of the stream and its checksum must come instead.
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw at.error("a compressed chunk is longer than " + size + " bytes, or damaged at its end.");
            }
        } catch (DataFormatException damaged) {
            throw at.error("a compressed chunk is damaged: " + damaged.getMessage() + ".");
        }
        return out;
    }

    /** Shuffled: the first bytes of all elements, then all second bytes, and so on; a rest is left as it is. */
    private static byte[] unshuffle(byte[] bytes, int elementSize) {
        int count = bytes.length / elementSize;
        byte[] out = bytes.clone();
        for (int k = 0; k < elementSize; k++) {
            for (int i = 0; i < count; i++) {
                out[i * elementSize + k] = bytes[k * count + i];
            }
        }
        return out;
    }

    /** Takes off and compares the checksum: Fletcher's, over big-endian 16-bit words. */
    private static byte[] checkFletcher32(byte[] bytes, Cursor at) {
        int length = bytes.length - FLETCHER32_BYTES;
        if (length < 0) {
            throw at.error("a chunk is too short for its checksum.");
        }
        long low = 0;
        long high = 0;
        for (int i = 0; i < length; i += 2) {
            int next = i + 1 < length ? bytes[i + 1] & 0xFF : 0;
            low = (low + (((bytes[i] & 0xFF) << 8) | next)) % 65535;
            high = (high + low) % 65535;
        }
        long found = Cursor.number(bytes, length, FLETCHER32_BYTES);
        // 0 and 65535 are the same number here; which one a writer ends with depends on how it takes remainders.
        boolean equal = (found & 0xFFFF) % 65535 == low && (found >> 16) % 65535 == high;
        if (!equal) {
            throw at.error("the checksum of a chunk does not fit: the file is damaged.");
        }
        return java.util.Arrays.copyOf(bytes, length);
    }
}
