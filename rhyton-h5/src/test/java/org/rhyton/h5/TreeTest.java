package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Putting trees together, looking things up, and what the errors say. */
class TreeTest {
    private static final H5Array SCALAR = H5Array.scalar(1);

    private static void assertTreeError(Executable wrong, String... parts) {
        String message = assertThrows(H5TreeException.class, wrong).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    private static void assertFormatError(Executable wrong, String... parts) {
        String message = assertThrows(H5FormatException.class, wrong).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void pathsMakeGroups() {
        H5Group tree = H5Group.builder()
                .dataset("dense/dense/kernel:0", SCALAR)
                .dataset("/dense//dense/bias:0/", SCALAR)
                .build();
        assertEquals(
                List.of("bias:0", "kernel:0"),
                List.copyOf(tree.group("dense/dense").children().keySet()));
        assertEquals(tree, tree.group(""));
        assertTrue(tree.find("dense/dense/kernel:0").isPresent());
        assertTrue(tree.find("dense/nothing").isEmpty());
        assertTrue(tree.find("dense/dense/kernel:0/more").isEmpty());
    }

    @Test
    void childrenAreSortedByTheirBytes() {
        H5Group.Builder builder = H5Group.builder();
        for (String name : List.of("b", "é", "a", "B", "a1", "z")) {
            builder.group(name);
        }
        assertEquals(
                List.of("B", "a", "a1", "b", "z", "é"),
                List.copyOf(builder.build().children().keySet()));
    }

    @Test
    void whatIsMissingIsNamedWithWhatIsThere() {
        H5Group file = H5File.read(
                H5File.toBytes(H5Group.builder()
                        .attribute("backend", H5Array.string("tensorflow"))
                        .dataset("dense/kernel", SCALAR)
                        .build()),
                "m.h5",
                H5Limits.DEFAULT);
        assertFormatError(() -> file.dataset("dense/bias"), "m.h5:/dense", "'bias'", "'kernel'");
        assertFormatError(() -> file.group("dense/kernel"), "m.h5:/", "expected a group", "dense/kernel");
        assertFormatError(() -> file.dataset("dense"), "m.h5:/", "expected a dataset", "found a group");
        assertFormatError(() -> file.dataset("dense/kernel/x"), "m.h5:/dense/kernel", "'x'");
        assertFormatError(() -> file.attribute("keras_version"), "m.h5:/", "'keras_version'", "'backend'");
        assertFormatError(() -> file.group("dense").attribute("x"), "Attributes here: none");
        assertFormatError(() -> file.attribute("backend").floats(), "m.h5:/@backend", "expected numbers", "UTF8");
        assertFormatError(() -> file.dataset("dense/kernel").array().string(), "expected one text", "INT64");
        assertFormatError(() -> H5Array.of(new float[] {1}, 1).longs(), "whole numbers", "FLOAT32");
        assertFormatError(() -> H5Array.scalar(1L << 40).ints(), "32 bits", "1099511627776");
        assertFormatError(
                () -> H5Array.strings(H5Text.VARIABLE_UTF8, List.of("a", "b")).string(), "one text", "(2,)");
    }

    @Test
    void twoOfOneName() {
        H5Group.Builder builder = H5Group.builder().dataset("a", SCALAR);
        assertTreeError(() -> builder.dataset("a", SCALAR), "already", "'a'");
        assertTreeError(() -> builder.dataset("a/b", SCALAR), "needs a group 'a'");
        assertTreeError(() -> builder.dataset("", SCALAR), "needs a name");
        assertTreeError(() -> builder.group("x/./y"), "'.'");
        assertTreeError(() -> builder.attribute("", SCALAR), "attribute");
        assertTreeError(() -> builder.attribute("a\0b", SCALAR), "zero character");
        assertTreeError(() -> builder.group("\ud800"), "surrogate");
    }

    @Test
    void arraysThatDoNotFit() {
        assertTreeError(() -> H5Array.of(new float[5], 2, 3), "(2, 3)", "6 elements", "5");
        assertTreeError(() -> H5Array.of(new float[2]), "()", "1 elements", "2");
        assertTreeError(() -> H5Array.of(new float[0], -1), "(-1,)");
        assertTreeError(() -> H5Array.of(new float[0], 1 << 20, 1 << 20), "more elements");
        assertTreeError(() -> H5Array.of(new float[1], new int[33]), "32 dimensions");
        assertTreeError(() -> H5Array.of(H5Number.UINT8, new int[1], 1), "byte[]", "int[]");
        assertTreeError(() -> H5Array.of((float[]) null, 1), "float[]", "null");
        assertTreeError(() -> H5Array.of(new H5Unsupported("compound"), new int[1], 1), "compound");
        assertTreeError(() -> H5Array.string(H5Text.fixed(3), "abcd"), "'abcd'", "room for 3");
        assertTreeError(() -> H5Array.string("a\0b"), "zero character");
        assertTreeError(() -> H5Array.string("\ud800"), "surrogate");
        assertTreeError(() -> H5Array.of(H5Text.VARIABLE_UTF8, new String[] {null}, 1), "null");
        assertTreeError(() -> H5Text.fixed(0), "1 byte");
        assertTreeError(() -> new H5Opaque(0), "1 byte");
        assertEquals(H5Text.fixed(3), H5Text.fixed(List.of("a", "é!")));
        assertEquals(H5Text.fixed(1), H5Text.fixed(List.of()));
    }

    @Test
    void attributesOver64KilobytesAreRefusedWithTheRemedy() {
        List<String> names = Collections.nCopies(100, "y".repeat(900));
        H5Group tree = H5Group.builder()
                .add(
                        "g",
                        H5Group.builder()
                                .attribute("layer_names", H5Array.strings(H5Text.fixed(names), names))
                                .build())
                .build();
        assertTreeError(() -> H5File.toBytes(tree), "the tree:/g/@layer_names", "900", "VARIABLE", "split");
        List<String> most = Collections.nCopies(72, "y".repeat(900));
        H5Group fits = H5Group.builder()
                .attribute("layer_names", H5Array.strings(H5Text.fixed(most), most))
                .build();
        H5Group read = H5File.read(H5File.toBytes(fits), "fits", H5Limits.DEFAULT);
        assertEquals(most, read.attribute("layer_names").strings());
    }

    @Test
    void tooDeepToWrite() {
        H5Group deep = H5Group.builder().dataset("g/".repeat(101) + "x", SCALAR).build();
        assertTreeError(() -> H5File.toBytes(deep), "nested deeper than 100");
        H5Group justRight =
                H5Group.builder().dataset("g/".repeat(99) + "x", SCALAR).build();
        assertEquals(
                101,
                Trees.nodes(H5File.read(H5File.toBytes(justRight), "deep", H5Limits.DEFAULT))
                        .size());
    }

    @Test
    void dataIsTheCallersOwn() {
        float[] given = {1, 2};
        H5Array array = H5Array.of(given, 2);
        float[] got = array.floats();
        assertNotSame(given, got);
        got[0] = 9;
        array.dims()[0] = 9;
        assertArrayEquals(new float[] {1, 2}, array.floats());
        assertArrayEquals(new int[] {2}, array.dims());
    }

    @Test
    void casts() {
        assertArrayEquals(
                new float[] {0.1f, 1e30f},
                H5Array.of(new double[] {0.1, 1e30}, 2).floats());
        assertArrayEquals(new double[] {0.1f}, H5Array.of(new float[] {0.1f}, 1).doubles());
        assertArrayEquals(new float[] {-3}, H5Array.scalar(-3L).floats());
        assertArrayEquals(new long[] {-3}, H5Array.of(new int[] {-3}).longs());
        // From whole numbers there is one rounding, not two by way of double.
        long betweenFloats = (1L << 54) + (1L << 30) + 1;
        assertArrayEquals(
                new float[] {(float) betweenFloats},
                H5Array.scalar(betweenFloats).floats());
    }
}
