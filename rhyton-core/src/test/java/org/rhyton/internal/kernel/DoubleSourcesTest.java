package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds the generated kernels to their source. */
class DoubleSourcesTest {

    @ParameterizedTest
    @FieldSource("org.rhyton.internal.kernel.DoubleSources#SOURCES")
    void theKernelsForDoubleAreThoseForFloat(String source) throws IOException {
        Path from = DoubleSources.root().resolve(source);
        Path to = DoubleSources.target(from);
        assertEquals(
                withoutLayout(DoubleSources.toDouble(Files.readString(from))),
                withoutLayout(Files.readString(to)),
                to + " is not what DoubleSources writes from " + from
                        + ". Run org.rhyton.internal.kernel.DoubleSources (in the test sources of rhyton) from the root"
                        + " of the project, then lay out the sources.");
    }

    /** The formatter breaks lines elsewhere where names are longer. */
    private static String withoutLayout(String source) {
        return source.replaceAll("(?m)^\\s*\\*(?!/)", "").replaceAll("\\s+", "");
    }
}
