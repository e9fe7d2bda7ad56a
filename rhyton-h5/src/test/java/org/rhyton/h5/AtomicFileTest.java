package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assumePosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("model.h5");
        write(file, "first");
        write(file, "second");
        assertEquals("second", Files.readString(file));
        assertEquals(List.of("model.h5"), names());
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model.h5");
        write(file, "old");
        IOException failure = new IOException("disk full");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw failure;
                }));
        assertEquals(failure, thrown);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.h5"), names());
        assertThrows(
                H5TreeException.class,
                () -> H5File.write(
                        H5Group.builder()
                                .dataset("g/".repeat(200) + "x", H5Array.scalar(1))
                                .build(),
                        file));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.h5"), names());
    }

    /** Until all is written, who opens the file sees the old one. */
    @Test
    void theOldFileIsThereWhileWriting() throws IOException {
        Path file = folder.resolve("model.h5");
        write(file, "old");
        AtomicFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertEquals("old", Files.readString(file));
            assertEquals(2, names().size());
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void theContentMayCloseTheStream() throws IOException {
        Path file = folder.resolve("model.keras");
        AtomicFile.write(file, out -> {
            try (out) {
                out.write("new".getBytes(StandardCharsets.UTF_8));
            }
        });
        assertEquals("new", Files.readString(file));
    }

    @Test
    void permissionsAreKept() throws IOException {
        assumePosix();
        Path file = folder.resolve("model.h5");
        write(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        write(file, "new");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
        assumePosix();
        Path plain = Files.createFile(folder.resolve("plain"));
        Path file = folder.resolve("model.h5");
        write(file, "new");
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    }

    @Test
    void aSymbolicLinkStays() throws IOException {
        assumePosix();
        Path real = folder.resolve("real.h5");
        Path link = Files.createSymbolicLink(folder.resolve("link.h5"), real.getFileName());
        write(real, "old");
        write(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
        assertFalse(Files.isSymbolicLink(real));
    }

    @Test
    void whereNoFileCanBe() {
        assertThrows(NoSuchFileException.class, () -> write(folder.resolve("no/such/model.h5"), "x"));
        assertThrows(FileSystemException.class, () -> write(folder, "x"));
    }
}
