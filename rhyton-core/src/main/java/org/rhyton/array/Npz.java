package org.rhyton.array;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.rhyton.h5.AtomicFile;

/**
 * NumPy's {@code .npz} files, several arrays by name: what {@code numpy.savez} and {@code numpy.savez_compressed} write
 * and {@code numpy.load} reads.
 *
 * <pre>{@code
 * Npz.write(Path.of("data.npz"), Map.of("x", x, "y", y));
 * NDArray x = Npz.read(Path.of("data.npz")).get("x");
 * }</pre>
 *
 * <p>A {@code .npz} file is a zip of {@code .npy} files; what {@link Npy} reads of one array is read here. Files are taken
 * as hostile: memory is taken only as far as there is data, all arrays together stay below a limit, however well they are
 * compressed, checksums are compared, and nothing is unpacked to a disk, so that names are just names.
 */
public final class Npz {
    /** How many bytes all arrays of a file take together at most, unless the caller says otherwise: 4 GiB. */
    public static final long MOST_BYTES = 1L << 32;

    private static final String SUFFIX = ".npy";

    /** NumPy's members all have the first time that a zip can name, so that equal arrays make equal files. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    // ---- reading

    /** Reads all arrays of a file, of at most {@link #MOST_BYTES}; see {@link #read(Path, long)}. */
    public static Map<String, NDArray> read(Path file) throws IOException {
        return read(file, MOST_BYTES);
    }

    /**
     * Reads all arrays of a file.
     *
     * @param mostBytes how many bytes the arrays take together at most
     * @return the arrays by name, in the order of the file; cannot be changed
     * @throws NpyFormatException when the file is not a readable {@code .npz} file, or its arrays take more
     * @throws IOException when the file cannot be read
     */
    public static Map<String, NDArray> read(Path file, long mostBytes) throws IOException {
        Members members = new Members(mostBytes);
        // The table at the end of a zip tells sizes that a writer to a pipe could not yet tell in front of its data.
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    members.add(entry, in);
                }
            }
        } catch (NpyFormatException | ZipException | EOFException | IllegalArgumentException unreadable) {
            throw unreadable(file + ": ", unreadable);
        }
        return members.arrays();
    }

    /** Reads all arrays of a stream, of at most {@link #MOST_BYTES}; see {@link #read(InputStream, long)}. */
    public static Map<String, NDArray> read(InputStream in) throws IOException {
        return read(in, MOST_BYTES);
    }

    /**
     * Reads all arrays of a stream, which stays open.
     *
     * @param mostBytes how many bytes the arrays take together at most
     * @return the arrays by name, in the order of the stream; cannot be changed
     * @throws NpyFormatException when this is not a readable {@code .npz} file, or its arrays take more
     * @throws IOException when the stream cannot be read
     */
    @SuppressWarnings("resource") // closing the zip would close the stream, which is the caller's
    public static Map<String, NDArray> read(InputStream in, long mostBytes) throws IOException {
        Members members = new Members(mostBytes);
        ZipInputStream zip = new ZipInputStream(in);
        try {
            ZipEntry entry = zip.getNextEntry();
            if (entry == null) throw new NpyFormatException("this is no .npz file, or one without arrays");
            for (; entry != null; entry = zip.getNextEntry()) members.add(entry, zip);
        } catch (NpyFormatException | ZipException | EOFException | IllegalArgumentException unreadable) {
            throw unreadable("", unreadable);
        }
        return members.arrays();
    }

    private static NpyFormatException unreadable(String where, Exception cause) {
        String what = cause instanceof NpyFormatException
                ? String.valueOf(cause.getMessage())
                : "this is no readable .npz file: "
                        + (cause instanceof EOFException ? "it was cut off" : cause.getMessage())
                        + "; write one with numpy.savez(file, name=array)";
        NpyFormatException named = new NpyFormatException(where + what);
        named.initCause(cause);
        return named;
    }

    /** The arrays that were read so far, and the bytes that are left for more. */
    private static final class Members {
        private final Map<String, NDArray> arrays = new LinkedHashMap<>();
        private long left;

        Members(long mostBytes) {
            this.left = mostBytes;
        }

        Map<String, NDArray> arrays() {
            return Collections.unmodifiableMap(arrays);
        }

        void add(ZipEntry entry, InputStream in) throws IOException {
            String member = entry.getName();
            if (!member.endsWith(SUFFIX)) {
                throw new NpyFormatException("member '" + member + "' is no array: its name does not end in .npy");
            }
            String name = member.substring(0, member.length() - SUFFIX.length());
            if (arrays.containsKey(name)) throw new NpyFormatException("array '" + name + "' is there twice");
            try {
                arrays.put(name, array(in, entry));
            } catch (NpyFormatException unreadable) {
                throw unreadable("array '" + name + "': ", unreadable);
            }
        }

        private NDArray array(InputStream in, ZipEntry entry) throws IOException {
            CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
            NDArray array = Npy.read(checked, left);
            if (checked.read() >= 0) throw new NpyFormatException("there is more behind the array");
            // In a stream the checksum may follow the data, and the zip's reader has compared it by now.
            if (entry.getCrc() >= 0 && entry.getCrc() != checked.getChecksum().getValue()) {
                throw new NpyFormatException("the checksum is wrong; the file was damaged");
            }
            left -= (long) array.size() * array.dtype().bytes();
            return array;
        }
    }

    // ---- writing

    /**
     * Writes arrays to a file, without compression, as {@code numpy.savez}. The file is replaced only when the new one is
     * whole.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Path file, Map<String, NDArray> arrays) throws IOException {
        AtomicFile.write(file, out -> write(out, arrays));
    }

    /**
     * Writes arrays to a stream, which stays open, without compression.
     *
     * @throws IOException when the stream cannot be written
     */
    public static void write(OutputStream out, Map<String, NDArray> arrays) throws IOException {
        write(out, arrays, ZipEntry.STORED);
    }

    /**
     * Writes arrays to a file, compressed, as {@code numpy.savez_compressed}. The file is replaced only when the new one
     * is whole.
     *
     * @throws IOException when the file cannot be written
     */
    public static void writeCompressed(Path file, Map<String, NDArray> arrays) throws IOException {
        AtomicFile.write(file, out -> writeCompressed(out, arrays));
    }

    /**
     * Writes arrays to a stream, which stays open, compressed.
     *
     * @throws IOException when the stream cannot be written
     */
    public static void writeCompressed(OutputStream out, Map<String, NDArray> arrays) throws IOException {
        write(out, arrays, ZipEntry.DEFLATED);
    }

    @SuppressWarnings("resource") // finish() writes the end; closing would close the caller's stream
    private static void write(OutputStream out, Map<String, NDArray> arrays, int method) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(method);
        for (Map.Entry<String, NDArray> named : arrays.entrySet()) {
            NDArray array = named.getValue();
            ZipEntry entry = new ZipEntry(named.getKey() + SUFFIX);
            entry.setTimeLocal(NO_TIME);
            if (method == ZipEntry.STORED) measure(array, entry);
            zip.putNextEntry(entry);
            Npy.write(zip, array);
            zip.closeEntry();
        }
        zip.finish();
    }

    /** What stands in front of stored data: its length and checksum. */
    private static void measure(NDArray array, ZipEntry entry) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        Npy.write(checked, array);
        entry.setSize(Npy.bytes(array));
        entry.setCrc(checked.getChecksum().getValue());
    }
}
