package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of arrays, compared with NumPy's character by character. */
class PrintingTest {
    static Stream<Fixtures.Case> cases() {
        return Fixtures.cases(PrintingTest.class, "printing.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsAsNumPy(Fixtures.Case given) {
        NDArray array = given.array("array");
        PrintOptions options = options(given.inner("options"));
        assertEquals(given.text("str"), array.toString(options));
        assertEquals(given.text("repr"), array.toRepr(options));
    }

    private static PrintOptions options(Fixtures.Case given) {
        if (given.entries().isEmpty()) return PrintOptions.DEFAULT;
        return PrintOptions.DEFAULT
                .withPrecision(given.number("precision"))
                .withThreshold(given.number("threshold"))
                .withEdgeItems(given.number("edgeitems"))
                .withLineWidth(given.number("linewidth"))
                .withSuppressSmall(given.flag("suppress"));
    }

    @Test
    void printsTheProbabilitiesOfTheNotebook() {
        NDArray rounded = NDArray.of(new float[][] {
                    {0, 0, 0, 0, 0, 0.0701f, 0, 0.2899f, 0, 0.64f}, {0, 0, 0.99f, 0, 0.004f, 0, 0, 0, 0, 0}
                })
                .round(2);
        assertEquals("""
            array([[0.  , 0.  , 0.  , 0.  , 0.  , 0.07, 0.  , 0.29, 0.  , 0.64],
                   [0.  , 0.  , 0.99, 0.  , 0.  , 0.  , 0.  , 0.  , 0.  , 0.  ]],
                  dtype=float32)\
            """, rounded.toRepr());
        assertEquals("[0. 1.]", NDArray.of(0f, 1f).toString());
        assertEquals("[9 2 1]", NDArray.ofUnsigned((byte) 9, (byte) 2, (byte) 1).toString());
    }

    @Test
    void optionsMustNotBeNegative() {
        assertThrows(IllegalArgumentException.class, () -> PrintOptions.DEFAULT.withPrecision(-1));
    }
}
