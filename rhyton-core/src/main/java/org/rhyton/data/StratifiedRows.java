package org.rhyton.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.rhyton.array.NDArray;

/**
 * Rows chosen so that each label has its share in both parts, draw for draw as scikit-learn's
 * {@code StratifiedShuffleSplit} chooses them.
 */
record StratifiedRows(int[] train, int[] test) {

    static StratifiedRows choose(NDArray labels, int count, int trainSize, int testSize, MersenneTwister random) {
        if (labels.rank() != 1 || labels.size() != count) {
            throw new SplitException(
                    "stratify needs one label for each of the " + count + " rows, got shape " + labels.shape());
        }
        int[][] members = members(labels);
        int[] counts = Arrays.stream(members).mapToInt(rows -> rows.length).toArray();
        check(counts, trainSize, testSize);
        int[] trainCounts = shares(counts, trainSize, random);
        int[] rest = new int[counts.length];
        for (int i = 0; i < rest.length; i++) rest[i] = counts[i] - trainCounts[i];
        int[] testCounts = shares(rest, testSize, random);
        IntStream.Builder train = IntStream.builder();
        IntStream.Builder test = IntStream.builder();
        for (int i = 0; i < counts.length; i++) {
            int[] order = random.permutation(counts[i]);
            for (int k = 0; k < trainCounts[i]; k++) train.add(members[i][order[k]]);
            for (int k = 0; k < testCounts[i]; k++) test.add(members[i][order[trainCounts[i] + k]]);
        }
        int[] trainRows = train.build().toArray();
        int[] testRows = test.build().toArray();
        random.shuffle(trainRows);
        random.shuffle(testRows);
        return new StratifiedRows(trainRows, testRows);
    }

    /** For each label in ascending order, its rows in ascending order. */
    private static int[][] members(NDArray labels) {
        NDArray classes = labels.unique();
        int[][] members = new int[classes.size()][];
        for (int i = 0; i < members.length; i++) {
            boolean[] mine = labels.eq(classes.get(i)).toBooleanArray();
            members[i] =
                    IntStream.range(0, mine.length).filter(row -> mine[row]).toArray();
        }
        return members;
    }

    private static void check(int[] counts, int trainSize, int testSize) {
        int fewest = Arrays.stream(counts).min().orElse(0);
        if (fewest < 2) {
            throw new SplitException("stratify needs at least two rows of each label, but one label has " + fewest
                    + "; leave that label out, or split without stratify");
        }
        if (trainSize < counts.length || testSize < counts.length) {
            throw new SplitException("stratify needs a row of each of the " + counts.length
                    + " labels in both parts, but" + " there are " + trainSize + " training and " + testSize
                    + " test rows; make the smaller part larger");
        }
    }

    /** How many of so many draws fall to each label: its exact share rounded down, and the largest remainders get one more. */
    private static int[] shares(int[] counts, int draws, MersenneTwister random) {
        long total = Arrays.stream(counts).asLongStream().sum();
        double[] remainders = new double[counts.length];
        int[] shares = new int[counts.length];
        int missing = draws;
        for (int i = 0; i < counts.length; i++) {
            double share = (double) counts[i] / total * draws;
            shares[i] = (int) Math.floor(share);
            remainders[i] = share - shares[i];
            missing -= shares[i];
        }
        double[] descending = Arrays.stream(remainders)
                .map(r -> -r)
                .sorted()
                .distinct()
                .map(r -> -r)
                .toArray();
        for (double remainder : descending) {
            if (missing == 0) break;
            int[] tied = IntStream.range(0, counts.length)
                    .filter(i -> remainders[i] == remainder)
                    .toArray();
            int[] order = random.permutation(tied.length);
            int now = Math.min(tied.length, missing);
            for (int k = 0; k < now; k++) shares[tied[order[k]]]++;
            missing -= now;
        }
        return shares;
    }
}
