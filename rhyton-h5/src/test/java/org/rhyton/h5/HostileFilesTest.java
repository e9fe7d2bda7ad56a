package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged files give a tree or an {@link H5FormatException}: nothing else is thrown, nothing hangs, and the small heap of
 * this module's tests (see the POM) is enough.
 */
class HostileFilesTest {
    private static final H5Limits LIMITS = new H5Limits(1 << 20, 1 << 24, 10_000, 50);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int MUTANTS = 400;

    static Stream<String> files() {
        return Stream.of(
                "/golden/keras-2.8.0/mlp_l2_maxnorm_nadam.keras",
                "/golden/keras-3.15.1/mlp_schedule.h5",
                "/h5py/earliest.h5",
                "/h5py/chunked.h5",
                "/h5py/superblock2.h5",
                "/h5py/superblock3.h5",
                "/h5py/beyond_jhdf.h5",
                "/h5py/tracked_order.h5",
                "/h5py/unsupported_types.h5",
                "/h5py/refused_dense_links.h5",
                "/h5py/refused_external_link.h5");
    }

    @ParameterizedTest
    @MethodSource("files")
    void randomDamage(String file) {
        byte[] sound = SampleFiles.bytes(file);
        assertTimeoutPreemptively(LONG, () -> {
            for (long seed = 0; seed < MUTANTS; seed++) {
                byte[] damaged = damage(sound, new Random(seed));
                readOrRefuse(damaged, file + ", seed " + seed);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void cutShort(String file) {
        byte[] sound = SampleFiles.bytes(file);
        assertTimeoutPreemptively(LONG, () -> {
            for (int length = 0; length < sound.length; length += 1 + length / 64) {
                byte[] cut = Arrays.copyOf(sound, length);
                assertThrows(
                        H5FormatException.class, () -> H5File.read(cut, "cut", LIMITS), file + " cut to " + cut.length);
            }
        });
    }

    @Test
    void everyByteOfASmallFile() {
        byte[] sound = H5File.toBytes(H5Group.builder()
                .attribute("names", H5Array.strings(H5Text.VARIABLE_ASCII, java.util.List.of("a", "b")))
                .dataset("g/kernel", H5Array.of(new float[] {1, 2, 3, 4}, 2, 2))
                .build());
        assertTimeoutPreemptively(LONG, () -> {
            for (int at = 0; at < sound.length; at++) {
                for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                    byte[] damaged = sound.clone();
                    damaged[at] = (byte) value;
                    readOrRefuse(damaged, "byte " + at + " set to " + value);
                }
            }
        });
    }

    private static void readOrRefuse(byte[] bytes, String what) {
        try {
            Trees.readAll(H5File.read(bytes, "damaged", LIMITS));
        } catch (H5FormatException refused) {
            assertTrue(refused.getMessage().startsWith("damaged"), what + ": " + refused.getMessage());
        } catch (RuntimeException | Error wrong) {
            throw new AssertionError(what, wrong);
        }
    }

    /** Flips bits, puts extreme numbers in places where numbers are, copies addresses elsewhere, cuts pieces out. */
    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            int at = usedByte(bytes, random);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> putNumber(bytes, at, extreme(bytes, random), 1 << random.nextInt(4));
                case 3 -> {
                    int from = usedByte(bytes, random);
                    System.arraycopy(sound, from, bytes, at, Math.min(8, bytes.length - Math.max(from, at)));
                }
                default -> {
                    int length = Math.min(random.nextInt(64), bytes.length - at);
                    System.arraycopy(bytes, at + length, bytes, at, bytes.length - at - length);
                }
            }
        }
        return bytes;
    }

    /** Much of a file is zeros that nobody looks at. */
    private static int usedByte(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        for (int i = 0; i < 1000 && bytes[at] == 0; i++) {
            at = (at + 1) % bytes.length;
        }
        return Math.max(0, at - random.nextInt(4));
    }

