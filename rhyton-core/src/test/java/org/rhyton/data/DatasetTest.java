package org.rhyton.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

class DatasetTest {
    private static Dataset numbers(int count) {
        return Dataset.fromArrays(NDArray.arange(count));
    }

    private static List<Integer> read(Elements elements) {
        List<Integer> found = new ArrayList<>();
        try (elements) {
            elements.forEachRemaining(element -> {
                for (double number : element.x().flatten().toDoubleArray()) found.add((int) number);
            });
        }
        return found;
    }

    private static List<Integer> read(Dataset dataset) {
        return read(dataset.iterator());
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void rowsOfArraysAreElements() {
        Element second = Dataset.fromArrays(NDArray.arange(6).reshape(3, 2), NDArray.of(7.0, 8.0, 9.0))
                .skip(1)
                .first();
        assertArrayEquals(new double[] {2, 3}, second.x().toDoubleArray());
        assertEquals(8, second.y().item());
        assertEquals(Shape.SCALAR, second.y().shape());
    }

    @Test
    void arraysOfAsManyRowsOnly() {
        assertThrows(DatasetException.class, () -> Dataset.fromArrays(NDArray.arange(3), NDArray.arange(4)));
    }

    @Test
    void batchesKeepOrDropTheRest() {
        assertEquals(List.of(3, 3, 1), sizes(numbers(7).batch(3)));
        assertEquals(List.of(3, 3), sizes(numbers(7).batch(3, true)));
        assertEquals(3, numbers(7).batch(3).cardinality());
        assertEquals(2, numbers(7).batch(3, true).cardinality());
        assertEquals(upTo(7), read(numbers(7).batch(3).unbatch()));
    }

    private static List<Integer> sizes(Dataset batches) {
        List<Integer> sizes = new ArrayList<>();
        for (Element batch : batches) sizes.add(batch.x().shape().size(0));
        return sizes;
    }

    @Test
    void elementsOfDifferentShapesNeedPadding() {
        Dataset ragged =
                Dataset.fromIterable(List.of(Element.of(NDArray.of(1.0, 2.0)), Element.of(NDArray.of(3.0, 4.0, 5.0))));
        assertThrows(DatasetException.class, () -> ragged.batch(2).first());
        assertArrayEquals(
                new double[] {1, 2, 0, 3, 4, 5},
                ragged.paddedBatch(2).first().x().flatten().toDoubleArray());
    }

    @Test
    void shufflingFollowsFromSeedAndPass() {
        Dataset shuffled = numbers(50).shuffle(10, 3);
        assertEquals(read(shuffled), read(numbers(50).shuffle(10, 3)));
        assertNotEquals(read(shuffled), read(shuffled.pass(1)));
        assertNotEquals(read(shuffled), read(numbers(50).shuffle(10, 4)));
        assertEquals(upTo(50), read(shuffled).stream().sorted().toList());
        // An element comes at most as early as the buffer reaches.
        List<Integer> order = read(shuffled);
        for (int place = 0; place < 50; place++) assertTrue(order.get(place) < place + 10);
    }

    @Test
    void repetitionsAreShuffledApart() {
        List<Integer> twice = read(numbers(20).shuffle(20, 1).repeat(2));
        assertEquals(40, twice.size());
        assertNotEquals(twice.subList(0, 20), twice.subList(20, 40));
        assertEquals(upTo(20), twice.subList(20, 40).stream().sorted().toList());
        assertEquals(45, read(numbers(20).repeat().take(45)).size());
        assertEquals(Dataset.INFINITE, numbers(20).repeat().cardinality());
        assertEquals(List.of(), read(numbers(3).skip(3).repeat()));
    }

    @Test
    void theGrammarOfParts() {
        assertEquals(List.of(0, 1, 2), read(numbers(10).take(3)));
        assertEquals(List.of(8, 9), read(numbers(10).skip(8)));
        assertEquals(List.of(1, 4, 7), read(numbers(10).shard(3, 1)));
        assertEquals(3, numbers(10).shard(3, 1).cardinality());
        assertEquals(List.of(0, 1, 0, 1, 2), read(numbers(2).concatenate(numbers(3))));
        assertEquals(
                List.of(0, 2, 4), read(numbers(6).filter(element -> element.x().item() % 2 == 0)));
        assertEquals(
                List.of(0, 10, 20),
                read(numbers(3)
                        .map(element ->
                                element.mapInputs(x -> x.times(NDArray.of(10L).get(0))))));
        Element pair = Dataset.zip(numbers(3), numbers(5)).skip(2).first();
        assertEquals(2, pair.y().item());
        assertEquals(3, Dataset.zip(numbers(3), numbers(5)).cardinality());
    }

    @Test
    void readingAheadChangesNothing() {
        assertEquals(
                read(numbers(100).shuffle(30, 5).batch(8)),
                read(numbers(100).shuffle(30, 5).batch(8).prefetch(3)));
    }

    @Test
    void whatGoesWrongAheadIsToldInPlace() {
        Dataset failing = numbers(3)
                .map(element -> {
                    if (element.x().item() == 1) throw new IllegalStateException("one");
                    return element;
                })
                .prefetch(2);
        Elements elements = failing.iterator();
        assertEquals(0, elements.next().x().item());
        assertEquals(
                "one", assertThrows(IllegalStateException.class, elements::next).getMessage());
    }

    @Test
    void streamsAreClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        Dataset dataset = Dataset.fromStream(() -> Stream.iterate(0L, n -> n + 1)
                .map(n -> Element.of(NDArray.of(n)))
                .onClose(() -> closed.set(true)));
        try (Elements elements = dataset.map(element -> element).iterator()) {
            elements.next();
            assertFalse(closed.get());
        }
        assertTrue(closed.get());
    }

    @Test
    void aCacheReadsOnce() {
        int[] made = {0};
        Dataset cached = numbers(4)
                .map(element -> {
                    made[0]++;
                    return element;
                })
                .cache();
        assertEquals(upTo(4), read(cached));
        assertEquals(upTo(4), read(cached));
        assertEquals(4, made[0]);
    }
}
