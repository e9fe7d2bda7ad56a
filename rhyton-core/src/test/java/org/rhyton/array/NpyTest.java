package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy wrote are read, files written are NumPy's byte for byte, and broken ones are refused. */
class NpyTest {
    static Stream<Fixtures.Case> cases() {
        return Fixtures.cases(NpyTest.class, "npy.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsAndWritesAsNumPy(Fixtures.Case given) throws IOException {
        NDArray array = given.array("array");
        Fixtures.assertSame(array, read(Fixtures.bytes(given.text("file"))));
        assertArrayEquals(Fixtures.bytes(given.text("array")), written(array));
    }

    private static NDArray read(byte[] bytes) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] written(NDArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, array);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f2', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '=f4', 'fortran_order': False, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'more': True}",
                "{'descr': '<f4', 'descr': '<f4', 'shape': (1,), }",
                "{'descr': '<f4', 'fortran_order': False}",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } x",
                "{'descr': '<f4",
                "[1]",
                "__import__('os')",
                ""
            })
    void refusesStrangeHeaders(String header) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        file.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        file.writeBytes(new byte[4]);
        NpyFormatException error = assertThrows(NpyFormatException.class, () -> read(file.toByteArray()));
        assertTrue(error.getMessage().length() > 20, error.getMessage());
    }

    @Test
    void refusesWhatIsCutOffOrForeign() throws IOException {
        byte[] whole = written(NDArray.arange(10));
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(NpyFormatException.class, () -> read(cut));
        }
        byte[] version9 = whole.clone();
        version9[6] = 9;
        assertThrows(NpyFormatException.class, () -> read(version9));
        byte[] hugeHeader = whole.clone();
        hugeHeader[6] = 2;
        Arrays.fill(hugeHeader, 8, 12, (byte) 0xff);
        assertThrows(NpyFormatException.class, () -> read(hugeHeader));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damagedBytesGiveAnArrayOrAFormatError(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] whole = written(NDArray.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] damaged = whole.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (NpyFormatException expected) {
                refused++;
            }
        }
        assertTrue(refused > 1000, "refused " + refused);
    }

    @Test
    void severalArraysInOneStream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, NDArray.of(1, 2));
        Npy.write(out, NDArray.of(true));
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        Fixtures.assertSame(NDArray.of(1, 2), Npy.read(in));
        Fixtures.assertSame(NDArray.of(true), Npy.read(in));
    }

    @Test
    void filesLargerThanTheBuffers(@TempDir Path folder) throws IOException {
        NDArray array = NDArray.arange(100_003).astype(DType.FLOAT64).dividedBy(7);
        Path file = folder.resolve("large.npy");
        Npy.write(file, array);
        Fixtures.assertSame(array, Npy.read(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
        Files.write(file, new byte[] {1, 2, 3});
        NpyFormatException error = assertThrows(NpyFormatException.class, () -> Npy.read(file));
        assertTrue(error.getMessage().contains("large.npy"), error.getMessage());
    }
}
