package org.rhyton.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rhyton.Rhyton.*;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.internal.kernel.Team;
import org.rhyton.layers.Dense;
import org.rhyton.models.Model;
import org.rhyton.ops.Tensor;

/** Small batches that threads predict at the same time. */
class PredictTogetherTest {
    private static final int THREADS = Team.threads();
    private static final int BATCH = 8;

    @AfterAll
    static void restore() {
        Team.setThreads(THREADS);
    }

    private static Model twoOutputs() {
        Tensor x = input(6);
        Tensor hidden = new Dense(12).activation("tanh").apply(x);
        return model(List.of(x), List.of(new Dense(3).activation("softmax").apply(hidden), new Dense(1).apply(hidden)));
    }

    /** One batch and less; a few; some more than are taken at a time; with and without a smaller one at the end. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8, 9, 64, 8 * 33, 8 * 70 + 3})
    void allRowsAreThereInOrder(int samples) {
        Model model = twoOutputs();
        NDArray x = RandomStream.of(4).uniform(Shape.of(samples, 6), -1, 1, DType.FLOAT32);
        Team.setThreads(1);
        List<NDArray> expected = model.predict(List.of(x), batchSize(samples), verbose(0));
        for (int threads : new int[] {1, 2, 3}) {
            Team.setThreads(threads);
            List<Integer> ended = new ArrayList<>();
            Callback noting = new Callback() {
                @Override
                public void onPredictBatchEnd(int batch) {
                    ended.add(batch);
                }
            };
            List<NDArray> found = model.predict(List.of(x), batchSize(BATCH), verbose(0), callbacks(noting));
            assertEquals(expected, found);
            assertEquals(
                    IntStream.range(0, Math.ceilDiv(samples, BATCH)).boxed().toList(), ended);
        }
    }
}
