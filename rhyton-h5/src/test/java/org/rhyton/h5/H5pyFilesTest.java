package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that h5py wrote (src/test/resources/h5py/make_files.py): their values, and which of them are refused. */
class H5pyFilesTest {
    /** Eighths of 0 to 34, of shape (5, 7). */
    private static float[] kernel() {
        float[] kernel = new float[35];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = i / 8f;
        }
        return kernel;
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "float32_big_endian", "float64_big_endian", "float16"})
    void floatingPoint(String name) {
        H5Array array =
                SampleFiles.read("/h5py/earliest.h5").dataset("values/" + name).array();
        assertArrayEquals(new int[] {5, 7}, array.dims());
        assertArrayEquals(kernel(), array.floats());
        assertEquals(0.125, array.doubles()[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "i1, INT8, 127",
        "i2, INT16, 32767",
        "i4, INT32, 2147483647",
        "u1, UINT8, 255",
        "u2, UINT16, 65535",
        "u4, UINT32, 4294967295"
    })
    void wholeNumbers(String name, H5Number type, long max) {
        H5Array array =
                SampleFiles.read("/h5py/earliest.h5").dataset("values/" + name).array();
        assertEquals(type, array.type());
        assertArrayEquals(new long[] {0, 1, max}, array.longs());
        assertArrayEquals(new double[] {0, 1, max}, array.doubles());
        assertArrayEquals(new float[] {0, 1, max}, array.floats());
    }

    @Test
    void otherValues() {
        H5Group values = SampleFiles.read("/h5py/earliest.h5").group("values");
        assertArrayEquals(
                new long[] {-123456789012L},
                values.dataset("scalar_int64").array().longs());
        assertArrayEquals(new int[0], values.dataset("scalar_int64").array().dims());
        assertArrayEquals(
                new int[] {-3, -2, -1, 0, 1, 2},
                values.dataset("int64_big_endian").array().ints());
        assertEquals(H5Number.BOOL, values.dataset("bool").array().type());
        assertArrayEquals(new int[] {1, 0, 1}, values.dataset("bool").array().ints());
        assertArrayEquals(new int[] {0, 4}, values.dataset("empty").array().dims());
        assertArrayEquals(new float[0], values.dataset("empty").array().floats());
        H5Array huge = values.dataset("u8").array();
        assertArrayEquals(new double[] {0, 1, 0x1p64}, huge.doubles());
        assertArrayEquals(new float[] {0, 1, 0x1p64f}, huge.floats());
        H5FormatException tooBig = assertThrows(H5FormatException.class, huge::longs);
        assertTrue(tooBig.getMessage().contains("18446744073709551615"), tooBig.getMessage());
    }

    @Test
    void attributes() {
        H5Group group = SampleFiles.read("/h5py/earliest.h5").group("strings");
        List<String> names = List.of("dense", "dense_12", "é");
        assertEquals(names, group.attribute("variable_utf8").strings());
        assertEquals(H5Text.VARIABLE_UTF8, group.attribute("variable_utf8").type());
        assertEquals(names.subList(0, 2), group.attribute("variable_ascii").strings());
        assertEquals(H5Text.VARIABLE_ASCII, group.attribute("variable_ascii").type());
        assertEquals(names.subList(0, 2), group.attribute("fixed_nullpad_ascii").strings());
        assertEquals(H5Text.fixed(8), group.attribute("fixed_nullpad_ascii").type());
        assertEquals(names, group.attribute("fixed_nullterm_utf8").strings());
        assertEquals(names, group.attribute("fixed_spacepad_utf8").strings());
        assertEquals("3.15.1", group.attribute("scalar_utf8").string());
        assertEquals("tensorflow", group.attribute("scalar_ascii").string());
        assertEquals("x".repeat(100_000), group.attribute("long").string());
        assertEquals("", group.attribute("empty_text").string());
        assertArrayEquals(new double[0], group.attribute("no_names").doubles());
        assertEquals(H5Number.FLOAT64, group.attribute("no_names").type());
        assertArrayEquals(new int[] {0}, group.attribute("null_space").dims());
        assertArrayEquals(new int[] {7}, group.attribute("number").ints());
        assertArrayEquals(new int[] {2, 3}, group.attribute("numbers").dims());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip_shuffle", "all", "plain", "growable"})
    void chunks(String name) {
        assertArrayEquals(
                kernel(),
                SampleFiles.read("/h5py/chunked.h5").dataset(name).array().floats());
    }

    @Test
    void moreChunks() {
        H5Group file = SampleFiles.read("/h5py/chunked.h5");
        assertArrayEquals(
                new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
                file.dataset("fletcher").array().ints());
        int[] cube = new int[1000];
        Arrays.setAll(cube, i -> i);
        assertArrayEquals(cube, file.dataset("cube").array().ints());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/h5py/superblock2.h5", "/h5py/superblock3.h5"})
    void newerFormats(String file) {
        H5Group root = SampleFiles.read(file);
        assertArrayEquals(kernel(), root.dataset("kernel").array().floats());
        assertEquals("é", root.group("a/b").attribute("name").string());
    }

    @Test
    void superblock2() {
        H5Group root = SampleFiles.read("/h5py/superblock2.h5");
        assertArrayEquals(kernel(), root.dataset("gzip").array().floats());
        assertEquals(List.of("dense"), root.attribute("layer_names").strings());
    }

    @Test
    void beyondJHdf() {
        H5Group file = SampleFiles.read("/h5py/beyond_jhdf.h5");
        assertArrayEquals(new int[] {1}, file.attribute("é").ints());
        assertEquals(new H5Opaque(2), file.dataset("opaque").array().type());
        assertArrayEquals(new byte[] {(byte) 0x80, 0x3f, 0, 0x40}, (byte[])
                file.dataset("opaque").array().data());
        float[] holes = new float[35];
        Arrays.fill(holes, 2.5f);
        for (int i : new int[] {16, 17, 23, 24}) {
            holes[i] = 1;
        }
        assertArrayEquals(holes, file.dataset("holes").array().floats());
        assertArrayEquals(
                new float[] {-1.5f, -1.5f, -1.5f},
                file.dataset("never_written").array().floats());
    }

    @Test
    void childrenAreSortedByName() {
        assertEquals(
                List.of("a", "z"),
                List.copyOf(
                        SampleFiles.read("/h5py/tracked_order.h5").children().keySet()));
        assertEquals(300, SampleFiles.read("/h5py/many.h5").children().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"complex", "compound", "@reference"})
    void typesThatAreNotReadOnlyMatterWhenAskedFor(String name) {
        H5Group root = SampleFiles.read("/h5py/unsupported_types.h5");
        assertArrayEquals(kernel(), root.dataset("kernel").array().floats());
        H5Array array = name.startsWith("@")
                ? root.attribute(name.substring(1))
                : root.dataset(name).array();
        H5FormatException refusal = assertThrows(H5FormatException.class, array::data);
        assertTrue(refusal.getMessage().startsWith("/h5py/unsupported_types.h5:/" + name), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(array.type().toString()), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "soft_link, is a soft link",
        "soft_link_new, is a soft link",
        "external_link, is an external link",
        "hard_link, same object",
        "cycle, same object",
        "virtual, /virtual is a virtual dataset",
        "external_data, /d keeps its data in another file",
        "committed_type, /type is neither a group nor a dataset",
        "dense_links, dense storage",
        "dense_attributes, dense storage",
        "lzf, /d is packed with filter 32000 (lzf)",
        "chunk_index, /d has its chunks in an index",
        "user_block, user block",
        "deep, nested deeper than the limit of 100 groups"
    })
    void refused(String name, String reason) {
        String file = "/h5py/refused_" + name + ".h5";
        H5FormatException refusal = assertThrows(H5FormatException.class, () -> SampleFiles.read(file));
        assertTrue(refusal.getMessage().startsWith(file + ", byte "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }
}
