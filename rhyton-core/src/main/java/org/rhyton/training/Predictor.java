package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.data.Dataset;
import org.rhyton.internal.raw.RawArrays;
import org.rhyton.ops.CompiledFunction;

/** Runs a model over many samples, batch after batch: {@code predict} of models is this class. */
public final class Predictor {
    private Predictor() {}

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
        for (int step = 0; step < steps; step++) {
            RunInterruptedException.check("predict", step, steps);
            int first = step * run.batchSize;
            int count = Math.min(run.batchSize, samples - first);
            try (CompiledFunction.Run each = runs.start(data, order, first, count)) {
                each.execute(0, () -> collect(each, outputs, samples, first, count));
            }
            int batch = step;
            callbacks.onPredictBatchEnd(batch);
            bar.update(step + 1, List.of(), new double[0], step + 1 == steps);
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
        List<NDArray> joined = new ArrayList<>();
        for (int i = 0; i < outputs.getFirst().size(); i++) {
            int output = i;
            joined.add(NDArray.concatenate(
                    outputs.stream().map(each -> each.get(output)).toList()));
        }
        return joined;
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
            for (int i = 0; i < run.results(); i++)
                outputs.add(new Joined(run.resultShape(i), run.resultType(i), samples));
        }
        for (int i = 0; i < outputs.size(); i++) outputs.get(i).take(run, i, first, count);
    }

    /** One output of all samples. */
    private static final class Joined {
        private final Shape shape;
        private final DType dtype;
        private final Object data;
        private final int width;

        Joined(Shape batch, DType dtype, int samples) {
            this.shape = batch.with(0, Dim.of(samples));
            this.dtype = dtype;
            this.width = batch.from(1).elements();
            this.data = RawArrays.data(NDArray.zeros(shape, dtype));
        }

        void take(CompiledFunction.Run run, int output, int first, int count) {
            if (run.resultShape(output).elements() != count * width) {
                throw new DataException("output " + output + " of one batch has shape " + run.resultShape(output)
                        + ", which does not continue " + shape + "; predict with a batch size that holds all samples");
            }
            run.copyResult(output, data, first * width);
        }

        NDArray array() {
            return RawArrays.wrap(data, dtype, shape);
        }
    }
}
