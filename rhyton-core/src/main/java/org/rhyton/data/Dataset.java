package org.rhyton.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Seeds;

/**
 * A sequence of samples, or of batches of them, that is made while it is read, as often as it is read. Immutable: each method
 * gives another dataset. Keras takes {@code tf.data.Dataset}, whose words these are.
 *
 * <pre>{@code
 * Dataset train = Dataset.fromArrays(x, y)
 *         .shuffle(1000, 42)
 *         .batch(32)
 *         .map(batch -> batch.mapInputs(images -> images.dividedBy(255)))
 *         .prefetch(2);
 * model.fit(train, epochs(5), validationData(Dataset.fromArrays(xValid, yValid).batch(32)));
 * }</pre>
 *
 * <p>{@code fit} reads it once an epoch. What is random follows from the seed and the number of the pass, which is that of the
 * epoch: equal seeds give equal orders in every run, and each epoch another one. In a plain loop ({@link #iterator}) it is
 * the order of the first epoch.
 */
public final class Dataset implements Iterable<Element> {
    /** The {@link #cardinality()} of a dataset without end. */
    public static final long INFINITE = -1;

    /** The {@link #cardinality()} of a dataset of which only reading tells. */
    public static final long UNKNOWN = -2;

    /** Passes of a repeated dataset without end are numbered apart for each pass over it. */
    private static final int BITS_OF_REPETITION = 32;

    private final long cardinality;
    private final Source source;

    /** Begins a pass. */
    @FunctionalInterface
    private interface Source {
        Elements pass(long number);
    }

    private Dataset(long cardinality, Source source) {
        this.cardinality = cardinality;
        this.source = source;
    }

    // ---- where elements come from

    /** The rows of an array of numbers or texts, to predict. tf.data: {@code from_tensor_slices}. */
    public static Dataset fromArrays(Array x) {
        return fromArrays(List.of(x), List.of(), List.of());
    }

    /** The rows of inputs and targets. */
    public static Dataset fromArrays(Array x, NDArray y) {
        return fromArrays(List.of(x), List.of(y), List.of());
    }

    /** The rows of inputs, targets and sample weights. */
    public static Dataset fromArrays(Array x, NDArray y, NDArray sampleWeight) {
        return fromArrays(List.of(x), List.of(y), List.of(sampleWeight));
    }

    /** The rows of the arrays of several inputs and outputs. */
    public static Dataset fromArrays(List<? extends Array> x, List<NDArray> y) {
        return fromArrays(x, y, List.of());
    }

    /**
     * The rows of the arrays of several inputs and outputs, and of sample weights.
     *
     * @throws DatasetElementException when the arrays have no rows, or differ in their number
     */
    public static Dataset fromArrays(List<? extends Array> x, List<NDArray> y, List<NDArray> sampleWeights) {
        Element all = new Element(List.copyOf(x), y, sampleWeights);
        for (Array array : all.arrays()) {
            if (array.rank() > 0 && array.shape().size(0) == rowsOf(all)) continue;
            throw new DatasetElementException(
                    "the arrays of a dataset have their samples along axis 0, and as many of them; got "
                            + all.shapes());
        }
        int rows = rowsOf(all);
        return new Dataset(rows, number -> elements(indices(rows, row -> row(all, row))));
    }

    private static int rowsOf(Element batch) {
        Array first = batch.inputs().getFirst();
        if (first.rank() == 0) throw new DatasetElementException("a single number has no samples; reshape it to (1,)");
        return first.shape().size(0);
    }

    private static Element row(Element batch, int row) {
        return batch.with(batch.arrays().stream().map(array -> array.get(row)).toList());
    }

    /** Elements in a collection, which is read anew in each pass. */
    public static Dataset fromIterable(Iterable<Element> elements) {
        return fromGenerator(elements::iterator);
    }

    /** Elements that a generator makes; asked for a new one in each pass. tf.data: {@code from_generator}. */
    public static Dataset fromGenerator(Supplier<? extends Iterator<Element>> generator) {
        return new Dataset(UNKNOWN, number -> elements(generator.get()));
    }

    /** Elements of a stream, of which each pass is given one; it is closed when the pass ends. */
    public static Dataset fromStream(Supplier<? extends Stream<Element>> stream) {
        return new Dataset(UNKNOWN, number -> {
            Stream<Element> opened = stream.get();
            Iterator<Element> iterator = opened.iterator();
            return new Elements() {
                @Override
                @Nullable
                Element advance() {
                    return iterator.hasNext() ? iterator.next() : null;
                }

                @Override
                public void close() {
                    opened.close();
                }
            };
        });
    }

    /** Pairs two datasets: the inputs of the first, and the inputs of the second as targets. Ends with the shorter one. */
    public static Dataset zip(Dataset x, Dataset y) {
        return zip(x, y, (first, second) -> new Element(first.inputs(), numbers(second), first.weights()));
    }

