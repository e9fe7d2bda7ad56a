package org.rhyton.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Seeds;

/** Dividing rows into training and test data, as scikit-learn does. */
public final class Splits {
    private static final double DEFAULT_TEST_FRACTION = 0.25;

    private Splits() {}

    /** Rows by number. */
    private record Rows(int[] train, int[] test) {}

    /**
     * Divides the rows of inputs and their targets into training and test data: {@code sklearn.model_selection.train_test_split}.
     * With {@link SplitOption#randomState} the rows are the very ones that scikit-learn takes.
     *
     * @param x the inputs, rows along the first axis
     * @param y the targets, as many rows
     * @throws SplitException when the arrays differ in their rows, or the rows cannot be divided as asked
     */
    public static Split trainTestSplit(NDArray x, NDArray y, SplitOption... options) {
        List<NDArray> parts = trainTestSplit(List.of(x, y), options);
        return new Split(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
    }

    /**
     * Divides the rows of any number of arrays of numbers or texts in the same way.
     *
     * @return the training rows and the test rows of the first array, then those of the second, and so on
     * @throws SplitException when the arrays differ in their rows, or the rows cannot be divided as asked
     */
    @SuppressWarnings("unchecked") // rows of numbers are numbers, those of texts texts
    public static <A extends Array> List<A> trainTestSplit(List<A> arrays, SplitOption... options) {
        if (arrays.isEmpty()) throw new SplitException("trainTestSplit needs at least one array, got none");
        int count = rowsOf(arrays.getFirst());
        for (Array array : arrays) {
            if (rowsOf(array) != count) {
                throw new SplitException("all arrays must have the same number of rows, got shapes "
                        + arrays.stream().map(each -> each.shape().toString()).toList());
            }
        }
        Rows rows = rows(count, Arguments.of(options));
        List<A> parts = new ArrayList<>();
        for (A array : arrays) {
            parts.add((A) array.take(rows.train));
            parts.add((A) array.take(rows.test));
        }
        return parts;
    }

    private static int rowsOf(Array array) {
        if (array.rank() > 0) return array.shape().size(0);
        throw new SplitException("arrays are divided by their rows, got a single element; reshape it");
    }

    private static Rows rows(int count, Arguments arguments) {
        Sizes sizes = sizes(count, arguments);
        NDArray labels = arguments.labels;
        if (!arguments.shuffle) {
            if (labels != null) {
                throw new SplitException(
                        "stratify chooses rows at random and cannot go with shuffle(false); leave one out");
            }
            return new Rows(sequence(0, sizes.train), sequence(sizes.train, sizes.train + sizes.test));
        }
        Integer seed = arguments.seed;
        var random = new MersenneTwister(seed != null ? seed : (int) Seeds.next());
        if (labels != null) {
            StratifiedRows chosen = StratifiedRows.choose(labels, count, sizes.train, sizes.test, random);
            return new Rows(chosen.train(), chosen.test());
        }
        int[] order = random.permutation(count);
        return new Rows(
                Arrays.copyOfRange(order, sizes.test, sizes.test + sizes.train), Arrays.copyOf(order, sizes.test));
    }

    private static int[] sequence(int from, int to) {
        int[] numbers = new int[to - from];
        for (int i = 0; i < numbers.length; i++) numbers[i] = from + i;
        return numbers;
    }

    private record Sizes(int train, int test) {}

    private static Sizes sizes(int count, Arguments arguments) {
        Integer test = arguments.testRows;
        Integer train = arguments.trainRows;
        Double testFraction = arguments.testFraction;
        Double trainFraction = arguments.trainFraction;
        if (testFraction != null) test = (int) Math.ceil(checked("testSize", testFraction) * count);
        if (trainFraction != null) train = (int) Math.floor(checked("trainSize", trainFraction) * count);
        if (test == null) test = train == null ? (int) Math.ceil(DEFAULT_TEST_FRACTION * count) : count - train;
        if (train == null) train = count - test;
        if (test < 1 || train < 1 || (long) test + train > count) {
            throw new SplitException(count + " rows cannot be divided into " + train + " for training and " + test
                    + " for testing; each part needs at least one row, and both together no more than there are");
        }
        return new Sizes(train, test);
    }

    private static double checked(String name, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new SplitException(name + " as a fraction lies between 0 and 1, got " + fraction
                    + "; for a number of rows give an int");
        }
        return fraction;
    }

    /** The options in one place; a later one of a kind replaces an earlier one. */
    private static final class Arguments {
        private @Nullable Integer seed;
        private @Nullable Integer testRows;
        private @Nullable Integer trainRows;
        private @Nullable Double testFraction;
        private @Nullable Double trainFraction;
        private boolean shuffle = true;
        private @Nullable NDArray labels;

        static Arguments of(SplitOption... options) {
            Arguments arguments = new Arguments();
            for (SplitOption option : options) arguments.take(option);
            return arguments;
        }

        private void take(SplitOption option) {
            switch (option) {
                case SplitOption.RandomState state -> seed = state.seed();
                case SplitOption.TestRows rows -> {
                    testRows = rows.rows();
                    testFraction = null;
                }
                case SplitOption.TestFraction part -> {
                    testFraction = part.fraction();
                    testRows = null;
                }
                case SplitOption.TrainRows rows -> {
                    trainRows = rows.rows();
                    trainFraction = null;
                }
                case SplitOption.TrainFraction part -> {
                    trainFraction = part.fraction();
                    trainRows = null;
                }
                case SplitOption.Shuffle order -> shuffle = order.shuffle();
                case SplitOption.Stratify by -> labels = by.labels();
            }
        }
    }
}
