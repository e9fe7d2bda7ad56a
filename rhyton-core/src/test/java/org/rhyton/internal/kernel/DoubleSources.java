package org.rhyton.internal.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the kernels for double from those for float, so that there is one source. After a change to a float kernel:
 * run {@link #main} (or see what {@link DoubleSourcesTest} prints), then lay out the sources.
 */
final class DoubleSources {

    /** The sources for float, relative to the root of the project. */
    static final List<String> SOURCES = List.of(
            "rhyton-core/src/main/java/org/rhyton/internal/kernel/FloatKernels.java",
            "rhyton-core/src/main/java/org/rhyton/internal/kernel/PlainFloatKernels.java",
            "rhyton-core/src/main/java/org/rhyton/internal/kernel/PlainFloatGemm.java",
            "rhyton-core/src/main/java/org/rhyton/internal/kernel/FloatPartialSums.java",
            "rhyton-core/src/main/java/org/rhyton/internal/kernel/PlainFloatWindows.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/VectorFloatKernels.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatElementwise.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatReductions.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatGemm.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatPanel.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatTiles.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatTallTiles.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatRowTiles.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatTranspose.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatScratch.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatIndexedGemm.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatPooling.java",
            "rhyton-vector/src/main/java/org/rhyton/vector/FloatDepthwise.java",
            "rhyton-vector/src/test/java/org/rhyton/vector/FloatTwinTest.java",
            "benchmarks/jmh/src/main/java/org/rhyton/benchmarks/jmh/FloatOperands.java");

    private DoubleSources() {}

    public static void main(String[] args) throws IOException {
        for (String source : SOURCES) {
            Path from = root().resolve(source);
            Files.writeString(target(from), toDouble(Files.readString(from)));
        }
    }

    /** The root of the project, whether the program runs there or in a module. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("rhyton-vector")) ? here : here.getParent();
    }

    static Path target(Path source) {
        return source.resolveSibling(source.getFileName().toString().replace("Float", "Double"));
    }

    /** Replaces types, names and literals; casts to float have no counterpart. "In float", in a comment that tells both, stays. */
    static String toDouble(String source) {
        return "// Written by DoubleSources from the source for float: change that one.\n"
                + source.replace("(float) ", "")
                        .replaceAll("(?<![Ii]n )\\bfloat\\b", "double")
                        .replace("Float", "Double")
                        .replace("FLOATS", "DOUBLES")
                        .replace(".floats()", ".doubles()")
                        .replaceAll("\\b(\\d+(\\.\\d+)?)f\\b", "$1d");
    }
}