    private static List<NDArray> numbers(Element targets) {
        if (targets.inputs().stream().allMatch(NDArray.class::isInstance)) {
            return targets.inputs().stream().map(NDArray.class::cast).toList();
        }
        throw new DatasetElementException("targets are numbers, got texts; let StringLookup make indices of them");
    }

    /** Pairs the elements of two datasets as a function says. Ends with the shorter one. */
    public static Dataset zip(Dataset a, Dataset b, BiFunction<Element, Element, Element> function) {
        return new Dataset(shorter(a.cardinality, b.cardinality), number -> {
            Elements second = b.pass(number);
            return new Elements.Of(a.pass(number)) {
                @Override
                @Nullable
                Element advance() {
                    return source.hasNext() && second.hasNext() ? function.apply(source.next(), second.next()) : null;
                }

                @Override
                public void close() {
                    super.close();
                    second.close();
                }
            };
        });
    }

    // ---- what becomes of them

    /** Each element as a function makes it. */
    public Dataset map(UnaryOperator<Element> function) {
        return with(cardinality, elements -> new Elements.Of(elements) {
            @Override
            @Nullable
            Element advance() {
                return source.hasNext() ? function.apply(source.next()) : null;
            }
        });
    }

    /** Each element replaced by those of a dataset, one after the other. */
    public Dataset flatMap(Function<Element, Dataset> function) {
        return new Dataset(UNKNOWN, number -> new Elements.Of(pass(number)) {
            private @Nullable Elements inner;

            @Override
            @Nullable
            Element advance() {
                while (inner == null || !inner.hasNext()) {
                    if (!source.hasNext()) return null;
                    inner = function.apply(source.next()).pass(number);
                }
                return inner.next();
            }

            @Override
            public void close() {
                super.close();
                if (inner != null) inner.close();
            }
        });
    }

    /** The elements that a test is true of. */
    public Dataset filter(Predicate<Element> test) {
        return with(cardinality == INFINITE ? INFINITE : UNKNOWN, elements -> new Elements.Of(elements) {
            @Override
            @Nullable
            Element advance() {
                while (source.hasNext()) {
                    Element element = source.next();
                    if (test.test(element)) return element;
                }
                return null;
            }
        });
    }

    /** As {@link #shuffle(int, long)}, with a seed that is drawn now; {@code setRandomSeed} decides it. */
    public Dataset shuffle(int bufferSize) {
        return shuffle(bufferSize, Seeds.next());
    }

    /**
     * Random order, another one in each pass: keeps some elements and gives one of them at random. The order is perfectly
     * random where the buffer holds the whole dataset.
     *
     * @param bufferSize how many elements are held, at least 1
     */
    public Dataset shuffle(int bufferSize, long seed) {
        positive("the buffer of shuffle", bufferSize);
        return new Dataset(cardinality, number -> new Shuffling(pass(number), bufferSize, seed, number));
    }

    /** As {@link #batch(int, boolean)}; a smaller last batch is kept. */
    public Dataset batch(int size) {
        return batch(size, false);
    }

    /**
     * Batches of elements of one shape, with a new axis 0.
     *
     * @param dropRemainder whether a last batch of fewer elements is left out
     */
    public Dataset batch(int size, boolean dropRemainder) {
        return batches(size, dropRemainder, Element::stack);
    }

    /** Batches of elements of which the sizes differ, brought to the largest of each batch with zeros, or empty texts, behind them. */
    public Dataset paddedBatch(int size) {
        return batches(size, false, Padding::batch);
    }

    private Dataset batches(int size, boolean dropRemainder, Function<List<Element>, Element> join) {
        positive("a batch", size);
        long batches = dropRemainder ? cardinality / size : Math.ceilDiv(cardinality, size);
        return with(
                cardinality < 0 ? cardinality : batches, elements -> new Batching(elements, size, dropRemainder, join));
    }

    /** The samples of batches, one after the other. */
    public Dataset unbatch() {
        return flatMap(batch -> fromArrays(batch.inputs(), batch.targets(), batch.weights()));
    }

    /** The first elements. */
    public Dataset take(long count) {
        notNegative("take", count);
        long taken = cardinality == INFINITE ? count : cardinality < 0 ? UNKNOWN : Math.min(count, cardinality);
        return with(taken, elements -> new Elements.Of(elements) {
            private long left = count;

            @Override
            @Nullable
            Element advance() {
                return left-- > 0 && source.hasNext() ? source.next() : null;
            }
        });
    }

    /** All but the first elements. */
    public Dataset skip(long count) {
        notNegative("skip", count);
        return with(
                cardinality < 0 ? cardinality : Math.max(0, cardinality - count),
                elements -> new Elements.Of(elements) {
                    private long left = count;

                    @Override
                    @Nullable
                    Element advance() {
                        for (; left > 0 && source.hasNext(); left--) source.next();
                        return source.hasNext() ? source.next() : null;
                    }
                });
    }