    private static long extreme(byte[] bytes, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> -1L;
            case 1 -> Long.MAX_VALUE;
            case 2 -> Integer.MAX_VALUE;
            case 3 -> bytes.length;
            case 4 -> random.nextInt(bytes.length);
            default -> 1L << random.nextInt(63);
        };
    }

    private static void putNumber(byte[] bytes, int at, long value, int size) {
        for (int i = 0; i < size && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    @Test
    void limitsSayTheirNames() {
        byte[] chunked = SampleFiles.bytes("/h5py/chunked.h5");
        assertRefused(chunked, new H5Limits(1000, 1 << 24, 10_000, 50), "H5Limits.fileBytes");
        assertRefused(chunked, new H5Limits(1 << 20, 1000, 10_000, 50), "H5Limits.expandedBytes");
        assertRefused(chunked, new H5Limits(1 << 20, 1 << 24, 5, 50), "H5Limits.objects");
        byte[] deep = H5File.toBytes(
                H5Group.builder().add("a/b/c/d", H5Group.builder().build()).build());
        assertRefused(deep, new H5Limits(1 << 20, 1 << 24, 10_000, 3), "H5Limits.depth");
        H5Limits enough = new H5Limits(1 << 20, 1 << 24, 5, 4);
        assertEquals(5, Trees.nodes(H5File.read(deep, "deep", enough)).size());
        for (Runnable wrong : new Runnable[] {
            () -> new H5Limits(-1, 1, 1, 1),
            () -> new H5Limits(H5Limits.MAX_FILE_BYTES + 1, 1, 1, 1),
            () -> new H5Limits(1, -1, 1, 1),
            () -> new H5Limits(1, 1, 0, 1),
            () -> new H5Limits(1, 1, 1, H5Limits.MAX_DEPTH + 1)
        }) {
            assertThrows(H5TreeException.class, wrong::run);
        }
    }

    private static void assertRefused(byte[] bytes, H5Limits limits, String limit) {
        H5FormatException refused = assertThrows(H5FormatException.class, () -> H5File.read(bytes, "big.h5", limits));
        assertTrue(refused.getMessage().contains(limit), refused.getMessage());
        assertTrue(refused.getMessage().startsWith("big.h5"), refused.getMessage());
    }

    @Test
    void aStreamOverTheLimitIsNotReadToItsEnd() {
        var stream = new java.io.InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 0x89;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                given += length;
                return length;
            }
        };
        assertThrows(H5FormatException.class, () -> H5File.read(stream, "endless", LIMITS));
        assertTrue(stream.given < 2 * LIMITS.fileBytes(), "read " + stream.given);
    }

    @Test
    void otherFilesAreToldApart() {
        byte[] zip = {'P', 'K', 3, 4, 0, 0, 0, 0, 0};
        assertMessage(zip, "a zip archive");
        assertMessage(new byte[0], "an empty file");
        assertMessage("{\"class_name\": 1}".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "found 7B 22 63");
        assertTrue(H5File.isHdf5(SampleFiles.bytes("/h5py/superblock3.h5")));
        assertTrue(!H5File.isHdf5(zip));
    }

    private static void assertMessage(byte[] bytes, String part) {
        H5FormatException refused = assertThrows(H5FormatException.class, () -> H5File.read(bytes, "other", LIMITS));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    /** Two datasets in the same place: each is within the file, both together are more than there is. */
    @Test
    void overlappingDatasets() {
        byte[] bytes = H5File.toBytes(H5Group.builder()
                .dataset("a", H5Array.of(new float[10_000], 10_000))
                .dataset("b", H5Array.of(new float[10_000], 10_000))
                .build());
        int a = indexOf(bytes, 40_000);
        int b = indexOf(bytes, 40_000, a + 8);
        // The length of the data comes after its address in each layout; 60,000 bytes fit the file once, not twice.
        for (int at : new int[] {a, b}) {
            putNumber(bytes, at, 60_000, 8);
        }
        putDims(bytes, 10_000, 15_000);
        H5FormatException refused = assertThrows(H5FormatException.class, () -> H5File.read(bytes, "overlap", LIMITS));
        assertTrue(refused.getMessage().contains("overlap"), refused.getMessage());
    }

    private static int indexOf(byte[] bytes, long number) {
        return indexOf(bytes, number, 0);
    }

    private static int indexOf(byte[] bytes, long number, int from) {
        for (int at = from; at + 8 <= bytes.length; at++) {
            if (Cursor.number(bytes, at, 8) == number) {
                return at;
            }
        }
        throw new AssertionError("no " + number);
    }

    private static void putDims(byte[] bytes, long before, long after) {
        for (int at = 0; at + 8 <= bytes.length; at++) {
            if (Cursor.number(bytes, at, 8) == before) {
                putNumber(bytes, at, after, 8);
            }
        }
    }

    /** A group that is its own child's child, and an object header that continues in itself. */
    @Test
    void structuresThatPointAtThemselves() {
        byte[] bytes = H5File.toBytes(
                H5Group.builder().add("a", H5Group.builder().build()).build());
        long root = Cursor.number(bytes, 64, 8);
        int entry = indexOfText(bytes, "SNOD", true) + 8;
        byte[] cycle = bytes.clone();
        putNumber(cycle, entry + 8, root, 8);
        H5FormatException refused = assertThrows(H5FormatException.class, () -> H5File.read(cycle, "cycle", LIMITS));
        assertTrue(refused.getMessage().contains("hard links"), refused.getMessage());

        byte[] loop = bytes.clone();
        int message = (int) root + 16;
        putNumber(loop, message, 0x10, 2);
        putNumber(loop, message + 8, message, 8);
        putNumber(loop, message + 16, 24, 8);
        H5FormatException endless = assertThrows(H5FormatException.class, () -> H5File.read(loop, "loop", LIMITS));
        assertTrue(endless.getMessage().contains("reached too often"), endless.getMessage());
    }

    private static int indexOfText(byte[] bytes, String text, boolean last) {
        int found = -1;
        for (int at = 0; at + text.length() <= bytes.length; at++) {
            if (new String(bytes, at, text.length(), java.nio.charset.StandardCharsets.ISO_8859_1).equals(text)) {
                found = last || found < 0 ? at : found;
            }
        }
        return found;
    }
}
