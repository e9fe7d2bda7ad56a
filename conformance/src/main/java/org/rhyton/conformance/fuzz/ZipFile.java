package org.rhyton.conformance.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A zip archive whose entries may have any names, as often as one likes, which Java's own writer refuses. */
final class ZipFile {
    /** An entry, whose header may say what is not so. */
    static final class Entry {
        String name;
        byte[] bytes;
        boolean deflated;
        long sizeSaid = -1;

        Entry(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }

    final List<Entry> entries = new ArrayList<>();

    static ZipFile read(byte[] archive) {
        ZipFile file = new ZipFile();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                file.entries.add(new Entry(entry.getName(), zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            byte[] data = entry.deflated ? deflate(entry.bytes) : entry.bytes;
            CRC32 crc = new CRC32();
            crc.update(entry.bytes);
            int offset = out.size();
            put(out, 0x04034b50, 4);
            common(out, entry, name, data, crc.getValue());
            out.writeBytes(name);
            out.writeBytes(data);
            put(directory, 0x02014b50, 4);
            put(directory, 20, 2);
            common(directory, entry, name, data, crc.getValue());
            put(directory, 0, 2 + 2 + 2 + 4);
            put(directory, offset, 4);
            directory.writeBytes(name);
        }
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        put(out, 0x06054b50, 4);
        put(out, 0, 4);
        put(out, entries.size(), 2);
        put(out, entries.size(), 2);
        put(out, directory.size(), 4);
        put(out, start, 4);
        put(out, 0, 2);
        return out.toByteArray();
    }

    private static void common(ByteArrayOutputStream out, Entry entry, byte[] name, byte[] data, long crc) {
        put(out, 20, 2);
        put(out, 0, 2);
        put(out, entry.deflated ? 8 : 0, 2);
        put(out, 0x00210000, 4);
        put(out, crc, 4);
        put(out, data.length, 4);
        put(out, entry.sizeSaid >= 0 ? entry.sizeSaid : entry.bytes.length, 4);
        put(out, name.length, 2);
        put(out, 0, 2);
    }

    private static void put(ByteArrayOutputStream out, long value, int size) {
        for (int i = 0; i < size; i++) out.write((int) (i < 8 ? value >>> (8 * i) : 0));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) out.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return out.toByteArray();
    }
}
