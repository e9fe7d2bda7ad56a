package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.array.DType.BOOL;
import static org.rhyton.array.DType.FLOAT32;
import static org.rhyton.array.DType.FLOAT64;
import static org.rhyton.array.DType.INT32;
import static org.rhyton.array.DType.INT64;
import static org.rhyton.array.DType.UINT8;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rhyton.internal.raw.RawArrays;

/** Arrays from Java and back. */
class NDArrayTest {
    @Test
    void takesJavasTypes() {
        assertEquals(DType.FLOAT32, NDArray.of(1f, 2f).dtype());
        assertEquals(DType.FLOAT64, NDArray.of(1.5, 2).dtype());
        assertEquals(DType.INT32, NDArray.of(1, 2).dtype());
        assertEquals(DType.INT64, NDArray.of(1L, 2).dtype());
        assertEquals(DType.BOOL, NDArray.of(true).dtype());
        assertEquals(
                Shape.of(2, 1, 3),
                NDArray.of(new double[][][] {{{1, 2, 3}}, {{4, 5, 6}}}).shape());
        assertEquals(Shape.of(0), NDArray.of(new float[0]).shape());
        assertEquals(Shape.of(2, 0), NDArray.of(new int[2][0]).shape());
        assertEquals(
                Shape.of(1, 1, 1, 1, 1),
                NDArray.ofNested(new long[1][1][1][1][1]).shape());
    }

    @Test
    void refusesRaggedAndForeign() {
        ShapeException ragged = assertThrows(ShapeException.class, () -> NDArray.of(new float[][] {{1, 2}, {3}}));
        assertTrue(ragged.getMessage().contains("ragged"), ragged.getMessage());
        assertThrows(ShapeException.class, () -> NDArray.of(new int[][][] {{{1}}, {{1}, {2}}}));
        assertThrows(ShapeException.class, () -> NDArray.of(new float[2][]));
        assertThrows(DTypeException.class, () -> NDArray.ofNested(new String[] {"a"}));
        assertThrows(DTypeException.class, () -> NDArray.ofNested("a"));
        assertThrows(DTypeException.class, () -> NDArray.ofNested(new short[1]));
    }

    @Test
    void keepsNoHoldOnJavasArrays() {
        float[] mine = {1, 2};
        NDArray array = NDArray.of(mine);
        mine[0] = 9;
        assertEquals(1, array.getFloat(0));
        array.toFloatArray()[1] = 9;
        ((float[]) array.toNested())[1] = 9;
        assertEquals(2, array.getFloat(1));
    }

    @Test
    void givesJavasArrays() {
        NDArray a = NDArray.of(new float[][] {{1.5f, -2}, {0, 300}});
        assertArrayEquals(new float[] {1.5f, -2, 0, 300}, a.toFloatArray());
        assertArrayEquals(new double[] {1.5, -2, 0, 300}, a.toDoubleArray());
        assertArrayEquals(new int[] {1, -2, 0, 300}, a.toIntArray());
        assertArrayEquals(new long[] {1, -2, 0, 300}, a.toLongArray());
        assertArrayEquals(new byte[] {1, -2, 0, 44}, a.toByteArray());
        assertArrayEquals(new boolean[] {true, true, false, true}, a.toBooleanArray());
        assertArrayEquals(new float[][] {{1.5f, -2}, {0, 300}}, (float[][]) a.toNested());
        assertArrayEquals(new int[] {255}, (int[]) NDArray.ofUnsigned((byte) -1).toNested());
        assertArrayEquals(new boolean[][] {{true}, {false}}, (boolean[][])
                NDArray.of(new boolean[][] {{true}, {false}}).toNested());
        assertThrows(ShapeException.class, () -> NDArray.scalar(1).toNested());
    }

