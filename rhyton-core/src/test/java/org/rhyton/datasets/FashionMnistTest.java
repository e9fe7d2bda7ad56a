package org.rhyton.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.rhyton.data.SplitOption.randomState;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.data.Split;
import org.rhyton.data.Splits;

/** Finding, fetching and checking the files of a data set, on tiny ones; the real one where it is installed. */
class FashionMnistTest {
    private static final byte[] CONTENT = {0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 255};

    @TempDir
    Path folder;

    private Path cache = Path.of("");
    private Path system = Path.of("");
    private Path mirror = Path.of("");
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void folders() throws IOException {
        cache = folder.resolve("cache");
        system = Files.createDirectories(folder.resolve("system"));
        mirror = Files.createDirectories(folder.resolve("mirror"));
    }

    private static DatasetFile file() {
        return new DatasetFile("tiny.gz", Shape.of(2, 3), sha256(CONTENT));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
    }

    private NDArray read() {
        var progress = new PrintStream(told, true, StandardCharsets.UTF_8);
        var store = new DatasetStore("Tiny", cache, system, "dataset-tiny", mirror.toUri(), progress);
        return store.read(file(), List.of(file()));
    }

    @Test
    void theCacheComesFirst() throws IOException {
        put(cache.resolve("tiny.gz"), CONTENT);
        put(system.resolve("tiny.gz"), new byte[] {1});
        assertEquals("[[  1   2   3]\n [  4   5 255]]", read().toString());
    }

    @Test
    void thenTheSystem() throws IOException {
        put(system.resolve("tiny.gz"), CONTENT);
        assertEquals(Shape.of(2, 3), read().shape());
        assertFalse(Files.exists(cache));
        assertEquals("", told.toString(StandardCharsets.UTF_8));
    }

    @Test
    void thenTheMirrorWhoseFilesAreKept() throws IOException {
        put(mirror.resolve("tiny.gz"), CONTENT);
        assertEquals(Shape.of(2, 3), read().shape());
        assertTrue(told.toString(StandardCharsets.UTF_8).contains("Downloading"));
        Files.delete(mirror.resolve("tiny.gz"));
        assertEquals(Shape.of(2, 3), read().shape());
    }

    @Test
    void aWrongDownloadIsNotKept() throws IOException {
        byte[] other = CONTENT.clone();
        other[12] = 9;
        put(mirror.resolve("tiny.gz"), other);
        DatasetCorruptException error = assertThrows(DatasetCorruptException.class, this::read);
        assertTrue(
                error.getMessage().contains(sha256(other)) && error.getMessage().contains(sha256(CONTENT)));
        Files.write(mirror.resolve("tiny.gz"), new byte[] {1, 2, 3});
        assertThrows(DatasetException.class, this::read);
        Files.write(mirror.resolve("tiny.gz"), new byte[1 << 20]);
        assertThrows(DatasetException.class, this::read);
        try (var kept = Files.list(cache)) {
            assertEquals(0, kept.count());
        }
    }

    @Test
    void nowhereNamesEveryWayOut() {
        DatasetNotFoundException error = assertThrows(DatasetNotFoundException.class, this::read);
        for (String part : List.of("apt-get install dataset-tiny", "tiny.gz", cache.toString(), "mirror/tiny.gz")) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
    }

    @Test
    void wrongFilesAreNamedWithARemedy() throws IOException {
        put(cache.resolve("tiny.gz"), Arrays.copyOf(CONTENT, CONTENT.length + 1));
        assertTrue(assertThrows(DatasetCorruptException.class, this::read)
                .getMessage()
                .contains("Delete the file"));
        Files.delete(cache.resolve("tiny.gz"));
        Files.write(system.resolve("tiny.gz"), new byte[] {7});
        assertTrue(assertThrows(DatasetCorruptException.class, this::read)
                .getMessage()
                .contains("Reinstall"));
    }

    @Test
    void idxIsReadStrictly() throws IOException {
        assertEquals(255, idx(CONTENT).getInt(1, 2));
        for (int length = 0; length < CONTENT.length; length++) {
            byte[] cut = Arrays.copyOf(CONTENT, length);
            assertThrows(DatasetCorruptException.class, () -> idx(cut));
        }
        assertThrows(DatasetCorruptException.class, () -> idx(Arrays.copyOf(CONTENT, CONTENT.length + 1)));
        for (int at = 0; at < 12; at++) {
            byte[] changed = CONTENT.clone();
            changed[at] ^= 1;
            assertThrows(DatasetCorruptException.class, () -> idx(changed));
        }
    }

    private static NDArray idx(byte[] content) throws IOException {
        return Idx.read(new ByteArrayInputStream(content), Shape.of(2, 3), "tiny");
    }

    @Test
    void theRealDataAndTheNotebooksSplit() {
        Path cached = DatasetStore.cacheFolder("fashion-mnist").resolve(FashionMnist.TRAIN_IMAGES.name());
        Path packaged = Path.of("/usr/share/datasets/fashion-mnist").resolve(FashionMnist.TRAIN_IMAGES.name());
        assumeTrue(Files.exists(cached) || Files.exists(packaged), "Fashion-MNIST is not installed");
        ImageData data = FashionMnist.load();
        assertEquals(Shape.of(60000, 28, 28), data.xTrain().shape());
        assertEquals(Shape.of(10000, 28, 28), data.xTest().shape());
        assertEquals("[9 2 1]", data.yTest().rows(0, 3).toString());
        assertEquals(72.94035223214286, data.xTrain().mean().item(), 1e-9);
        assertEquals(10, FashionMnist.CLASS_NAMES.size());

        Split split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), randomState(1));
        assertEquals(Shape.of(45000, 28, 28), split.xTrain().shape());
        NDArray isB = split.yTrain().eq(4).or(split.yTrain().eq(5));
        assertEquals(Shape.of(35968, 28, 28), split.xTrain().get(isB.not()).shape());
    }
}
