package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of arrays, read and replaced, compared with NumPy's. */
class IndexingTest {
    static Stream<Fixtures.Case> cases() {
        return Fixtures.cases(IndexingTest.class, "indexing.json");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void indexesAsNumPy(Fixtures.Case given) {
        NDArray a = given.array("a");
        List<Index> indices =
                given.list("index").stream().map(IndexingTest::index).toList();
        if (given.flag("error")) {
            assertThrows(IndexException.class, () -> a.get(indices.toArray(Index[]::new)));
            return;
        }
        Fixtures.assertSame(given.array("result"), a.get(indices.toArray(Index[]::new)));
        if (given.has("changed")) {
            NDArray before = a.astype(a.dtype());
            Fixtures.assertSame(given.array("changed"), a.with(indices, given.array("value")));
            Fixtures.assertSame(before, a);
        }
    }

    private static Index index(Fixtures.Case item) {
        if (item.has("at")) return Index.at(item.number("at"));
        if (item.has("positions")) return Index.positions(item.array("positions"));
        if (item.has("mask")) return Index.mask(item.array("mask"));
        if (item.has("newaxis")) return Index.newAxis();
        if (item.has("ellipsis")) return Index.ellipsis();
        List<@Nullable Integer> bounds = new ArrayList<>();
        for (Object bound : (List<?>) item.get("slice")) bounds.add(bound == null ? null : ((Long) bound).intValue());
        Integer step = bounds.get(2);
        return new Index.Slice(bounds.get(0), bounds.get(1), step == null ? 1 : step);
    }

    @Test
    void readsPython() {
        NDArray a = NDArray.arange(24).reshape(2, 3, 4);
        Fixtures.assertSame(a.get(Index.at(-1)), a.get("-1"));
        Fixtures.assertSame(a.get(Index.all(), Index.from(1), Index.reversed()), a.get(":, 1:, ::-1"));
        Fixtures.assertSame(a.get(Index.ellipsis(), Index.newAxis(), Index.at(0)), a.get("..., None, 0"));
        Fixtures.assertSame(a.get(Index.range(0, 2), Index.to(2), Index.range(3, 0, -2)), a.get("0:2,:2,3:0:-2"));
        assertEquals(List.of(Index.at(3)), Index.parse(" 3 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1:2:3:4", "1.5", "1,,2", "99999999999", "::0", "...,...", "0,0,0,0"})
    void refusesWhatIsNoIndex(String text) {
        assertThrows(IndexException.class, () -> NDArray.zeros(2, 3, 4).get(text));
    }

    @Test
    void theNotebooksSplitIntoTwoTasks() {
        NDArray y = NDArray.ofUnsigned(new byte[] {0, 4, 5, 6, 9, 5, 3});
        NDArray isB = y.eq(4).or(y.eq(5));
        Fixtures.assertSame(NDArray.of(0f, 1f, 1f), y.get(isB).eq(5).astype(DType.FLOAT32));
        NDArray forA = y.get(isB.not());
        NDArray shifted = NDArray.where(forA.gt(5), forA.minus(2), forA);
        Fixtures.assertSame(NDArray.ofUnsigned(new byte[] {0, 4, 7, 3}), shifted);
        Fixtures.assertSame(shifted, forA.with(forA.gt(5), forA.get(forA.gt(5)).minus(2)));
        Fixtures.assertSame(NDArray.ofUnsigned(new byte[] {0, 4}), shifted.rows(0, 2));
    }

    @Test
    void rowsByPosition() {
        NDArray a = NDArray.arange(6).reshape(3, 2);
        Fixtures.assertSame(NDArray.of(new long[][] {{4, 5}, {0, 1}}), a.take(-1, 0));
        Fixtures.assertSame(NDArray.of(new long[][] {{1, 0}, {3, 2}, {5, 4}}), a.take(NDArray.of(1, 0), -1));
        Fixtures.assertSame(NDArray.of(4L, 5L), a.get(2));
        Fixtures.assertSame(NDArray.scalar(5L), a.get(2, 1));
        Fixtures.assertSame(NDArray.of(new long[][] {{0, 9}, {2, 9}, {4, 9}}), a.with(":, 1", 9));
        Fixtures.assertSame(NDArray.of(new long[][] {{0, 1}, {7, 7}, {4, 5}}), a.with(NDArray.of(1), 7));
        assertEquals(5, a.getInt(-1, -1));
    }

    @Test
    void errorsNameTheShape() {
        NDArray a = NDArray.zeros(2, 3);
        assertMessage(() -> a.get(2), "(2, 3)");
        assertMessage(() -> a.get(0, 0, 0), "(2, 3)");
        assertMessage(() -> a.getDouble(0), "(2, 3)");
        assertMessage(() -> a.get(NDArray.of(true, false, true)), "(3,)");
        assertMessage(() -> a.get(NDArray.of(0.0, 1.0)), "float64");
        assertMessage(() -> a.get(Index.positions(0, 1), Index.positions(0, 1, 2)), "broadcast");
        assertThrows(ShapeException.class, () -> a.with("0", NDArray.zeros(2)));
    }

    private static void assertMessage(Executable action, String part) {
        IndexException error = assertThrows(IndexException.class, action);
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}
