package org.rhyton.data;

import org.rhyton.array.NDArray;

/** One keyword argument of {@link Splits#trainTestSplit}, named as in scikit-learn. */
public sealed interface SplitOption {
    /** The seed: the same one gives the same rows, those of scikit-learn. */
    record RandomState(int seed) implements SplitOption {}

    /** The test rows as a part of all, above 0 and below 1; rounded up. */
    record TestFraction(double fraction) implements SplitOption {}

    /** The number of test rows. */
    record TestRows(int rows) implements SplitOption {}

    /** The training rows as a part of all, above 0 and below 1; rounded down. */
    record TrainFraction(double fraction) implements SplitOption {}

    /** The number of training rows. */
    record TrainRows(int rows) implements SplitOption {}

    /** Whether rows are taken in random order. */
    record Shuffle(boolean shuffle) implements SplitOption {}

    /** One label a row; both parts get each label in the same proportion. */
    record Stratify(NDArray labels) implements SplitOption {}

    /**
     * The seed, which is read without sign as NumPy's seeds are: from 0 to 2³² − 1. Default: one from the global
     * generator, see {@link org.rhyton.ops.Seeds#set}.
     */
    static SplitOption randomState(int seed) {
        return new RandomState(seed);
    }

    /** The test rows as a part of all, above 0 and below 1; rounded up. Default: what training leaves, else 0.25. */
    static SplitOption testSize(double fraction) {
        return new TestFraction(fraction);
    }

    /** The number of test rows. */
    static SplitOption testSize(int rows) {
        return new TestRows(rows);
    }

    /** The training rows as a part of all, above 0 and below 1; rounded down. Default: what testing leaves. */
    static SplitOption trainSize(double fraction) {
        return new TrainFraction(fraction);
    }

    /** The number of training rows. */
    static SplitOption trainSize(int rows) {
        return new TrainRows(rows);
    }

    /** Whether rows are taken in random order, the default; else the first rows are for training, the next for testing. */
    static SplitOption shuffle(boolean shuffle) {
        return new Shuffle(shuffle);
    }

    /** One label a row; both parts get each label in the same proportion as the whole has it. */
    static SplitOption stratify(NDArray labels) {
        return new Stratify(labels);
    }
}
