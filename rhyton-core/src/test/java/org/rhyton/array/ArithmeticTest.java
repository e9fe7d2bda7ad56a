package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise results, dtypes and broadcasting, compared with NumPy's. */
class ArithmeticTest {
    static Stream<Fixtures.Case> binary() {
        return Fixtures.cases(ArithmeticTest.class, "arithmetic.json");
    }

    static Stream<Fixtures.Case> unary() {
        return Fixtures.cases(ArithmeticTest.class, "unary.json");
    }

    @ParameterizedTest
    @MethodSource("binary")
    void combinesAsNumPy(Fixtures.Case given) {
        NDArray a = given.array("a");
        if (given.flag("error")) {
            assertThrows(DTypeException.class, () -> combine(given, a));
            return;
        }
        compare(given, combine(given, a));
    }

    private static NDArray combine(Fixtures.Case given, NDArray a) {
        String op = given.text("op");
        if (!given.has("number")) return combine(op, a, given.array("b"));
        return given.get("number") instanceof Long whole
                ? combine(op, a, (long) whole)
                : combine(op, a, (double) given.get("number"));
    }

    private static NDArray combine(String op, NDArray a, NDArray b) {
        return switch (op) {
            case "plus" -> a.plus(b);
            case "minus" -> a.minus(b);
            case "times" -> a.times(b);
            case "dividedBy" -> a.dividedBy(b);
            case "floorDiv" -> a.floorDiv(b);
            case "modulo" -> a.modulo(b);
            case "power" -> a.power(b);
            case "maximum" -> a.maximum(b);
            case "minimum" -> a.minimum(b);
            case "eq" -> a.eq(b);
            case "ne" -> a.ne(b);
            case "lt" -> a.lt(b);
            case "le" -> a.le(b);
            case "gt" -> a.gt(b);
            case "ge" -> a.ge(b);
            default -> throw new IllegalStateException(op);
        };
    }

    private static NDArray combine(String op, NDArray a, long b) {
        return switch (op) {
            case "plus" -> a.plus(b);
            case "minus" -> a.minus(b);
            case "times" -> a.times(b);
            case "dividedBy" -> a.dividedBy(b);
            case "floorDiv" -> a.floorDiv(b);
            case "modulo" -> a.modulo(b);
            case "power" -> a.power(b);
            case "maximum" -> a.maximum(b);
            case "minimum" -> a.minimum(b);
            case "eq" -> a.eq(b);
            case "ne" -> a.ne(b);
            case "lt" -> a.lt(b);
            case "le" -> a.le(b);
            case "gt" -> a.gt(b);
            case "ge" -> a.ge(b);
            default -> throw new IllegalStateException(op);
        };
    }

    private static NDArray combine(String op, NDArray a, double b) {
        return switch (op) {
            case "plus" -> a.plus(b);
            case "minus" -> a.minus(b);
            case "times" -> a.times(b);
            case "dividedBy" -> a.dividedBy(b);
            case "floorDiv" -> a.floorDiv(b);
            case "modulo" -> a.modulo(b);
            case "power" -> a.power(b);
            case "maximum" -> a.maximum(b);
            case "minimum" -> a.minimum(b);
            case "eq" -> a.eq(b);
            case "ne" -> a.ne(b);
            case "lt" -> a.lt(b);
            case "le" -> a.le(b);
            case "gt" -> a.gt(b);
            case "ge" -> a.ge(b);
            default -> throw new IllegalStateException(op);
        };
    }

    @ParameterizedTest
    @MethodSource("unary")
    void changesAsNumPy(Fixtures.Case given) {
        NDArray a = given.array("a");
        if (given.flag("error")) {
            assertThrows(DTypeException.class, () -> change(given, a));
            return;
        }
        compare(given, change(given, a));
    }

    private static NDArray change(Fixtures.Case given, NDArray a) {
        return switch (given.text("op")) {
            case "negate" -> a.negate();
            case "abs" -> a.abs();
            case "sign" -> a.sign();
            case "square" -> a.square();
            case "floor" -> a.floor();
            case "ceil" -> a.ceil();
            case "rint" -> a.rint();
            case "sqrt" -> a.sqrt();
            case "exp" -> a.exp();
            case "log" -> a.log();
            case "isNaN" -> a.isNaN();
            case "round" -> a.round(given.number("decimals"));
            case "astype" -> a.astype(DType.of(given.text("dtype")));
            default -> throw new IllegalStateException(given.text("op"));
        };
    }

