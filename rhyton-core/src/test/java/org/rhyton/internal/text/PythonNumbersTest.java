package org.rhyton.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every expected text is what Python 3 prints. */
class PythonNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1, 1.0",
        "-2.5, -2.5",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e-7, 1e-07",
        "1.5e-10, 1.5e-10",
        "1e15, 1000000000000000.0",
        "1e16, 1e+16",
        "123456789012345678, 1.2345678901234568e+17",
        "1e100, 1e+100",
        "4.9E-324, 5e-324",
        "2E-323, 2e-323",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "0.009999999776482582, 0.009999999776482582",
        "9007199254740993, 9007199254740992.0",
        "-0.0, -0.0",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf"
    })
    void repr(double value, String python) {
        assertEquals(python, PythonNumbers.repr(value));
    }

    @Test
    void reprReadsBackToTheSameNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) assertEquals(value, Double.parseDouble(PythonNumbers.repr(value)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.41666, 4, 0.4167",
        "2.5, 0, 2", // half to even
        "3.5, 0, 4",
        "2.00005, 4, 2.0000", // the binary value lies below the half
        "1.00005, 4, 1.0001", // and here above
        "0.00015, 4, 0.0001",
        "-0.5, 0, -0",
        "-1.5, 1, -1.5",
        "1e20, 0, 100000000000000000000",
        "NaN, 4, nan",
        "-Infinity, 4, -inf"
    })
    void fixed(double value, int decimals, String python) {
        assertEquals(python, PythonNumbers.fixed(value, decimals));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4, 0.0000e+00",
        "-0.0, 4, -0.0000e+00",
        "0.0000075, 4, 7.5000e-06",
        "0.00099999999, 4, 1.0000e-03",
        "-123456, 2, -1.23e+05",
        "9.99996, 4, 1.0000e+01",
        "1e-300, 4, 1.0000e-300",
        "5, 0, 5e+00",
        "Infinity, 4, inf"
    })
    void scientific(double value, int decimals, String python) {
        assertEquals(python, PythonNumbers.scientific(value, decimals));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; 0", "999; 999", "1000; 1,000", "207708; 207,708", "-123456; -123,456", "-12; -12"})
    void grouped(long value, String python) {
        assertEquals(python, PythonNumbers.grouped(value));
    }
}
