package org.rhyton.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rhyton.array.Array;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.ops.CompiledFunction;

/**
 * What a run of a program is fed: some rows of arrays, which are gathered straight into the program's memory.
 *
 * @param arrays one for each input of the program
 * @param rows in which the batch's rows stand
 * @param first where they begin
 * @param count how many they are
 */
record Batch(List<NDArray> arrays, int[] rows, int first, int count) {
    /** Rows of data, with what the program reads of texts in their place. */
    static Batch of(CompiledFunction program, Data data, int[] rows, int first, int count) {
        List<Array> arrays = data.arrays();
        List<NDArray> numbers = new ArrayList<>();
        for (Array array : arrays) if (array instanceof NDArray array0) numbers.add(array0);
        if (numbers.size() == arrays.size()) return new Batch(numbers, rows, first, count);
        int[] chosen = Arrays.copyOfRange(rows, first, first + count);
        List<Array> taken = arrays.stream().<Array>map(array -> array.take(chosen)).toList();
        return new Batch(program.numbers(taken), Batches.ascending(count), 0, count);
    }

    /** A run of the program, fed and ready to be executed; to be closed. */
    CompiledFunction.Run start(CompiledFunction program) {
        List<Shape> shapes = new ArrayList<>();
        for (NDArray array : arrays) shapes.add(array.shape().with(0, Dim.of(count)));
        CompiledFunction.Run run = program.start(shapes);
        try {
            for (int i = 0; i < arrays.size(); i++) run.feedRows(i, arrays.get(i), rows, first, count);
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }
}