    private static void compare(Fixtures.Case given, NDArray actual) {
        if (given.flag("exact")) Fixtures.assertSame(given.array("result"), actual);
        else Fixtures.assertNear(given.array("result"), actual);
    }

    @Test
    void broadcastsLongRunsAndSingleColumnsAlike() {
        // Longer than the chunks that the loops go by, and not a multiple of them.
        NDArray rows = NDArray.arange(3 * 2500).reshape(3, 2500);
        NDArray column = NDArray.of(new int[][] {{1}, {2}, {3}});
        NDArray sum = rows.plus(column);
        for (int r = 0; r < 3; r++) {
            for (int c = 0; c < 2500; c += 7) assertEquals(r * 2500 + c + r + 1, sum.getLong(r, c));
        }
        assertTrue(sum.minus(column).eq(rows).all().getBoolean());
    }

    @Test
    void numbersOnTheLeft() {
        Fixtures.assertSame(NDArray.of(1f, -1f), NDArray.of(0f, 2f).subtractedFrom(1));
        Fixtures.assertSame(NDArray.of(0.5f, 0.25f), NDArray.of(2f, 4f).dividing(1));
        Fixtures.assertSame(NDArray.of(0.5, -1.5), NDArray.of(0, 2).subtractedFrom(0.5));
        Fixtures.assertSame(NDArray.of(2, 3, 5), NDArray.of(1, 3, 9).clip(2, 5));
    }

    @Test
    void logicTakesBooleansOnly() {
        NDArray a = NDArray.of(true, true, false, false);
        NDArray b = NDArray.of(true, false, true, false);
        Fixtures.assertSame(NDArray.of(true, false, false, false), a.and(b));
        Fixtures.assertSame(NDArray.of(true, true, true, false), a.or(b));
        Fixtures.assertSame(NDArray.of(false, true, true, false), a.xor(b));
        Fixtures.assertSame(NDArray.of(false, false, true, true), a.not());
        DTypeException wrong = assertThrows(DTypeException.class, () -> a.and(NDArray.of(1, 0, 1, 0)));
        assertTrue(wrong.getMessage().contains("ne(0)"), wrong.getMessage());
    }

    @Test
    void errorsNameBothShapesAndTheRemedy() {
        ShapeException unlike =
                assertThrows(ShapeException.class, () -> NDArray.zeros(2, 3).plus(NDArray.zeros(4)));
        assertTrue(unlike.getMessage().contains("(2, 3)") && unlike.getMessage().contains("(4,)"));
        assertThrows(DTypeException.class, () -> NDArray.of(2, 3).power(-1));
        assertThrows(DTypeException.class, () -> NDArray.of(true).minus(NDArray.of(true)));
    }

    @Test
    void scalesPixelsAsTheNotebookDoes() {
        NDArray pixels = NDArray.ofUnsigned((byte) 0, (byte) 51, (byte) 255);
        Fixtures.assertSame(NDArray.of(0.0, 0.2, 1.0), pixels.dividedBy(255));
        assertEquals(DType.FLOAT32, pixels.minus(NDArray.scalar(1f)).dtype());
    }

    @Test
    void nearnessIsNumPys() {
        assertTrue(NDArray.of(1.0, 1e10).allClose(NDArray.of(1.0 + 1e-9, 1e10 + 1e4)));
        assertTrue(!NDArray.of(1.0).allClose(NDArray.of(1.001)));
        assertTrue(!NDArray.of(Double.NaN).allClose(NDArray.of(Double.NaN)));
        assertTrue(NDArray.of(Double.POSITIVE_INFINITY).allClose(NDArray.of(Double.POSITIVE_INFINITY)));
        assertTrue(!NDArray.of(1.0).allClose(NDArray.of(Double.POSITIVE_INFINITY)));
    }
}
