package org.rhyton.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.CompiledFunction;

/**
 * Starts runs of programs over batches, and holds on to what does not change from one to the next. Rows of numbers are gathered
 * straight into a program's memory; texts are read first, batch by batch, so that their padding is that of the batch.
 */
final class Runs {
    /** Bytes of a run that the caches hold, so that dividing it among threads is mostly waiting for one another. */
    private static final long SMALL = 2 << 20;

    private final Function<Data, CompiledFunction> programs;
    private @Nullable Like last;

    /** @param programs the program for data of such types */
    Runs(Function<Data, CompiledFunction> programs) {
        this.programs = programs;
    }

    /**
     * What runs on so many rows of the same arrays have in common.
     *
     * @param numbers all arrays of the data, when no texts are among them
     * @param prepared null where texts decide the sizes
     */
    private record Like(
            Data data,
            int count,
            CompiledFunction program,
            List<NDArray> numbers,
            CompiledFunction.@Nullable Prepared prepared) {
        static Like of(Data data, int count, CompiledFunction program) {
            List<NDArray> numbers = new ArrayList<>();
            for (Array array : data.arrays()) if (array instanceof NDArray each) numbers.add(each);
            boolean hasTexts = numbers.size() < data.arrays().size();
            return new Like(data, count, program, numbers, hasTexts ? null : program.prepare(shapes(numbers, count)));
        }
    }

    private static List<Shape> shapes(List<NDArray> arrays, int count) {
        return arrays.stream()
                .map(array -> array.shape().with(0, Dim.of(count)))
                .toList();
    }

    private Like like(Data data, int count) {
        Like like = last;
        if (like == null || like.data != data || like.count != count) {
            like = Like.of(data, count, programs.apply(data));
            last = like;
        }
        return like;
    }

    /** A run that is fed with the rows {@code rows[first]}, …, and ready to be executed; to be closed. */
    CompiledFunction.Run start(Data data, int[] rows, int first, int count) {
        Like like = like(data, count);
        CompiledFunction.Prepared prepared = like.prepared;
        if (prepared != null) return fed(prepared.start(), like.numbers, rows, first, count);
        int[] chosen = Arrays.copyOfRange(rows, first, first + count);
        List<Array> texts =
                data.arrays().stream().<Array>map(array -> array.take(chosen)).toList();
        List<NDArray> read = like.program.numbers(texts);
        return fed(like.program.start(shapes(read, count)), read, Batches.ascending(count), 0, count);
    }

    /**
     * Whether runs of so many rows can go on at the same time: no variable changes, nothing is read of texts, and a run is
     * small. Then {@link #start} may be called by several threads with the same data and count.
     */
    boolean canRunTogether(Data data, int count) {
        CompiledFunction.Prepared prepared = like(data, count).prepared;
        return prepared != null && prepared.changesNothing() && prepared.bytes() <= SMALL;
    }

    private static CompiledFunction.Run fed(
            CompiledFunction.Run run, List<NDArray> arrays, int[] rows, int first, int count) {
        try {
            for (int i = 0; i < arrays.size(); i++) run.feedRows(i, arrays.get(i), rows, first, count);
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }
}
