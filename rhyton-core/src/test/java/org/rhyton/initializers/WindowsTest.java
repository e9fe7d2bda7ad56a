package org.rhyton.initializers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Windows beside those of scipy.signal.get_window. */
class WindowsTest {
    @Test
    void theNumbersAreSciPys() throws IOException {
        List<String> lines;
        try (InputStream in = WindowsTest.class.getResourceAsStream("windows.txt")) {
            lines = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        TreeSet<String> seen = new TreeSet<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            seen.add(parts[0]);
            double[] expected = Arrays.stream(parts)
                    .skip(3)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double[] found = Windows.of(parts[0], Integer.parseInt(parts[1]), parts[2].equals("True"));
            assertArrayEquals(expected, found, 1e-15, line);
        }
        assertEquals(List.copyOf(seen), Windows.names());
    }

    @Test
    void anUnknownWindowIsRefusedWithTheNearestName() {
        var e = assertThrows(IllegalArgumentException.class, () -> Windows.of("haan", 4, false));
        assertTrue(e.getMessage().contains("hann"), e.getMessage());
    }
}
