package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.Index;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.data.Dataset;
import org.rhyton.internal.kernel.Team;
import org.rhyton.internal.raw.RawArrays;
import org.rhyton.ops.CompiledFunction;

/** Runs a model over many samples, batch after batch: {@code predict} of models is this class. */
public final class Predictor {
    /** Batches after which callbacks are called and interrupts are seen, where threads take batches. */
    private static final int TOGETHER = 32;

    private Predictor() {}

    /** Whether a first batch has shown that all outputs have a row for each sample, which can be filled in any order. */
    private static boolean rowsOf(List<Joined> outputs) {
        return !outputs.isEmpty() && outputs.stream().allMatch(Joined::hasRows);
    }

    /** The outputs of a program for all samples, batches of results joined along axis 0. */
    public static List<NDArray> predict(CompiledFunction program, Data data, PredictOption... options) {
        RunSettings run = RunSettings.of(options);
        int all = Math.ceilDiv(data.samples(), run.batchSize);
        int steps = run.steps == null ? all : Math.min(all, run.steps);
        int samples = (int) Math.min(data.samples(), (long) steps * run.batchSize);
        int[] order = new int[samples];
        for (int i = 0; i < samples; i++) order[i] = i;
        CallbackList callbacks = new CallbackList(run.callbacks);
        callbacks.onPredictBegin();
        Progress progress = run.progressOr(0);
        ProgressBar bar = progress.startBar(steps, List.of());
        List<Joined> outputs = new ArrayList<>();
        Runs runs = new Runs(_ -> program);
        for (int step = 0, done; step < steps; step = done) {
            RunInterruptedException.check("predict", step, steps);
            int first = step * run.batchSize;
            int count = Math.min(run.batchSize, samples - first);
            int whole = (samples - first) / run.batchSize;
            boolean together = whole > 1 && rowsOf(outputs) && runs.canRunTogether(data, count);
            done = step + (together ? Math.min(whole, TOGETHER) : 1);
            Team.run(done - step, part -> {
                int at = first + part * count;
                try (CompiledFunction.Run each = runs.start(data, order, at, count)) {
                    each.execute(0, () -> collect(each, outputs, samples, at, count));
                }
            });
            for (int batch = step; batch < done; batch++) {
                callbacks.onPredictBatchEnd(batch);
                bar.update(batch + 1, List.of(), new double[0], batch + 1 == steps);
            }
        }
        callbacks.onPredictEnd();
        return outputs.stream().map(Joined::array).toList();
    }

    /** The outputs of a program for the batches of a dataset. */
    public static List<NDArray> predict(CompiledFunction program, Dataset dataset, PredictOption... options) {
        RunSettings run = RunSettings.of(options);
        List<List<NDArray>> outputs = new ArrayList<>();
        CallbackList callbacks = new CallbackList(run.callbacks);
        callbacks.onPredictBegin();
        Runs runs = new Runs(_ -> program);
        try (DatasetBatches batches = new DatasetBatches(dataset, batch -> batch)) {
            batches.begin(0);
            Integer steps = run.steps == null ? batches.perPass() : run.steps;
            ProgressBar bar = run.progressOr(0).startBar(steps, List.of());
            for (int step = 0; (run.steps == null || step < run.steps) && batches.hasNext(); step++) {
                RunInterruptedException.check("predict", step, steps);
                batches.next();
                outputs.add(results(runs, batches));
                int batch = step;
                callbacks.onPredictBatchEnd(batch);
                bar.update(step + 1, List.of(), new double[0], !batches.hasNext());
            }
        }
        callbacks.onPredictEnd();
        if (outputs.isEmpty()) throw new DataException("the dataset has no elements: there is nothing to predict");
        List<NDArray> all = new ArrayList<>();
        for (int i = 0; i < outputs.getFirst().size(); i++) {
            int output = i;
            all.add(joined(
                    output, outputs.stream().map(each -> each.get(output)).toList()));
        }
        return all;
    }

    /**
     * What is one result of all batches. As in Keras, the only batch's result may have any shape; the results of several are
     * joined along axis 0, numbers without axes to a list.
     */
    private static NDArray joined(int output, List<NDArray> batches) {
        if (batches.size() == 1) return batches.getFirst();
        List<NDArray> rows = batches.stream()
                .map(each -> each.shape().rank() == 0 ? each.reshape(1) : each)
                .toList();
        try {
            return NDArray.concatenate(rows);
        } catch (ShapeException e) {
            throw new DataException("output " + output + " of the batches has shapes that do not continue each other: "
                    + e.getMessage() + "; predict with a batch size that holds all samples");
        }
    }

    private static List<NDArray> results(Runs runs, Batches batches) {
        List<NDArray> results = new ArrayList<>();
        try (CompiledFunction.Run each = runs.start(batches.data(), batches.rows(), batches.first(), batches.count())) {
            each.execute(0, () -> {
                for (int i = 0; i < each.results(); i++) results.add(each.result(i));
            });
        }
        return results;
    }

    private static void collect(CompiledFunction.Run run, List<Joined> outputs, int samples, int first, int count) {
        if (outputs.isEmpty()) {
            for (int i = 0; i < run.results(); i++) outputs.add(new Joined(run, i, samples, count));
        }
        outputs.forEach(each -> each.take(run, first, count));
    }

    /**
     * One output of all samples. Nearly always it has a row for each sample; then the rows of each batch go where they
     * belong. What a graph with operations gives may be of any shape, and is kept batch by batch.
     */
    private static final class Joined {
        private final int output;
        private final List<NDArray> batches = new ArrayList<>();
        private final @Nullable NDArray rows;

        Joined(CompiledFunction.Run run, int output, int samples, int count) {
            this.output = output;
            Shape batch = run.resultShape(output);
            boolean isOfSamples = batch.rank() > 0 && batch.size(0) == count;
            this.rows = isOfSamples ? NDArray.zeros(batch.with(0, Dim.of(samples)), run.resultType(output)) : null;
        }

        void take(CompiledFunction.Run run, int first, int count) {
            if (rows == null) {
                batches.add(run.result(output));
                return;
            }
            Shape shape = run.resultShape(output);
            if (batches.isEmpty() && shape.equals(rows.shape().with(0, Dim.of(count)))) {
                run.copyResult(
                        output, RawArrays.data(rows), first * shape.from(1).elements());
                return;
            }
            if (batches.isEmpty()) batches.add(rows.get(Index.range(0, first)));
            batches.add(run.result(output));
        }

        boolean hasRows() {
            return rows != null && batches.isEmpty();
        }

        NDArray array() {
            return rows != null && batches.isEmpty() ? rows : joined(output, batches);
        }
    }
}
