package org.rhyton.h5;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads and writes HDF5 files.
 *
 * <p>Reading takes the bytes of the file into memory, checks its structure, and gives the tree of groups and datasets;
 * the data of a dataset is decoded when it is asked for. Nothing stays open. A file may come from anywhere: sizes and
 * addresses are checked before memory is taken, and whatever is wrong comes out as {@link H5FormatException}. Soft and
 * external links and virtual datasets are refused.
 *
 * <p>Writing gives the same bytes for the same tree, in the oldest form of HDF5, which every reader knows.
 */
public final class H5File {
    private H5File() {}

    /** Whether these bytes, the first 8 or more of a file, are HDF5's. */
    public static boolean isHdf5(byte[] start) {
        return Superblock.isHdf5(start);
    }

    /** Reads a file within the usual limits. */
    public static H5Group read(Path file) throws IOException {
        return read(file, H5Limits.DEFAULT);
    }

    /**
     * Reads a file.
     *
     * @throws H5FormatException if it is not HDF5, damaged, over the limits, or uses a part of HDF5 that is not read
     * @throws IOException if the file cannot be read at all
     */
    public static H5Group read(Path file, H5Limits limits) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Math.min(Files.size(file), limits.fileBytes());
            // In one array of the right size; the stream's end tells of a file that is longer, or still growing.
            byte[] bytes = new byte[(int) size];
            int length = in.readNBytes(bytes, 0, bytes.length);
            if (length == bytes.length && in.read() < 0) {
                return TreeReader.read(bytes, file.toString(), limits);
            }
        }
        throw new H5FormatException(file + ": the file is longer than the limit of " + limits.fileBytes()
                + " bytes (H5Limits.fileBytes), or is just being written.");
    }

    /**
     * Reads a stream to its end; it is not closed.
     *
     * @param name what messages call it
     * @throws H5FormatException as {@link #read(Path, H5Limits)}
     */
    public static H5Group read(InputStream in, String name, H5Limits limits) throws IOException {
        // One byte over the limit tells a file that is too long without reading all of it.
        byte[] bytes = in.readNBytes((int) Math.min(limits.fileBytes() + 1, H5Limits.MAX_FILE_BYTES));
        if (bytes.length > limits.fileBytes() || (bytes.length == H5Limits.MAX_FILE_BYTES && in.read() >= 0)) {
            throw new H5FormatException(name + ": the file is longer than the limit of " + limits.fileBytes()
                    + " bytes (H5Limits.fileBytes).");
        }
        return TreeReader.read(bytes, name, limits);
    }

    /**
     * Reads from memory. The array is kept: leave it alone as long as the tree is used.
     *
     * @param name what messages call it
     * @throws H5FormatException as {@link #read(Path, H5Limits)}
     */
    public static H5Group read(byte[] bytes, String name, H5Limits limits) {
        if (bytes.length > limits.fileBytes()) {
            throw new H5FormatException(name + ": " + bytes.length + " bytes are more than the limit of "
                    + limits.fileBytes() + " (H5Limits.fileBytes).");
        }
        return TreeReader.read(bytes, name, limits);
    }

    /**
     * Writes a file, whole or not at all: see {@link AtomicFile}.
     *
     * @throws H5TreeException if HDF5 cannot hold the tree; the message says which part
     * @throws IOException if writing fails; an older file of this name is then as it was
     */
    public static void write(H5Group root, Path file) throws IOException {
        AtomicFile.write(file, out -> TreeWriter.write(root, out));
    }

    /**
     * Writes to a stream, in one go and without looking back; it is not closed.
     *
     * @throws H5TreeException if HDF5 cannot hold the tree; nothing was written then
     */
    public static void write(H5Group root, OutputStream out) throws IOException {
        TreeWriter.write(root, out);
    }

    /** The bytes of the file, as for an entry of an archive. */
    public static byte[] toBytes(H5Group root) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TreeWriter.write(root, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
