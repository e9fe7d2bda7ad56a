package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, moments and extremes, compared with NumPy's (floating point computed there in double precision). */
class ReductionsTest {
    static Stream<Fixtures.Case> cases() {
        return Fixtures.cases(ReductionsTest.class, "reductions.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reducesAsNumPy(Fixtures.Case given) {
        NDArray result = given.array("result");
        NDArray actual = given.text("op").startsWith("arg") ? place(given) : reduce(given);
        if (result.dtype().isFloating()) Fixtures.assertNear(result, actual);
        else Fixtures.assertSame(result, actual);
    }

    private static NDArray place(Fixtures.Case given) {
        NDArray a = given.array("a");
        boolean greatest = given.text("op").equals("argmax");
        if (!given.has("axis")) return greatest ? a.argmax() : a.argmin();
        return greatest ? a.argmax(given.number("axis")) : a.argmin(given.number("axis"));
    }

    private static NDArray reduce(Fixtures.Case given) {
        NDArray a = given.array("a");
        Axes axes = Axes.of(given.numbers("axes"));
        if (given.flag("keepdims")) axes = axes.keepDims();
        return switch (given.text("op")) {
            case "sum" -> a.sum(axes);
            case "prod" -> a.prod(axes);
            case "min" -> a.min(axes);
            case "max" -> a.max(axes);
            case "mean" -> a.mean(axes);
            case "std" -> a.std(axes);
            case "var" -> a.var(axes);
            case "any" -> a.any(axes);
            case "all" -> a.all(axes);
            default -> throw new IllegalStateException(given.text("op"));
        };
    }

    @Test
    void meansOfManyFloatsAreExactToTheLastBit() {
        int rows = 45_000;
        float[] values = new float[rows * 3];
        Random random = new Random(5);
        double[] sums = new double[3];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1000 + random.nextFloat();
            sums[i % 3] += values[i];
        }
        NDArray mean = NDArray.of(values).reshape(rows, 3).mean(0);
        for (int c = 0; c < 3; c++) assertEquals(sums[c] / rows, mean.getDouble(c), 0x1p-14);
        assertEquals((float) (sums[0] / rows), mean.getFloat(0));
    }

    @Test
    void pairwiseAccuracyOverOneLongAxis() {
        double[] tenths = new double[1_000_000];
        Arrays.fill(tenths, 0.1);
        assertEquals(100_000, NDArray.of(tenths).sum().item(), 1e-8);
        assertEquals(0.1, NDArray.of(tenths).mean().item(), 1e-16);
        assertEquals(0, NDArray.of(tenths).std().item(), 1e-13);
    }

    @Test
    void wholeNumbersSumInLongs() {
        assertEquals(
                2L * Integer.MAX_VALUE,
                NDArray.of(Integer.MAX_VALUE, Integer.MAX_VALUE).sum().getLong());
        assertEquals(DType.INT64, NDArray.ofUnsigned((byte) 255).sum().dtype());
        assertEquals(2, NDArray.of(true, false, true).sum().getLong());
    }

    @Test
    void noElements() {
        NDArray none = NDArray.zeros(0, 3);
        Fixtures.assertSame(NDArray.of(0f, 0f, 0f), none.sum(0));
        assertTrue(Float.isNaN(none.mean(0).getFloat(1)));
        assertEquals(0, none.min(1).size());
        ShapeException error = assertThrows(ShapeException.class, () -> none.min(0));
        assertTrue(error.getMessage().contains("(0, 3)"), error.getMessage());
        assertThrows(ShapeException.class, () -> none.argmax(0));
    }

    @Test
    void axesAreChecked() {
        assertThrows(ShapeException.class, () -> NDArray.zeros(2, 3).sum(2));
        assertThrows(ShapeException.class, () -> NDArray.zeros(2, 3).sum(0, -2));
    }
}
