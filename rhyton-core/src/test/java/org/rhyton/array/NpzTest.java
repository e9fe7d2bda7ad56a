package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that NumPy wrote are read, and what is written is read again; bombs and damage are refused. */
class NpzTest {
    private static final Map<String, NDArray> ARRAYS = arrays();

    /** What {@code make_npz.py} writes. */
    private static Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("x", NDArray.arange(12).astype(DType.FLOAT32).reshape(3, 4).dividedBy(8f));
        arrays.put("labels", NDArray.ofUnsigned(new byte[] {3, 1, 2}));
        arrays.put("../up/a b.npy", NDArray.arange(6).reshape(2, 3));
        arrays.put("flags", NDArray.of(new boolean[][] {{true, false}}));
        arrays.put("größe", NDArray.scalar(2.5));
        arrays.put("empty", NDArray.zeros(Shape.of(0, 3), DType.INT32));
        return arrays;
    }

    private static void assertSame(Map<String, NDArray> wanted, Map<String, NDArray> found) {
        assertEquals(List.copyOf(wanted.keySet()), List.copyOf(found.keySet()));
        wanted.forEach((name, array) -> Fixtures.assertSame(array, found.get(name)));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = NpzTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Map<String, NDArray> read(byte[] bytes) throws IOException {
        return Npz.read(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "compressed.npz", "piped.npz"})
    void readsWhatNumPyWrote(String name, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve(name), resource(name));
        assertSame(ARRAYS, Npz.read(file));
        if (!name.equals("piped.npz")) assertSame(ARRAYS, read(resource(name)));
    }

    @Test
    void readsAgainWhatItWrote(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.npz");
        Npz.write(file, ARRAYS);
        assertSame(ARRAYS, Npz.read(file));
        long stored = Files.size(file);
        Map<String, NDArray> zeros = Map.of("zeros", NDArray.zeros(10_000));
        Npz.writeCompressed(file, zeros);
        assertSame(zeros, Npz.read(file));
        assertTrue(Files.size(file) < stored, "compressed");
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no temporary file stays");
        }
        Npz.write(file, Map.of());
        assertEquals(Map.of(), Npz.read(file));
    }

    @Test
    void equalArraysMakeEqualBytesAndStreamsStayOpen() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        Npz.write(first, ARRAYS);
        Npz.write(second, ARRAYS);
        assertArrayEquals(first.toByteArray(), second.toByteArray());
        assertSame(ARRAYS, read(first.toByteArray()));
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        Npz.writeCompressed(bomb, Map.of("a", NDArray.zeros(50_000), "b", NDArray.zeros(50_000)));
        int both = 2 * 50_000 * 4;
        assertEquals(
                2, Npz.read(new ByteArrayInputStream(bomb.toByteArray()), both).size());
        NpyFormatException error = assertThrows(
                NpyFormatException.class, () -> Npz.read(new ByteArrayInputStream(bomb.toByteArray()), both - 1));
        assertTrue(error.getMessage().contains("199999 are left"), error.getMessage());
    }

    @Test
    void namesWhatCannotBeRead() throws IOException {
        assertTrue(refused(zip("x.npy", "no array")).contains("array 'x'"));
        assertTrue(refused(zip("readme.txt", "hello")).contains("'readme.txt' is no array"));
        assertTrue(refused("PK? no".getBytes(StandardCharsets.UTF_8)).contains("no .npz file"));
        assertTrue(refused(new byte[0]).contains("no .npz file"));
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        Npy.write(array, NDArray.arange(3));
        array.write(0);
        assertTrue(refused(zip("x.npy", array.toString(StandardCharsets.ISO_8859_1)))
                .contains("more behind"));
    }

    private static String refused(byte[] bytes) {
        return assertThrows(NpyFormatException.class, () -> read(bytes)).getMessage();
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    /** What was damaged is refused, or, where the damage is in what does not count, read as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "compressed.npz"})
    void damageIsNoticed(String name, @TempDir Path folder) throws IOException {
        byte[] whole = resource(name);
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = i % 4 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i % 4 != 0) bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("damaged.npz"), bytes);
            for (boolean stream : new boolean[] {false, true}) {
                try {
                    Map<String, NDArray> found = stream ? read(bytes) : Npz.read(file);
                    found.forEach((key, array) -> {
                        if (ARRAYS.containsKey(key)) Fixtures.assertSame(ARRAYS.get(key), array);
                    });
                } catch (NpyFormatException expected) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 2000, "refused " + refused);
    }
}