    @Test
    void singleElements() {
        assertEquals(2.5, NDArray.of(new double[][] {{2.5}}).item());
        ShapeException many =
                assertThrows(ShapeException.class, () -> NDArray.of(1, 2).item());
        assertTrue(many.getMessage().contains("getDouble"), many.getMessage());
        NDArray pixels = NDArray.ofUnsigned((byte) 200, (byte) 3);
        assertEquals(200, pixels.getInt(0));
        assertEquals(3.0, pixels.getDouble(-1));
        assertTrue(pixels.getBoolean(1));
        assertThrows(IndexException.class, () -> pixels.getDouble(2));
        assertThrows(ShapeException.class, () -> NDArray.scalar(1).length());
    }

    @Test
    void makesRegularArrays() {
        Fixtures.assertSame(NDArray.of(0L, 1L, 2L), NDArray.arange(3));
        Fixtures.assertSame(NDArray.of(5L, 3L, 1L), NDArray.arange(5, 0, -2));
        Fixtures.assertSame(NDArray.of(0.0, 0.5, 1.0), NDArray.arange(0, 1.2, 0.5));
        assertEquals(0, NDArray.arange(3, 1).size());
        assertThrows(ShapeException.class, () -> NDArray.arange(0, 1, 0));
        Fixtures.assertSame(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.eye(2));
        Fixtures.assertSame(NDArray.of(1f, 1f), NDArray.ones(2));
        Fixtures.assertSame(NDArray.of(7, 7), NDArray.full(Shape.of(2), 7, DType.INT32));
        assertThrows(ShapeException.class, () -> NDArray.zeros(-1));
        assertThrows(ShapeException.class, () -> NDArray.zeros(1 << 20, 1 << 20));
    }

    @Test
    void equalityIsOfDtypeShapeAndElements() {
        NDArray a = NDArray.of(1f, Float.NaN);
        assertEquals(a, NDArray.of(1f, Float.NaN));
        assertEquals(a.hashCode(), NDArray.of(1f, Float.NaN).hashCode());
        assertNotEquals(a, NDArray.of(1.0, Double.NaN));
        assertNotEquals(a, a.reshape(2, 1));
        assertNotEquals(NDArray.of(0f), NDArray.of(-0f));
        assertFalse(NDArray.of(0f).ne(NDArray.of(-0f)).getBoolean(0));
    }

    @Test
    void promotesAsNumPy() {
        List<DType> order = List.of(BOOL, UINT8, INT32, INT64, FLOAT32, FLOAT64);
        // numpy.promote_types for each pair in this order.
        List<List<DType>> expected = List.of(
                List.of(BOOL, UINT8, INT32, INT64, FLOAT32, FLOAT64),
                List.of(UINT8, UINT8, INT32, INT64, FLOAT32, FLOAT64),
                List.of(INT32, INT32, INT32, INT64, FLOAT64, FLOAT64),
                List.of(INT64, INT64, INT64, INT64, FLOAT64, FLOAT64),
                List.of(FLOAT32, FLOAT32, FLOAT64, FLOAT64, FLOAT32, FLOAT64),
                List.of(FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64, FLOAT64));
        for (int i = 0; i < order.size(); i++) {
            for (int j = 0; j < order.size(); j++) {
                assertEquals(expected.get(i).get(j), DType.promote(order.get(i), order.get(j)));
            }
        }
        assertEquals(DType.UINT8, DType.of("uint8"));
        assertTrue(assertThrows(DTypeException.class, () -> DType.of("float16"))
                .getMessage()
                .contains("float32"));
    }

    @Test
    void theEngineReachesTheElements() {
        float[] mine = {1, 2, 3};
        NDArray array = RawArrays.wrap(mine, DType.FLOAT32, Shape.of(3));
        assertSame(mine, RawArrays.data(array));
        assertThrows(DTypeException.class, () -> RawArrays.wrap(mine, DType.FLOAT64, Shape.of(3)));
        assertThrows(ShapeException.class, () -> RawArrays.wrap(mine, DType.FLOAT32, Shape.of(4)));
    }
}