    /** One in every {@code count} elements, from that of the index on: the part of one of several readers. */
    public Dataset shard(int count, int index) {
        positive("the number of shards", count);
        if (index < 0 || index >= count) {
            throw new DatasetElementException("the index of a shard is from 0 to " + (count - 1) + ", got " + index);
        }
        long part = Math.max(0, Math.ceilDiv(cardinality - index, count));
        return with(cardinality < 0 ? cardinality : part, elements -> new Elements.Of(elements) {
            private long place;

            @Override
            @Nullable
            Element advance() {
                while (source.hasNext()) {
                    Element element = source.next();
                    if (place++ % count == index) return element;
                }
                return null;
            }
        });
    }

    /** This dataset, and another after it. */
    public Dataset concatenate(Dataset other) {
        return new Dataset(sum(cardinality, other.cardinality), number -> inTurn(List.of(this, other), number));
    }

    private static Elements inTurn(List<Dataset> datasets, long number) {
        Iterator<Dataset> left = datasets.iterator();
        return new Chain(() -> left.hasNext() ? left.next().pass(number) : null);
    }

    /** Over and over, without end; {@code fit} then needs {@code stepsPerEpoch}. */
    public Dataset repeat() {
        return new Dataset(cardinality == 0 ? 0 : INFINITE, number -> {
            long[] next = {number << BITS_OF_REPETITION};
            return new Chain(() -> pass(next[0]++)).untilEmpty();
        });
    }

    /** Several times over; each time is a pass of its own. */
    public Dataset repeat(int count) {
        notNegative("repeat", count);
        return new Dataset(cardinality < 0 && count > 0 ? cardinality : cardinality * count, number -> {
            long[] done = {0};
            return new Chain(() -> done[0] < count ? pass(number * count + done[0]++) : null);
        });
    }

    /** Keeps the elements of the first pass that is read to its end in memory, for all later passes. */
    public Dataset cache() {
        List<Element> kept = new ArrayList<>();
        boolean[] complete = {false};
        return new Dataset(cardinality, number -> {
            synchronized (kept) {
                if (complete[0]) return elements(kept.iterator());
            }
            List<Element> seen = new ArrayList<>();
            return new Elements.Of(pass(number)) {
                @Override
                @Nullable
                Element advance() {
                    if (source.hasNext()) {
                        seen.add(source.next());
                        return seen.getLast();
                    }
                    synchronized (kept) {
                        if (!complete[0]) kept.addAll(seen);
                        complete[0] = true;
                    }
                    return null;
                }
            };
        });
    }

    /** Makes up to so many elements ahead of their use, in a thread of its own. Order and numbers are the same. */
    public Dataset prefetch(int count) {
        positive("prefetch", count);
        return with(cardinality, elements -> new Prefetching(elements, count));
    }

    // ---- reading

    /** How many elements a pass gives; {@link #INFINITE} or {@link #UNKNOWN}. */
    public long cardinality() {
        return cardinality;
    }

    /** The elements of the first pass. */
    @Override
    public Elements iterator() {
        return pass(0);
    }

    /** The elements of a pass, counted from 0; {@code fit} reads pass n in epoch n. */
    public Elements pass(long number) {
        return source.pass(number);
    }

    /**
     * The first element.
     *
     * @throws DatasetElementException when there is none
     */
    public Element first() {
        try (Elements elements = iterator()) {
            if (elements.hasNext()) return elements.next();
        }
        throw new DatasetElementException("the dataset has no elements");
    }

    private Dataset with(long newCardinality, UnaryOperator<Elements> change) {
        return new Dataset(newCardinality, number -> change.apply(pass(number)));
    }

    private static Elements elements(Iterator<Element> iterator) {
        return new Elements() {
            @Override
            @Nullable
            Element advance() {
                return iterator.hasNext() ? iterator.next() : null;
            }
        };
    }

    private static Iterator<Element> indices(int count, java.util.function.IntFunction<Element> element) {
        return java.util.stream.IntStream.range(0, count).mapToObj(element).iterator();
    }

    private static long shorter(long a, long b) {
        if (a == INFINITE) return b;
        if (b == INFINITE) return a;
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : Math.min(a, b);
    }

    private static long sum(long a, long b) {
        if (a == INFINITE || b == INFINITE) return INFINITE;
        return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
    }

    private static void positive(String what, int value) {
        if (value < 1) throw new DatasetElementException(what + " must be at least 1, got " + value);
    }

    private static void notNegative(String what, long value) {
        if (value < 0) throw new DatasetElementException(what + " needs 0 or more, got " + value);
    }
}
