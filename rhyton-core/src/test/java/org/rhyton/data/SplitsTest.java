package org.rhyton.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.data.SplitOption.randomState;
import static org.rhyton.data.SplitOption.shuffle;
import static org.rhyton.data.SplitOption.stratify;
import static org.rhyton.data.SplitOption.testSize;
import static org.rhyton.data.SplitOption.trainSize;
import static org.rhyton.data.Splits.trainTestSplit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.array.Fixtures;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Seeds;

/** Splits have the rows that scikit-learn takes. */
class SplitsTest {
    static Stream<Fixtures.Case> splits() {
        return Fixtures.cases(SplitsTest.class, "splits.json").filter(given -> given.has("options"));
    }

    static Stream<Fixtures.Case> permutations() {
        return Fixtures.cases(SplitsTest.class, "splits.json").filter(given -> given.has("permutation"));
    }

    @ParameterizedTest
    @MethodSource("permutations")
    void permutesAsNumPysRandomState(Fixtures.Case given) {
        int seed = (int) (long) given.get("seed");
        assertArrayEquals(given.numbers("permutation"), new MersenneTwister(seed).permutation(given.number("n")));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void splitsAsScikitLearn(Fixtures.Case given) throws NoSuchAlgorithmException {
        NDArray rows = NDArray.arange(given.number("n"));
        SplitOption[] options = options(given);
        if (given.flag("error")) {
            assertThrows(SplitException.class, () -> trainTestSplit(List.of(rows), options));
            return;
        }
        List<NDArray> parts = trainTestSplit(List.of(rows), options);
        if (given.has("train_sha256")) {
            assertEquals(given.text("train_sha256"), digest(parts.get(0)));
            assertEquals(given.text("test_sha256"), digest(parts.get(1)));
        } else {
            assertArrayEquals(given.numbers("train"), parts.get(0).toIntArray());
            assertArrayEquals(given.numbers("test"), parts.get(1).toIntArray());
        }
    }

    private static SplitOption[] options(Fixtures.Case given) {
        Fixtures.Case named = given.inner("options");
        List<SplitOption> options = new ArrayList<>();
        options.add(randomState((int) (long) named.get("random_state")));
        if (named.has("test_size")) {
            options.add(
                    named.get("test_size") instanceof Double part
                            ? testSize(part)
                            : testSize(named.number("test_size")));
        }
        if (named.has("train_size")) {
            options.add(
                    named.get("train_size") instanceof Double part
                            ? trainSize(part)
                            : trainSize(named.number("train_size")));
        }
        if (named.has("shuffle")) options.add(shuffle(named.flag("shuffle")));
        if (given.has("labels")) options.add(stratify(NDArray.of(given.numbers("labels"))));
        return options.toArray(SplitOption[]::new);
    }

    private static String digest(NDArray rows) throws NoSuchAlgorithmException {
        ByteBuffer bytes = ByteBuffer.allocate(8 * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (long row : rows.toLongArray()) bytes.putLong(row);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }

    @Test
    void inputsAndTargetsStayTogether() {
        NDArray x = NDArray.arange(40).reshape(20, 2);
        NDArray y = NDArray.arange(20).times(10);
        Split split = trainTestSplit(x, y, randomState(1), testSize(5));
        assertEquals(15, split.xTrain().length());
        assertEquals(5, split.yTest().length());
        assertEquals(split.yTrain(), split.xTrain().get(":, 0").times(5));
        assertEquals(split.yTest(), split.xTest().get(":, 0").times(5));
    }

    @Test
    void withoutASeedTheRowsDiffer() {
        NDArray rows = NDArray.arange(1000);
        List<NDArray> once = trainTestSplit(List.of(rows));
        List<NDArray> again = trainTestSplit(List.of(rows));
        assertTrue(once.get(0).ne(again.get(0)).any().getBoolean());
        NDArray all = NDArray.concatenate(once);
        assertEquals(rows, all.unique());
    }

    @Test
    void theGlobalSeedRepeatsSplits() {
        NDArray rows = NDArray.arange(1000);
        Seeds.set(3);
        List<NDArray> once = trainTestSplit(List.of(rows));
        Seeds.set(3);
        assertEquals(once, trainTestSplit(List.of(rows)));
    }

    @Test
    void errorsSayWhatWouldDo() {
        NDArray ten = NDArray.arange(10);
        SplitException rows = assertThrows(SplitException.class, () -> trainTestSplit(ten, NDArray.arange(9)));
        assertTrue(rows.getMessage().contains("(10,)") && rows.getMessage().contains("(9,)"));
        assertThrows(SplitException.class, () -> trainTestSplit(List.of()));
        assertThrows(SplitException.class, () -> trainTestSplit(ten, ten, testSize(1.5)));
        assertThrows(SplitException.class, () -> trainTestSplit(ten, ten, testSize(10)));
        assertThrows(SplitException.class, () -> trainTestSplit(ten, ten, stratify(ten)));
        assertThrows(SplitException.class, () -> trainTestSplit(ten, ten, stratify(NDArray.arange(9))));
        assertThrows(SplitException.class, () -> trainTestSplit(ten, ten, shuffle(false), stratify(ten)));
    }
}
