package org.rhyton.constraints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.UnknownClassException;

class ConstraintsTest {
    private static NDArray apply(Constraint constraint, NDArray weights) {
        return constraint.apply(Tensor.of(weights)).value();
    }

    private static double[] lengths(NDArray weights, int... axes) {
        return weights.square().sum(axes).sqrt().toDoubleArray();
    }

    @Test
    void valuesByHand() {
        NDArray weights = NDArray.of(new double[][] {{3, 0.3}, {4, 0.4}});
        assertArrayEquals(new double[] {1, 0.5}, lengths(apply(new MaxNorm(1), weights), 0), 1e-6);
        assertArrayEquals(new double[] {1, 1}, lengths(apply(new UnitNorm(), weights), 0), 1e-6);
        assertArrayEquals(new double[] {2, 0.8}, lengths(apply(new MinMaxNorm(0.8, 2), weights), 0), 1e-6);
        // Half of the way from 5 to 2, and from 0.5 to 0.8.
        assertArrayEquals(new double[] {3.5, 0.65}, lengths(apply(new MinMaxNorm(0.8, 2, 0.5, 0), weights), 0), 1e-6);
        assertEquals(NDArray.of(0.0, 0.0, 2.0), apply(new NonNeg(), NDArray.of(-1.0, 0.0, 2.0)));
    }

    @Test
    void lengthsOfConvolutionKernelsAreTakenOverThreeAxes() {
        NDArray kernel = RandomStream.of(1).normal(Shape.of(3, 3, 4, 5), 0, 1, DType.FLOAT32);
        for (double length : lengths(apply(new MaxNorm(1.5, 0, 1, 2), kernel).astype(DType.FLOAT64), 0, 1, 2)) {
            assertEquals(1.5, length, 1e-5);
        }
        assertEquals(new UnitNorm(List.of(0, 1, 2)), new UnitNorm(0, 1, 2));
    }

    @Test
    void argumentsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new MaxNorm(-1));
        assertThrows(IllegalArgumentException.class, () -> new MaxNorm(1, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new MinMaxNorm(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new MinMaxNorm(0, 1, 1.5, 0));
    }

    @Test
    void names() {
        assertEquals(new MaxNorm(2, 0), Constraints.get("max_norm"));
        assertEquals(new NonNeg(), Constraints.get("NonNeg"));
        assertEquals(new UnitNorm(0), Constraints.get("unit_norm"));
        assertEquals(new MinMaxNorm(0, 1, 1, 0), Constraints.get("min_max_norm"));
        UnknownClassException e = assertThrows(UnknownClassException.class, () -> Constraints.get("max_nrom"));
        assertTrue(e.getMessage().contains("MaxNorm") || e.getMessage().contains("max_norm"), e.getMessage());
    }

    @Test
    void oneAxisIsWrittenAsANumberSeveralAsAList() {
        assertEquals(Map.of("max_value", 1.0, "axis", 0), config(new MaxNorm(1)));
        assertEquals(Map.of("max_value", 1.0, "axis", List.of(0, 1)), config(new MaxNorm(1, 0, 1)));
        for (Constraint each : List.of(new MaxNorm(1, 0, 1), new UnitNorm(1), new NonNeg())) {
            assertEquals(each, Constraints.deserialize(Constraints.serialize(each)));
        }
    }

    private static Object config(Constraint constraint) {
        return ((Map<?, ?>) Constraints.serialize(constraint)).get("config");
    }
}
