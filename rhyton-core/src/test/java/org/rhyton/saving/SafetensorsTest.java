package org.rhyton.saving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** A file of the format's own library is read; what is written is read again; everything else is refused by name. */
class SafetensorsTest {
    private static byte[] real() throws IOException {
        try (InputStream in = SafetensorsTest.class.getResourceAsStream("all_types.safetensors")) {
            return in.readAllBytes();
        }
    }

    private static Safetensors read(byte[] bytes) {
        return Safetensors.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] file(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    @Test
    void readsEveryTypeThatTheLibraryWrote() throws IOException {
        Safetensors content = read(real());
        assertEquals(Map.of("format", "np", "größe", "x\ny"), content.metadata());
        Map<String, NDArray> tensors = content.tensors();
        assertEquals(9, tensors.size());
        assertEquals(
                NDArray.of(new float[][] {{0, 0.125f, 0.25f}, {0.375f, 0.5f, 0.625f}}), tensors.get("dense/kernel"));
        assertEquals(NDArray.of(0.1, -0.2, 1e300), tensors.get("dense/bias"));
        assertEquals(NDArray.of(1.5f, -0.0f, 65504f, 5.9604645e-8f), tensors.get("half"));
        assertEquals(DType.FLOAT32, tensors.get("brain").dtype());
        assertEquals(-3e38, tensors.get("brain").get("0, 1").item(), 1e36);
        assertEquals(NDArray.scalar(7L), tensors.get("count"));
        assertEquals(NDArray.of(1, -2), tensors.get("index"));
        assertEquals(NDArray.ofUnsigned((byte) 0, (byte) 255, (byte) 3), tensors.get("pixels"));
        assertEquals(NDArray.of(true, false, true), tensors.get("flags"));
        assertEquals(Shape.of(0, 4), tensors.get("none").shape());
    }

    @Test
    void readsAgainWhatItWrote(@TempDir Path folder) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        tensors.put("flags", NDArray.of(true, false, true));
        tensors.put("count", NDArray.scalar(7L));
        tensors.put("long", NDArray.arange(40_000).astype(DType.FLOAT32).transpose());
        tensors.put("größe \"x\"", NDArray.ofUnsigned((byte) 200));
        tensors.put("d", NDArray.of(new double[][] {{1e300, Double.NaN}}));
        tensors.put("i", NDArray.of(3, 4));
        Safetensors content = new Safetensors(tensors, Map.of("a", "b"));
        Path file = folder.resolve("a.safetensors");
        content.write(file);
        Safetensors again = Safetensors.read(file);
        assertEquals(content.metadata(), again.metadata());
        assertEquals(tensors.keySet(), again.tensors().keySet());
        tensors.forEach((name, array) -> {
            assertEquals(array.shape(), again.tensors().get(name).shape());
            assertEquals(array.dtype(), again.tensors().get(name).dtype());
            assertArrayEquals(array.toDoubleArray(), again.tensors().get(name).toDoubleArray(), name);
        });
    }

    @Test
    void writesTheBytesOfTheFormat() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Safetensors(Map.of("x", NDArray.of(1f, -2f)), Map.of()).write(out);
        String header = "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}}   ";
        ByteBuffer wanted = ByteBuffer.wrap(file(header, 8)).order(ByteOrder.LITTLE_ENDIAN);
        wanted.putFloat(wanted.limit() - 8, 1).putFloat(wanted.limit() - 4, -2);
        assertArrayEquals(wanted.array(), out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | neither overlap
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | leave gaps
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}} | takes 8 bytes
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | takes 8 bytes
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} | cut off
        {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | more behind
        {"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}} | 'F8_E4M3'
        {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | -2
        {"a":{"dtype":"F32","shape":[99999999999,99999999999],"data_offsets":[0,8]}} | 2 GiB
        {"a":{"dtype":"F32","shape":[65536,65536,0],"data_offsets":[0,0]}} | 2 GiB
        {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}} | whole number
        {"a":{"dtype":"F32","shape":[123456789012345678901234567890],"data_offsets":[0,8]}} | header
        {"a":{"dtype":"F32","shape":[2]}} | needs a dtype
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}} | unknown key 'x'
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | uplicate
        {"a":[[[[[[]]]]]]} | must be an object
        {"__metadata__":{"a":1}} | must be a text
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {} | more behind
        {"a" | JSON
        [] | '{'
        """)
    void refusesHeaders(String header, String message) {
        ModelFormatException error = assertThrows(ModelFormatException.class, () -> read(file(header, 8)));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void refusesLengths(@TempDir Path folder) throws IOException {
        for (long length : new long[] {-1, 0, 1, 1L << 40, SafetensorsHeader.MOST_BYTES + 1}) {
            byte[] bytes = ByteBuffer.allocate(100)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertThrows(ModelFormatException.class, () -> read(bytes));
        }
        byte[] whole = real();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(ModelFormatException.class, () -> read(cut));
            Path file = Files.write(folder.resolve("cut.safetensors"), cut);
            String message = assertThrows(ModelFormatException.class, () -> Safetensors.read(file))
                    .getMessage();
            assertTrue(message.startsWith(file.toString()), message);
        }
        assertThrows(ModelFileException.class, () -> Safetensors.read(folder.resolve("none.safetensors")));
        assertThrows(SavingException.class, () -> new Safetensors(Map.of("__metadata__", NDArray.zeros(1)), Map.of()));
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        byte[] whole = real();
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            for (int k = random.nextInt(3); k >= 0; k--) bytes[random.nextInt(600)] = (byte) random.nextInt();
            try {
                read(bytes);
            } catch (ModelFormatException expected) {
                refused++;
            }
        }
        assertTrue(refused > 10_000, "refused " + refused);
    }
}
