package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read back as it was. */
class RoundTripTest {
    static List<String> files() {
        return SampleFiles.KERAS;
    }

    private static H5Group back(H5Group tree) {
        return H5File.read(H5File.toBytes(tree), "tree", H5Limits.DEFAULT);
    }

    @Test
    void randomTrees() {
        for (long seed = 0; seed < 60; seed++) {
            H5Group tree = Trees.random(seed);
            Trees.assertSame(tree, back(tree), "seed " + seed);
        }
    }

    @Test
    void sameTreeSameBytes() {
        for (long seed = 0; seed < 10; seed++) {
            byte[] bytes = H5File.toBytes(Trees.random(seed));
            assertArrayEquals(bytes, H5File.toBytes(Trees.random(seed)), "seed " + seed);
            H5Group readBack = H5File.read(bytes, "tree", H5Limits.DEFAULT);
            assertArrayEquals(bytes, H5File.toBytes(readBack), "read and written again, seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void kerasFilesWrittenAgain(String file) {
        H5Group tree = SampleFiles.read(file);
        Trees.assertSame(tree, back(tree), file);
    }

    @Test
    void groupsOfEverySizeAroundTheEdgesOfTreeNodes() {
        for (int count : new int[] {0, 1, 8, 9, 255, 256, 257, 264, 8192, 8193}) {
            H5Group.Builder builder = H5Group.builder();
            for (int i = 0; i < count; i++) {
                builder.dataset("w" + i, H5Array.scalar((long) i));
            }
            H5Group read = back(builder.build());
            assertEquals(count, read.children().size());
            for (int i = 0; i < count; i++) {
                assertArrayEquals(new long[] {i}, read.dataset("w" + i).array().longs(), "w" + i);
            }
        }
    }

    @Test
    void longTextsAndLongLists() {
        List<String> names = Collections.nCopies(4000, "dense/kernel:0");
        String config = "{\"k\": \"" + "é".repeat(200_000) + "\"}";
        H5Group read = back(H5Group.builder()
                .attribute("model_config", H5Array.string(H5Text.VARIABLE_ASCII, config))
                .attribute("weight_names", H5Array.strings(H5Text.VARIABLE_ASCII, names))
                .build());
        assertEquals(config, read.attribute("model_config").string());
        assertEquals(names, read.attribute("weight_names").strings());
    }

    @Test
    void pathsAndStreams(@TempDir Path folder) throws IOException {
        H5Group tree = Trees.random(7);
        Path file = folder.resolve("tree.h5");
        H5File.write(tree, file);
        Trees.assertSame(tree, H5File.read(file), "path");
        byte[] bytes = java.nio.file.Files.readAllBytes(file);
        assertArrayEquals(H5File.toBytes(tree), bytes);
        Trees.assertSame(tree, H5File.read(new ByteArrayInputStream(bytes), "stream", H5Limits.DEFAULT), "stream");
    }
}
