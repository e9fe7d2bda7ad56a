package org.rhyton.h5;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces a file whole or not at all: the content goes to a temporary file beside it, is forced to the disk, and takes
 * the old file's place by a rename. Whatever fails on the way, the power included, the old file is still there.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is buffered, and may be closed or left open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Closing it, as an archive's writer may do, leaves the channel open, which has to be forced to the disk yet. */
    private static final class Unclosed extends BufferedOutputStream {
        private Unclosed(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private AtomicFile() {}

    /**
     * Writes a file. Permissions of an existing file are kept; a symbolic link stays, and what it points at is replaced.
     *
     * @throws IOException if writing fails; the temporary file is removed
     */
    public static void write(Path target, Content content) throws IOException {
        Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path name = real.getFileName();
        if (name == null || Files.isDirectory(real)) {
            throw new java.nio.file.FileSystemException(target.toString(), null, "expected the name of a file");
        }
        Path temporary = create(real, name.toString());
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                OutputStream out = new Unclosed(Channels.newOutputStream(channel));
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            keepPermissions(real, temporary);
            move(temporary, real);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory(real);
    }

    /** Beside the target, so that the rename stays on one disk; with the permissions that any new file gets. */
    private static Path create(Path real, String name) throws IOException {
        while (true) {
            String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
            try {
                return Files.createFile(real.resolveSibling("." + name + "." + suffix + ".tmp"));
            } catch (FileAlreadyExistsException taken) {
                // Try another.
            }
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView next = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (Files.exists(from) && old != null && next != null) {
            next.setPermissions(old.readAttributes().permissions());
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the rename itself last. Systems where a directory cannot be opened do so by themselves. */
    private static void forceDirectory(Path file) {
        Path directory = file.getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // The file is whole either way.
        }
    }
}
