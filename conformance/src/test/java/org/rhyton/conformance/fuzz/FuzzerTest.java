package org.rhyton.conformance.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A short run of what {@code ./rhyton fuzz} does at length. */
class FuzzerTest {
    @Test
    void damagedFilesDoNoHarm() throws IOException, URISyntaxException {
        Path files = Path.of(Objects.requireNonNull(getClass().getResource("/hostile/soft_link.h5"))
                        .toURI())
                .resolveSibling("..")
                .normalize();
        FuzzReport report = Fuzzer.run(files, 7, 0, 300, line -> {});
        assertEquals(List.of(), report.findings());
        assertTrue(report.refused() > 100, report.toString());
        assertTrue(report.loaded() > 10, report.toString());
    }
}
