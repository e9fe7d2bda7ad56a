package org.rhyton.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected texts are what Python 3.11 prints. */
class PythonFormatTest {
    private static final Map<String, Number> VALUES =
            Map.of("epoch", 7, "big", 1234567L, "x", 0.125, "tiny", 1.5e-7, "low", -2.675, "f", 12345.678);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{epoch:02d}-{x:.2f}|07-0.12",
                "{epoch}|7",
                "{epoch:>4}|\"   7\"",
                "{epoch:<4}|\"7   \"",
                "{epoch:*^5}|**7**",
                "{epoch:+d}|+7",
                "{epoch:.1f}|7.0",
                "{big:,}|1,234,567",
                "{big:_d}|1_234_567",
                "{f:,.1f}|12,345.7",
                "{f:.3e}|1.235e+04",
                "{f:g}|12345.7",
                "{f:.2g}|1.2e+04",
                "{tiny:g}|1.5e-07",
                "{tiny}|1.5e-07",
                "{low:07.2f}|-002.67",
                "{x:.1%}|12.5%",
                "{{{epoch}}}|{7}",
            })
    void fillsAsPython(String format, String expected) {
        assertEquals(expected, PythonFormat.format(format, VALUES));
    }

    @Test
    void saysWhatIsWrong() {
        assertTrue(message("{val_los:.2f}").contains("there are only"));
        assertTrue(message("{x:d}").contains("whole numbers"));
        assertTrue(message("{x:zz}").contains("not a format"));
        assertTrue(message("{x").contains("single '{'"));
    }

    private static String message(String format) {
        return assertThrows(IllegalArgumentException.class, () -> PythonFormat.format(format, VALUES))
                .getMessage();
    }
}
