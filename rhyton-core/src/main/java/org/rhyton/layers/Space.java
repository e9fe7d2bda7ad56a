package org.rhyton.layers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.internal.text.DidYouMean;
import org.rhyton.ops.Interpolation;
import org.rhyton.ops.Padding;

/** Hyperparameters with a number for each axis of space: one number stands for all axes. */
final class Space {
    private Space() {}

    /** Numbers of at least 1. */
    static List<Integer> sizes(String what, List<Integer> sizes, int rank) {
        return each(what, sizes, rank, 1);
    }

    /** Numbers of at least 1, or null. */
    static @Nullable List<Integer> sizesOrNull(String what, @Nullable List<Integer> sizes, int rank) {
        return sizes == null ? null : sizes(what, sizes, rank);
    }

    /** Numbers of at least {@code least}. */
    static List<Integer> each(String what, List<Integer> sizes, int rank, int least) {
        List<Integer> all = sizes.size() == 1 ? Collections.nCopies(rank, sizes.getFirst()) : List.copyOf(sizes);
        if (all.size() == rank && all.stream().allMatch(size -> size >= least)) return all;
        throw new IllegalArgumentException(what + " takes one number of at least " + least + ", or " + rank
                + " of them, one for each axis of space; got " + sizes);
    }

    static List<Integer> list(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    static int @Nullable [] arrayOrNull(@Nullable List<Integer> numbers) {
        return numbers == null ? null : array(numbers);
    }

    /** What is added or cut before and after each axis: one number for all, one an axis for both ends, or pairs. */
    static List<List<Integer>> pairs(String what, List<List<Integer>> pairs, int rank) {
        List<List<Integer>> all = pairs.size() == 1 ? Collections.nCopies(rank, pairs.getFirst()) : pairs;
        if (all.size() == rank)
            return all.stream().map(pair -> each(what, pair, 2, 0)).toList();
        throw new IllegalArgumentException(what + " takes a pair of numbers, before and after, for each of " + rank
                + " axes of space; got " + pairs);
    }

    /** A number for each axis, for both of its ends. */
    static List<List<Integer>> bothEnds(int... numbers) {
        return Arrays.stream(numbers).boxed().map(n -> List.of(n, n)).toList();
    }

    /** A padding by its name in Keras. */
    static Padding padding(String name) {
        return named(Padding.class, "padding", name);
    }

    /** An interpolation by its name in Keras. */
    static Interpolation interpolation(String name) {
        return named(Interpolation.class, "interpolation", name);
    }

    private static <E extends Enum<E>> E named(Class<E> kind, String what, String name) {
        List<String> names = Arrays.stream(kind.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int found = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (found >= 0) return kind.getEnumConstants()[found];
        throw new IllegalArgumentException("There is no " + what + " '" + name + "'." + DidYouMean.hint(name, names)
                + " There are " + names + ".");
    }

    /** Refuses the padding that makes sense along time only. */
    static void requireNotCausal(Padding padding, String what) {
        if (padding == Padding.CAUSAL) {
            throw new IllegalArgumentException(what + " has no causal padding: use \"valid\" or \"same\"; causal"
                    + " convolutions are those of Conv1D");
        }
    }

    /** What is wrong when there are not as many axes of space. */
    static @Nullable String mismatch(Shape input, int rank) {
        return Checks.rank(input, rank + 2);
    }
}
