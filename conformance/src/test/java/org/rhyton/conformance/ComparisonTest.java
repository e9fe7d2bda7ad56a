package org.rhyton.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** What counts as equal. */
class ComparisonTest {
    private static final Tolerance TOLERANCE = new Tolerance(0.01, 0.1);

    @Test
    void theToleranceGrowsWithTheExpectedNumber() {
        assertEquals(1, TOLERANCE.deviation(101.1, 100), 1e-9);
        assertEquals(2, TOLERANCE.deviation(-0.2, 0), 1e-9);
    }

    @Test
    void notANumberAndInfinitiesEqualThemselvesAlone() {
        double infinity = Double.POSITIVE_INFINITY;
        assertEquals(0, TOLERANCE.deviation(Double.NaN, Double.NaN));
        assertEquals(0, TOLERANCE.deviation(infinity, infinity));
        assertEquals(infinity, TOLERANCE.deviation(-infinity, infinity));
        assertEquals(infinity, TOLERANCE.deviation(Double.NaN, 1));
        assertEquals(infinity, TOLERANCE.deviation(1, Double.NaN));
        assertEquals(infinity, TOLERANCE.deviation(1, infinity));
        assertEquals(infinity, TOLERANCE.deviation(infinity, 1));
    }

    @Test
    void theLargestErrorIsNamed() {
        Outcome outcome = new Comparison(TOLERANCE)
                .array("kernel", NDArray.of(new double[][] {{1, 2}, {3, 9}}), NDArray.of(new double[][] {{1, 2}, {4, 4}
                }))
                .outcome();
        String reason = assertInstanceOf(Outcome.Failed.class, outcome).reason();
        assertTrue(reason.startsWith("kernel[1, 1] is 9.0, expected 4.0"), reason);
        assertTrue(reason.contains("2 of 4 elements are off"), reason);
    }

    @Test
    void otherShapesDiffer() {
        Outcome outcome = new Comparison(TOLERANCE)
                .array("bias", NDArray.of(1.0, 2.0), NDArray.of(1.0))
                .outcome();
        assertEquals(Outcome.failed("bias has shape (2,), expected (1,)"), outcome);
    }

    @Test
    void thePassedDeviationIsTheLargest() {
        Outcome outcome = new Comparison(TOLERANCE)
                .number("a", 0.05, 0)
                .number("b", 0.025, 0)
                .outcome();
        assertEquals(0.5, assertInstanceOf(Outcome.Passed.class, outcome).deviation(), 1e-9);
    }

    @Test
    void arraysAreDecodedWithTheirNamedNumbers() {
        NDArray array =
                object(List.of(2L, 2L), List.of("NaN", "-Infinity", 1L, 0.5)).asArray();
        assertEquals(DType.FLOAT32, array.dtype());
        assertEquals(
                NDArray.of(new float[][] {{Float.NaN, Float.NEGATIVE_INFINITY}, {1, 0.5f}})
                        .toString(),
                array.toString());
    }

    @Test
    void aWrongElementIsNamed() {
        GoldenFormatException e = assertThrows(
                GoldenFormatException.class,
                () -> object(List.of(1L), List.of("one")).asArray());
        assertTrue(e.getMessage().startsWith("here.data: expected a number"), e.getMessage());
    }

    private static GoldenObject object(List<Object> shape, List<Object> data) {
        return new GoldenObject("here", Map.of("shape", shape, "dtype", "float32", "data", data));
    }
}
