package org.rhyton.saving.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.h5.FileLimits;

/**
 * Reads a zip archive that may come from anywhere, from memory. Entries are found by the directory at the archive's end, as
 * Python finds them, and must be where it says, apart from each other, once each, with the right checksum; together they may
 * take {@link FileLimits#unpackedBytes}.
 */
final class ZipReader {
    private static final int END = 0x06054b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int LOCAL_ENTRY = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int DIRECTORY_ENTRY_LENGTH = 46;
    private static final int LOCAL_ENTRY_LENGTH = 30;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** An entry of the directory, and where its data begins. */
    private record Entry(String name, int method, int crc, long packed, long unpacked, long start) {
        long end() {
            return start + packed;
        }
    }

    private ZipReader(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether these are the first bytes of a zip archive. */
    static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    /**
     * Reads an archive's directory.
     *
     * @throws ModelFormatException when it is damaged, or takes more memory than its length warrants
     */
    static ZipReader of(byte[] bytes) {
        ZipReader reader = new ZipReader(bytes);
        reader.readDirectory();
        return reader;
    }

    Iterable<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    // ---- the directory

    private void readDirectory() {
        int end = findEnd();
        if (unsigned16(end + 4) != 0 || unsigned16(end + 6) != 0) throw damaged("it is one part of several");
        int count = unsigned16(end + 10);
        long offset = unsigned32(end + 16);
        for (int i = 0; i < count; i++) offset = readEntry(offset);
        if (offset != end) throw damaged("its directory does not end where it should");
        requireApart();
        requireSmall();
    }

    private int findEnd() {
        int lowest = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
        for (int at = bytes.length - END_LENGTH; at >= lowest; at--) {
            boolean isEnd = buffer.getInt(at) == END && at + END_LENGTH + unsigned16(at + 20) == bytes.length;
            if (isEnd) return at;
        }
        throw damaged("its end is missing: it was cut short");
    }

    /** Reads an entry of the directory; returns where the next one is. */
    private long readEntry(long offset) {
        int at = within(offset, DIRECTORY_ENTRY_LENGTH);
        if (buffer.getInt(at) != DIRECTORY_ENTRY) throw damaged("no entry of its directory at byte " + offset);
        int nameLength = unsigned16(at + 28);
        String name = name(within(offset + DIRECTORY_ENTRY_LENGTH, nameLength), nameLength);
        if ((unsigned16(at + 8) & ENCRYPTED) != 0) throw damaged("'" + name + "' is encrypted");
        int method = unsigned16(at + 10);
        if (method != STORED && method != DEFLATED) {
            throw damaged("'" + name + "' is packed by method " + method + "; expected 0 (stored) or 8 (deflated)");
        }
        long packed = unsigned32(at + 20);
        long unpacked = unsigned32(at + 24);
        long start = dataStart(name, unsigned32(at + 42));
        Entry entry = new Entry(name, method, buffer.getInt(at + 16), packed, unpacked, start);
        within(start, packed);
        if (method == STORED && packed != unpacked) throw damaged("'" + name + "' is stored, but in another length");
        if (entries.put(name, entry) != null) throw damaged("it has two entries '" + name + "'");
        return offset + DIRECTORY_ENTRY_LENGTH + nameLength + unsigned16(at + 30) + unsigned16(at + 32);
    }

    /** The data follow the entry's own header, which has a name and further fields of its own. */
    private long dataStart(String name, long offset) {
        int at = within(offset, LOCAL_ENTRY_LENGTH);
        if (buffer.getInt(at) != LOCAL_ENTRY) throw damaged("'" + name + "' is not at byte " + offset);
        int nameLength = unsigned16(at + 26);
        String here = name(within(offset + LOCAL_ENTRY_LENGTH, nameLength), nameLength);
        if (!here.equals(name)) throw damaged("its directory calls '" + name + "' what calls itself '" + here + "'");
        return offset + LOCAL_ENTRY_LENGTH + nameLength + unsigned16(at + 28);
    }

    /** A name that leads nowhere else: nothing is written to disk, but other readers may do so. */
    private String name(int at, int length) {
        String name;
        try {
            name = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged("a name in it is not UTF-8");
        }
        boolean leadsAway = name.startsWith("/") || name.contains("\\") || name.contains(":") || name.indexOf(0) >= 0;
        for (String part : name.split("/", -1)) leadsAway |= part.equals("..") || part.equals(".");
        if (name.isEmpty() || leadsAway) throw damaged("'" + name + "' is no name of a file within an archive");
        return name;
    }

    private void requireApart() {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparingLong(Entry::start));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).end() > sorted.get(i).start()) {
                throw damaged("'" + sorted.get(i - 1).name() + "' and '"
                        + sorted.get(i).name() + "' lie on each other");
            }
        }
    }

    private void requireSmall() {
        long unpacked = entries.values().stream().mapToLong(Entry::unpacked).sum();
        long most = Math.min(FileLimits.unpackedBytes(bytes.length), Integer.MAX_VALUE - 8L);
        if (unpacked > most) {
            throw new ModelFormatException("this archive of " + bytes.length + " bytes unpacks to " + unpacked
                    + ", more than the " + most + " that are read of one of its length");
        }
    }

    // ---- the data

    /**
     * The bytes of an entry.
     *
     * @throws ModelFormatException when there is no such entry, or its bytes are not those that were packed
     */
    byte[] read(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ModelFormatException("this archive has no '" + name + "', so it is not one that Keras wrote;"
                    + " it has " + entries.keySet());
        }
        byte[] data = new byte[(int) entry.unpacked()];
        if (entry.method() == STORED) System.arraycopy(bytes, (int) entry.start(), data, 0, data.length);
        else inflate(entry, data);
        CRC32 crc = new CRC32();
        crc.update(data);
        if ((int) crc.getValue() != entry.crc()) throw damaged("the checksum of '" + name + "' is wrong");
        return data;
    }

    private void inflate(Entry entry, byte[] data) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, (int) entry.start(), (int) entry.packed());
            int length = 0;
            while (length < data.length) {
                int more = inflater.inflate(data, length, data.length - length);
                if (more == 0) throw damaged("'" + entry.name() + "' unpacks to less than it should");
                length += more;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw damaged("'" + entry.name() + "' unpacks to more than it should");
            }
        } catch (DataFormatException e) {
            throw new ModelFormatException("this zip archive is damaged: '" + entry.name() + "' cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }

    // ---- numbers

    /** An offset as an index, when so many bytes follow it. */
    private int within(long offset, long length) {
        if (offset + length > bytes.length) throw damaged("it points beyond its end");
        return (int) offset;
    }

    private int unsigned16(int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private long unsigned32(int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }

    private static ModelFormatException damaged(String what) {
        return new ModelFormatException("this zip archive is damaged: " + what);
    }
}
