package org.rhyton.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DTypeException;
import org.rhyton.array.NDArray;

class GradientCheckerTest {
    /** A derivative that is right for positive numbers only. */
    private static Tensor wrong(Tensor x) {
        return Ops.customGradient(Ops.stopGradient(Ops.absolute(x)), List.of(x), gradient -> List.of(gradient));
    }

    @Test
    void namesTheElementsThatAreOff() {
        var report = GradientChecker.ofSeveral(x -> x.get(0).times(wrong(x.get(1))))
                .check(NDArray.of(1.0, 2.0), NDArray.of(3.0, -4.0));
        assertFalse(report.passed());
        assertEquals(4, report.compared());
        assertEquals(1, report.differences().size());
        var difference = report.differences().getFirst();
        assertEquals("input 1", difference.of());
        assertEquals(List.of(1), difference.position());
        assertEquals(-difference.found(), difference.expected(), 1e-6);
        Throwable error = assertThrows(GradientMismatchException.class, report::orThrow);
        assertTrue(error.getMessage().contains("1 of 4 derivatives are off"), error.getMessage());
        assertTrue(error.getMessage().contains("element [1] of input 1"), error.getMessage());
    }

    @Test
    void variablesAreMovedAndPutBack() {
        Variable weight = new Variable("weight", NDArray.of(0.5, -2.0));
        GradientChecker checker = GradientChecker.of(x -> Ops.exp(x.times(weight.read())));
        checker.check(List.of(NDArray.of(1f, 0.3f)), List.of(weight)).orThrow();
        assertEquals(NDArray.of(0.5, -2.0), weight.value());
        Variable single = new Variable("single", NDArray.of(0.5f));
        assertThrows(DTypeException.class, () -> checker.check(List.of(NDArray.of(1.0)), List.of(single)));
    }
}
