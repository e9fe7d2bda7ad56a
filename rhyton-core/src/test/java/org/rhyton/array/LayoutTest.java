package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays rearranged, joined and chosen from, compared with NumPy's. */
class LayoutTest {
    static Stream<Fixtures.Case> cases() {
        return Fixtures.cases(LayoutTest.class, "layout.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arrangesAsNumPy(Fixtures.Case given) {
        List<NDArray> arrays = given.arrays("arrays");
        NDArray actual = switch (given.text("op")) {
            case "transpose" -> arrays.getFirst().transpose(given.numbers("order"));
            case "concatenate" -> NDArray.concatenate(arrays, given.number("axis"));
            case "stack" -> NDArray.stack(arrays, given.number("axis"));
            case "where" -> NDArray.where(arrays.get(0), arrays.get(1), arrays.get(2));
            case "unique" -> arrays.getFirst().unique();
            default -> throw new IllegalStateException(given.text("op"));
        };
        Fixtures.assertSame(given.array("result"), actual);
    }

    @Test
    void noMoreAxesThanInNumPy() {
        assertEquals(64, NDArray.zeros(Shape.of(ones(64)), DType.FLOAT32).rank());
        ShapeException refusal = assertThrows(ShapeException.class, () -> Shape.of(ones(65)));
        assertTrue(refusal.getMessage().contains("at most 64 axes, got 65"), refusal.getMessage());
    }

    private static int[] ones(int count) {
        int[] sizes = new int[count];
        java.util.Arrays.fill(sizes, 1);
        return sizes;
    }

    @Test
    void reshapes() {
        NDArray a = NDArray.arange(24);
        assertEquals(Shape.of(2, 3, 4), a.reshape(2, -1, 4).shape());
        assertEquals(Shape.of(24), a.reshape(4, 6).flatten().shape());
        assertEquals(Shape.of(0, 3), NDArray.zeros(3, 0).reshape(-1, 3).shape());
        assertThrows(ShapeException.class, () -> a.reshape(5, -1));
        assertThrows(ShapeException.class, () -> a.reshape(-1, -1));
        assertThrows(ShapeException.class, () -> a.reshape(5, 5));
        assertThrows(ShapeException.class, () -> NDArray.zeros(0).reshape(0, -1));
    }

    @Test
    void addsAndDropsAxes() {
        NDArray a = NDArray.zeros(2, 3);
        assertEquals(Shape.of(1, 2, 3), a.expandDims(0).shape());
        assertEquals(Shape.of(2, 3, 1), a.expandDims(-1).shape());
        assertEquals(Shape.of(2, 3), a.expandDims(1).squeeze().shape());
        assertEquals(Shape.of(2, 1, 3), a.expandDims(1).expandDims(0).squeeze(0).shape());
        assertEquals(Shape.of(3, 2), a.swapAxes(0, -1).shape());
        assertThrows(ShapeException.class, () -> a.squeeze(0));
        assertThrows(ShapeException.class, () -> a.expandDims(3));
        assertThrows(ShapeException.class, () -> a.transpose(0, 0));
        assertThrows(ShapeException.class, () -> a.transpose(0));
    }

    @Test
    void repeatsToAShape() {
        NDArray column = NDArray.of(new int[][] {{1}, {2}});
        Fixtures.assertSame(NDArray.of(new int[][] {{1, 1, 1}, {2, 2, 2}}), column.broadcastTo(Shape.of(2, 3)));
        assertThrows(ShapeException.class, () -> column.broadcastTo(Shape.of(3, 3)));
        assertThrows(ShapeException.class, () -> column.broadcastTo(Shape.of(2)));
    }

    @Test
    void joiningNeedsFittingShapes() {
        ShapeException error =
                assertThrows(ShapeException.class, () -> NDArray.stack(List.of(NDArray.zeros(2), NDArray.zeros(3))));
        assertTrue(error.getMessage().contains("(2,)") && error.getMessage().contains("(3,)"));
        assertThrows(ShapeException.class, () -> NDArray.stack(List.of()));
        assertThrows(
                ShapeException.class, () -> NDArray.concatenate(List.of(NDArray.zeros(2, 2), NDArray.zeros(2, 3))));
        assertThrows(ShapeException.class, () -> NDArray.concatenate(List.of(NDArray.scalar(1))));
        assertThrows(DTypeException.class, () -> NDArray.where(NDArray.of(1), NDArray.of(1), NDArray.of(1)));
    }
}
