package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.internal.kernel.Threefry;

/** Random streams: their layout, that they are functions, and that their numbers are distributed as they should be. */
class RandomStreamTest {
    private static final int MANY = 200_000;

    @Test
    void theLayoutIsTheDocumentedOne() {
        RandomStream stream = RandomStream.of(0x1234_5678_9abc_def0L);
        float[] floats = stream.uniform(Shape.of(5), 0, 1, DType.FLOAT32).toFloatArray();
        double[] doubles = stream.uniform(Shape.of(5), 0, 1, DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < 5; i++) {
            long pair = Threefry.block(0x9abcdef0, 0x12345678, i / 2, 0);
            int word = (int) (i % 2 == 0 ? pair : pair >>> 32);
            assertEquals((word >>> 8) * 0x1p-24f, floats[i]);
            long block = Long.rotateLeft(Threefry.block(0x9abcdef0, 0x12345678, i, 0), 32);
            assertEquals((block >>> 11) * 0x1p-53, doubles[i]);
        }
    }

    @Test
    void theSameKeyGivesTheSameBitsAtAnySize() {
        RandomStream stream = RandomStream.of(7).child("dense").child(3);
        NDArray once = stream.normal(Shape.of(10, 3), 1, 2, DType.FLOAT32);
        Fixtures.assertSame(
                once, RandomStream.of(7).child("dense").child(3).normal(Shape.of(10, 3), 1, 2, DType.FLOAT32));
        Fixtures.assertSame(once.rows(0, 4), stream.normal(Shape.of(4, 3), 1, 2, DType.FLOAT32));
        assertEquals(stream, RandomStream.of(7).child("dense").child(3));
        assertEquals(
                stream.hashCode(), RandomStream.of(7).child("dense").child(3).hashCode());
    }

    @Test
    void childrenDiffer() {
        Set<Long> keys = new HashSet<>();
        RandomStream root = RandomStream.of(0);
        for (int i = 0; i < 1000; i++) {
            keys.add(root.child(i).key());
            keys.add(root.child("" + i).key());
            keys.add(RandomStream.of(i + 1).key());
        }
        keys.add(root.child("ab").child("c").key());
        keys.add(root.child("a").child("bc").key());
        keys.add(root.child("abc").key());
        assertEquals(3003, keys.size());
        assertNotEquals(root.child(0).permutation(20), root.child(1).permutation(20));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void uniformNumbersFillTheirRangeEvenly(DType dtype) {
        NDArray u = RandomStream.of(1).uniform(Shape.of(MANY), -2, 6, dtype);
        assertEquals(dtype, u.dtype());
        assertTrue(u.ge(-2).and(u.lt(6)).all().getBoolean());
        assertEquals(2, u.astype(DType.FLOAT64).mean().item(), 0.03);
        assertEquals(8 / Math.sqrt(12), u.std().item(), 0.02);
        for (int octile = 0; octile < 8; octile++) {
            double inside = u.ge(octile - 2).and(u.lt(octile - 1)).sum().item();
            assertEquals(MANY / 8.0, inside, 5 * Math.sqrt(MANY / 8.0));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void normalNumbersHaveTheirMoments(DType dtype) {
        NDArray z = RandomStream.of(2).normal(Shape.of(MANY), 3, 2, dtype).astype(DType.FLOAT64);
        NDArray standard = z.minus(3).dividedBy(2);
        assertEquals(0, standard.mean().item(), 0.01);
        assertEquals(1, standard.std().item(), 0.01);
        assertEquals(0, standard.power(3).mean().item(), 0.03);
        assertEquals(3, standard.power(4).mean().item(), 0.08);
        assertEquals(0.9772498680518208, standard.lt(2).mean().item(), 0.002);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void truncatedNumbersStayWithinTwoDeviations(DType dtype) {
        NDArray z = RandomStream.of(3).truncatedNormal(Shape.of(MANY), 0, 1, dtype);
        assertTrue(z.abs().le(2).all().getBoolean());
        assertEquals(0, z.mean().item(), 0.01);
        assertEquals(0.8796256610342398, z.std().item(), 0.005);
    }

    @Test
    void narrowRangesKeepTheirBounds() {
        NDArray u = RandomStream.of(4).uniform(Shape.of(10_000), 1, Math.nextUp(1f), DType.FLOAT32);
        Fixtures.assertSame(NDArray.of(1f), u.unique());
        Fixtures.assertSame(
                NDArray.of(5.0),
                RandomStream.of(4).uniform(Shape.of(3), 5, 5, DType.FLOAT64).unique());
    }

    @Test
    void wholeNumbersAreEquallyLikely() {
        NDArray dice = RandomStream.of(5).integers(Shape.of(MANY), 1, 7, DType.UINT8);
        Fixtures.assertSame(NDArray.ofUnsigned(new byte[] {1, 2, 3, 4, 5, 6}), dice.unique());
        for (int face = 1; face <= 6; face++)
            assertEquals(MANY / 6.0, dice.eq(face).sum().item(), 900);
        NDArray wide = RandomStream.of(5).integers(Shape.of(1000), Long.MIN_VALUE, Long.MAX_VALUE, DType.INT64);
        assertEquals(1000, wide.unique().size());
        assertEquals(0.5, wide.lt(0).mean().item(), 0.06);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 1000})
    void permutationsHaveEachNumberOnce(int n) {
        int[] order = RandomStream.of(6).permutation(n).toIntArray();
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, n).toArray(), sorted);
        if (n == 1000) assertNotEquals(-1, Arrays.mismatch(order, sorted));
    }

    @Test
    void permutationsAreEquallyLikely() {
        int[] counts = new int[27];
        for (int i = 0; i < 60_000; i++) {
            int[] p = RandomStream.of(8).child(i).permutation(3).toIntArray();
            counts[p[0] * 9 + p[1] * 3 + p[2]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(6, seen.length);
        for (int count : seen) assertEquals(10_000, count, 500);
    }

    @Test
    void badArgumentsAreNamed() {
        RandomStream stream = RandomStream.of(0);
        Shape shape = Shape.of(2);
        assertThrows(DTypeException.class, () -> stream.uniform(shape, 0, 1, DType.INT32));
        assertThrows(DTypeException.class, () -> stream.normal(shape, 0, 1, DType.UINT8));
        assertThrows(DTypeException.class, () -> stream.integers(shape, 0, 1, DType.FLOAT32));
        assertThrows(DTypeException.class, () -> stream.integers(shape, 0, 300, DType.UINT8));
        assertThrows(IllegalArgumentException.class, () -> stream.uniform(shape, 2, 1, DType.FLOAT32));
        assertThrows(IllegalArgumentException.class, () -> stream.uniform(shape, 0, Double.NaN, DType.FLOAT32));
        assertThrows(IllegalArgumentException.class, () -> stream.normal(shape, 0, -1, DType.FLOAT32));
        assertThrows(IllegalArgumentException.class, () -> stream.integers(shape, 3, 3, DType.INT32));
    }
}
