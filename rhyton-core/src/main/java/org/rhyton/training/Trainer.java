package org.rhyton.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.data.Dataset;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
import org.rhyton.metrics.Metric;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Seeds;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.ops.VariableSnapshot;
import org.rhyton.optimizers.Optimizer;

/**
 * Trains and evaluates a model: {@code compile}, {@code fit}, {@code evaluate} and {@code trainOnBatch} of models are
 * this class.
 *
 * <p>A training step (forward, loss, gradients, update, constraints, metrics) is traced once and then runs as one program
 * for batches of any size; see {@link #trainStep} for what it is made of.
 */
public final class Trainer {
    private final Target target;
    private final CompileSettings settings;
    private final List<Variable> trainable;
    private long shuffleSeed = Seeds.next();
    private final Map<List<Object>, CompiledFunction> programs = new HashMap<>();
    private @Nullable Measures measures;
    private boolean warned;
    private int epochsDone;

    /** Compiles: which variables are trainable is read now. */
    public Trainer(Target target, CompileSettings settings) {
        this.target = target;
        this.settings = settings;
        this.trainable = target.model().trainableWeights();
        settings.optimizer().build(trainable);
    }

    public CompileSettings settings() {
        return settings;
    }

    public Optimizer optimizer() {
        return settings.optimizer();
    }

    /**
     * What decides the order of the samples of the next epoch.
     *
     * @param seed of all orders of this trainer
     * @param epochs how many epochs it has done
     */
    public record Order(long seed, int epochs) {}

    /** The order of the next epoch. */
    public Order order() {
        return new Order(shuffleSeed, epochsDone);
    }

    /** Goes on where another trainer stopped. */
    public void order(Order next) {
        shuffleSeed = next.seed();
        epochsDone = next.epochs();
    }

    // ---- the step

    /**
     * One training step, as it is traced: computes the outputs, the loss and its gradients, lets the optimizer update the
     * variables, and the metrics take note.
     *
     * @return the loss of the batch
     */
    Tensor trainStep(List<Tensor> inputs, List<Tensor> targets, List<Tensor> weights) {
        Call call = Call.training();
        List<Tensor> outputs = target.model().invoke(inputs, call);
        Tensor loss = measuresNow().loss(targets, outputs, weights, added(call));
        Optimizer optimizer = settings.optimizer();
        optimizer.apply(Ops.gradientsOrNull(optimizer.scaleLoss(loss), trainable), trainable);
        measuresNow().updateMetrics(targets, outputs, weights);
        measuresNow().updateAdded(call.metrics());
        return loss;
    }

    /** One step of evaluation: as {@link #trainStep}, in inference form and without an update. */
    Tensor testStep(List<Tensor> inputs, List<Tensor> targets, List<Tensor> weights) {
        Call call = Call.inference();
        List<Tensor> outputs = target.model().invoke(inputs, call);
        Tensor loss = measuresNow().loss(targets, outputs, weights, added(call));
        measuresNow().updateMetrics(targets, outputs, weights);
        measuresNow().updateAdded(call.metrics());
        return loss;
    }

    /** What layers added in a call, and what the regularizers of variables add. */
    private List<Tensor> added(Call call) {
        List<Tensor> added = new ArrayList<>(call.losses());
        for (Variable variable : target.model().trainableWeights()) {
            UnaryOperator<Tensor> regularizer = variable.regularizer();
            if (regularizer != null) added.add(regularizer.apply(variable.read()));
        }
        return added;
    }

    private Measures measuresNow() {
        if (measures == null) throw new IllegalStateException("nothing has been measured yet");
        return measures;
    }

    private Measures measuresFor(Data data) {
        if (measures == null) {
            measures = new Measures(
                    target,
                    settings,
                    data.targets().stream().map(NDArray::shape).toList(),
                    addedMetrics());
        }
        return measures;
    }

    /** The names of the metrics that layers add, which a drawing of the model tells. */
    private Set<String> addedMetrics() {
        Set<String> names = new LinkedHashSet<>();
        for (Call call : List.of(Call.training(), Call.inference())) {
            Ops.draw(() -> target.model().invoke(target.freshInputs(), call));
            call.metrics().forEach(added -> names.add(added.name()));
        }
        return names;
    }

    /** The program of a step for data of these types; results: the reported numbers, then the loss of the batch. */
    private CompiledFunction program(boolean train, Data data) {
        List<Tensor> signature = signature(data);
        List<Object> key = new ArrayList<>(List.of(train));
        signature.forEach(each -> key.add(each.shape() + each.elementType().keras()));
        return programs.computeIfAbsent(key, _ -> {
            int inputs = data.inputs().size();
            int targets = inputs + data.targets().size();
            CompiledFunction step = Ops.compile((List<Tensor> all) -> {
                        List<Tensor> x = all.subList(0, inputs);
                        List<Tensor> y = all.subList(inputs, targets);
                        List<Tensor> w = all.subList(targets, all.size());
                        Tensor loss = train ? trainStep(x, y, w) : testStep(x, y, w);
                        List<Tensor> results = new ArrayList<>(measuresNow().results());
                        results.add(loss);
                        return results;
                    })
                    .withSignature(signature);
            return settings.runEagerly() ? step.eagerly() : step;
        });
    }

    private List<Tensor> signature(Data data) {
        List<Tensor> signature = new ArrayList<>(target.freshInputs());
        for (int i = 0; i < data.targets().size(); i++) {
            signature.add(symbolic("y", data.targets().get(i), target.outputShape(i)));
        }
        for (int i = 0; i < data.weights().size(); i++) {
            signature.add(symbolic("weight", data.weights().get(i), target.outputShape(i)));
        }
        return signature;
    }

    /** Sizes that vary in the model's output vary in what belongs to it too. */
    private Tensor symbolic(String name, NDArray array, Shape output) {
        List<Dim> dims = new ArrayList<>(List.of(batchDim()));
        for (int axis = 1; axis < array.shape().rank(); axis++) {
            boolean varies = axis < output.rank()
                    && !output.dim(axis).isKnown()
                    && output.dim(axis)
                            .expression()
                            .equals(output.dim(axis).symbols().iterator().next());
            dims.add(varies ? output.dim(axis) : array.shape().dim(axis));
        }
        return Tensor.symbolic(name, Shape.of(dims), Data.programType(array, target.floating()), null);
    }

    /** The size of a batch: any, unless the model is for one size, as stateful layers are. */
    private Dim batchDim() {
        return target.inputs().getFirst().shape().dim(0);
    }

    // ---- checks

    /** The data as the model takes it. */
    private Data checked(Data data) {
        int inputs = target.inputs().size();
        if (data.inputs().size() != inputs) {
            throw new DataException(
                    "the model has " + inputs + " inputs, got " + data.inputs().size() + " arrays");
        }
        if (data.targets().size() != target.outputs().size()) {
            throw new DataException("the model has " + target.outputs().size() + " outputs, got "
                    + data.targets().size() + " targets");
        }
        Data fitted = data.withInputs(target.fitted(data.inputs()));
        measuresFor(fitted).check(fitted);
        return fitted;
    }

    private void warnIfThawed() {
        boolean changed = !target.model().trainableWeights().equals(trainable);
        if (changed && !warned) {
            System.getLogger(Trainer.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "layers of model '" + target.model().name()
                                    + "' were frozen or unfrozen since it was compiled; training follows what was set"
                                    + " then. Compile it again for the change to take effect.");
            warned = true;
        }
    }

    // ---- fit

    /** Trains on arrays. */
    public History fit(Data all, FitOption... options) {
        RunSettings run = RunSettings.of(options);
        Data given =
                Data.of(all.inputs(), all.targets(), run.sampleWeight.isEmpty() ? all.weights() : run.sampleWeight);
        if (run.validationSplit > 0 && run.validation == null) {
            int split = (int) Math.floor(given.samples() * (1 - run.validationSplit));
            if (split == 0 || split == given.samples()) {
                throw new DataException("validationSplit(" + run.validationSplit + ") of " + given.samples()
                        + " samples leaves none to " + (split == 0 ? "train on" : "validate on"));
            }
            run.validation = given.rows(split, given.samples());
            given = given.rows(0, split);
        }
        Data weighted = classWeighted(checked(given), run);
        return fit(new ArrayBatches(weighted, run.batchSize, pass -> order(weighted, run.shuffle, pass)), run);
    }

    /**
     * Trains on a dataset, of which each element is a batch; batch size and shuffling are the dataset's own.
     *
     * @throws DataException for options that need arrays, and when the dataset is empty
     */
    public History fit(Dataset dataset, FitOption... options) {
        RunSettings run = RunSettings.of(options);
        requireForDataset(run);
        if (dataset.cardinality() == Dataset.INFINITE && run.stepsPerEpoch == null) {
            throw new DataException("the dataset has no end, so an epoch would have none: say stepsPerEpoch(...)");
        }
        try (DatasetBatches batches = new DatasetBatches(dataset, batch -> classWeighted(checked(batch), run))) {
            batches.begin(epochsDone);
            return fit(batches, run);
        }
    }

    private static void requireForDataset(RunSettings run) {
        if (!run.sampleWeight.isEmpty()) {
            throw new DataException(
                    "a dataset has its sample weights in its elements: Dataset.fromArrays(x, y, weights)");
        }
        if (run.validationSplit > 0) {
            throw new DataException(
                    "validationSplit needs arrays; divide the dataset with take and skip, and give a part"
                            + " of it as validationData");
        }
    }

    private History fit(Batches batches, RunSettings run) {
        measuresFor(batches.ahead());
        try (Batches validation = validation(run)) {
            warnIfThawed();
            return new Fit(batches, validation, run).run();
        }
    }

    private @Nullable Batches validation(RunSettings run) {
        Integer size = run.validationBatchSize;
        if (run.validationDataset != null) return new DatasetBatches(run.validationDataset, this::checked);
        if (run.validation == null) return null;
        return new ArrayBatches(checked(run.validation), size == null ? run.batchSize : size);
    }

    private static Data classWeighted(Data data, RunSettings run) {
        if (!run.classWeight.isEmpty() && !data.weights().isEmpty()) {
            throw new DataException("fit was given both classWeight and sampleWeight, which Keras refuses as well:"
                    + " multiply the sample weights by those of their classes, and give these as sampleWeight");
        }
        return data.withClassWeights(run.classWeight);
    }

    private int[] order(Data data, boolean shuffle, long pass) {
        if (!shuffle) return Batches.ascending(data.samples());
        return RandomStream.of(shuffleSeed)
                .child(pass)
                .permutation(data.samples())
                .toIntArray();
    }

    /** One call of fit. */
    private final class Fit implements TrainerControl {
        private final Batches data;
        private final @Nullable Batches validation;
        private final RunSettings run;
        private final Progress progress;
        private final CallbackList callbacks;
        private final boolean watchesLoss;
        private @Nullable Integer steps;
        private boolean passBegun;
        private int epoch;
        private boolean stopped;

        /** What the variables were when the epoch began; null if nobody wants to go back. */
        private @Nullable VariableSnapshot before;

        Fit(Batches data, @Nullable Batches validation, RunSettings run) {
            this.data = data;
            this.validation = validation;
            this.run = run;
            this.progress = progressOf(run);
            this.callbacks = new CallbackList(run.callbacks);
            this.steps = run.stepsPerEpoch == null ? data.perPass() : run.stepsPerEpoch;
            this.watchesLoss = run.stopOnNonFiniteLoss && !callbacks.handlesNonFiniteLoss();
            this.epoch = run.initialEpoch;
        }

        History run() {
            History history = new History();
            callbacks.setTrainer(this);
            callbacks.onTrainBegin();
            Logs last = new Logs();
            for (; epoch < run.epochs && !stopped; epoch++) {
                last = epoch(history);
                epochsDone++;
            }
            if (run.epochs > 0) settings.optimizer().finalizeVariableValues();
            callbacks.onTrainEnd(last);
            return history;
        }

        /** One epoch. Callbacks come before history and bar, which so report what callbacks add to the logs. */
        private Logs epoch(History history) {
            callbacks.onEpochBegin(epoch);
            progress.epochBegins(epoch + 1, run.epochs);
            Logs logs = new Logs();
            measuresNow().names().forEach(name -> logs.put(name, 0));
            ProgressBar bar = progress.startBar(steps, measuresNow().names());
            int done = batches(logs, bar);
            if (steps == null) steps = done;
            if (validation != null && (epoch + 1) % run.validationFreq == 0) validate(validation, logs);
            callbacks.onEpochEnd(epoch, logs);
            history.add(epoch, logs);
            bar.update(steps, logs.rawNames(), logs.rawValues(), true);
            return logs;
        }

        /** Goes through the batches of an epoch; returns how many there were. */
        private int batches(Logs logs, ProgressBar bar) {
            measuresNow().reset();
            beginPass();
            if (watchesLoss) before = VariableSnapshot.of(changedByTraining(), before);
            long iteration = settings.optimizer().iterations();
            Integer wanted = run.stepsPerEpoch;
            Steps training = new Steps(true);
            int step = 0;
            for (; (wanted == null || step < wanted) && data.hasNext() && !stopped; step++) {
                RunInterruptedException.check("fit", step, steps);
                data.next();
                callbacks.onTrainBatchBegin(step);
                double loss = training.run(data, 2 * (iteration + step), logs);
                if (before != null && !Double.isFinite(loss)) {
                    before.restore();
                    throw new NonFiniteLossException(loss, epoch, step);
                }
                callbacks.onTrainBatchEnd(step, logs);
                bar.update(step + 1, logs.rawNames(), logs.rawValues(), false);
            }
            if (wanted != null && step < wanted && !stopped) warnOfShortEpoch(step, wanted);
            return step;
        }

        /** As in Keras, an epoch of so many steps goes on where the one before stopped, until the data is at its end. */
        private void beginPass() {
            if (run.stepsPerEpoch != null && passBegun && data.hasNext()) return;
            data.begin(epochsDone);
            passBegun = true;
        }

        private void validate(Batches samples, Logs logs) {
            Logs found = evaluateWith(samples, run.validationSteps, callbacks, null);
            for (int i = 0; i < found.size(); i++) logs.put("val_" + found.name(i), found.value(i));
        }

        @Override
        public Layer model() {
            return target.model();
        }

        @Override
        public Storage storage() {
            return target.storage();
        }

        @Override
        public Optimizer optimizer() {
            return settings.optimizer();
        }

        @Override
        public void startFrom(int first) {
            epoch = first;
        }

        @Override
        public Order order() {
            return Trainer.this.order();
        }

        @Override
        public void order(Order next) {
            Trainer.this.order(next);
        }

        @Override
        public List<String> metricNames() {
            return measuresNow().names();
        }

        @Override
        public Metric.Direction direction(String name) {
            Metric.Direction direct = measuresNow().direction(name);
            boolean validated = direct == Metric.Direction.UNKNOWN && name.startsWith("val_");
            return validated ? measuresNow().direction(name.substring("val_".length())) : direct;
        }

        @Override
        public void say(String line) {
            Progress told = run.progress == null ? Progress.linePerEpoch(System.out) : run.progress;
            told.sink().accept(line + "\n");
        }

        @Override
        public void stopTraining() {
            stopped = true;
        }

        @Override
        public int epochs() {
            return run.epochs;
        }

        @Override
        public @Nullable Integer steps() {
            return steps;
        }
    }

    private static Progress progressOf(RunSettings run) {
        return run.progressOr(1);
    }

    private void warnOfShortEpoch(int done, int wanted) {
        System.getLogger(Trainer.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "the data was at its end after " + done + " of " + wanted + " steps, so the epoch is shorter;"
                                + " let a dataset repeat() for epochs of equal length");
    }

    /** The steps of a pass over batches. */
    private final class Steps {
        private final boolean train;
        private final Runs runs;

        Steps(boolean train) {
            this.train = train;
            this.runs = new Runs(data -> program(train, data));
        }

        /** Runs one batch and notes the reported numbers; returns the batch's own loss. */
        double run(Batches batches, long random, Logs logs) {
            requireBatch(batches.count());
            if (settings.runEagerly()) return runEagerly(batches, random, logs);
            try (CompiledFunction.Run run =
                    runs.start(batches.data(), batches.rows(), batches.first(), batches.count())) {
                run.execute(random);
                int reported = measuresNow().count();
                for (int i = 0; i < logs.size() && i < reported; i++) logs.set(i, run.number(i));
                return run.number(reported);
            }
        }

        private double runEagerly(Batches batches, long random, Logs logs) {
            Data data = batches.data();
            int[] rows = Arrays.copyOfRange(batches.rows(), batches.first(), batches.first() + batches.count());
            List<Tensor> signature = signature(data);
            List<Array> batch = new ArrayList<>();
            for (int i = 0; i < signature.size(); i++) {
                Array taken = data.arrays().get(i).take(rows);
                batch.add(
                        taken instanceof NDArray array
                                ? array.astype(signature.get(i).dtype())
                                : taken);
            }
            List<NDArray> results = program(train, data).call(batch, random);
            int names = measuresNow().names().size();
            for (int i = 0; i < names; i++) logs.set(i, results.get(i).item());
            return results.get(names).item();
        }
    }

    private void requireBatch(int samples) {
        if (!batchDim().isKnown() || batchDim().is(samples)) return;
        throw new DataException("the model '" + target.model().name() + "' takes batches of " + batchDim()
                + " samples only, got one of " + samples + "; say batchSize(" + batchDim()
                + ") and give as many samples as full batches have");
    }

    private List<Variable> changedByTraining() {
        List<Variable> all = new ArrayList<>(target.model().weights());
        all.addAll(settings.optimizer().variables());
        return all;
    }

    // ---- evaluate

    /** The loss and the metrics over all samples. */
    public Logs evaluate(Data all, EvaluateOption... options) {
        RunSettings run = RunSettings.of(options);
        Data data = Data.of(all.inputs(), all.targets(), run.sampleWeight.isEmpty() ? all.weights() : run.sampleWeight);
        return evaluate(new ArrayBatches(checked(data), run.batchSize), run);
    }

    /** The loss and the metrics over a dataset, of which each element is a batch. */
    public Logs evaluate(Dataset dataset, EvaluateOption... options) {
        RunSettings run = RunSettings.of(options);
        requireForDataset(run);
        try (DatasetBatches batches = new DatasetBatches(dataset, this::checked)) {
            return evaluate(batches, run);
        }
    }

    private Logs evaluate(Batches batches, RunSettings run) {
        CallbackList callbacks = new CallbackList(run.callbacks);
        callbacks.setTrainer(new Fit(batches, null, run));
        return evaluateWith(batches, run.steps, callbacks, progressOf(run));
    }

    private Logs evaluateWith(
            Batches batches, @Nullable Integer wanted, CallbackList callbacks, @Nullable Progress progress) {
        batches.begin(0);
        measuresFor(batches.ahead());
        measuresNow().reset();
        callbacks.onTestBegin();
        Logs logs = new Logs();
        measuresNow().names().forEach(name -> logs.put(name, 0));
        Integer steps = wanted == null ? batches.perPass() : wanted;
        ProgressBar bar =
                progress == null ? null : progress.startBar(steps, measuresNow().names());
        Steps tests = new Steps(false);
        for (int step = 0; (wanted == null || step < wanted) && batches.hasNext(); step++) {
            RunInterruptedException.check("evaluate", step, steps);
            batches.next();
            callbacks.onTestBatchBegin(step);
            tests.run(batches, 0, logs);
            callbacks.onTestBatchEnd(step, logs);
            boolean isLast = !batches.hasNext() || (wanted != null && step + 1 == wanted);
            if (bar != null) bar.update(step + 1, logs.rawNames(), logs.rawValues(), isLast);
        }
        callbacks.onTestEnd(logs);
        return logs;
    }

    /** One training step on one batch; the numbers are those of this batch alone. */
    public Logs trainOnBatch(Data batch) {
        return onBatch(batch, true);
    }

    /** The loss and metrics of one batch. */
    public Logs testOnBatch(Data batch) {
        return onBatch(batch, false);
    }

    private Logs onBatch(Data given, boolean train) {
        Data batch = checked(given);
        if (train) warnIfThawed();
        measuresNow().reset();
        Logs logs = new Logs();
        measuresNow().names().forEach(name -> logs.put(name, 0));
        Batches one = new ArrayBatches(batch, batch.samples());
        one.begin(0);
        one.next();
        new Steps(train).run(one, 2 * settings.optimizer().iterations(), logs);
        return logs;
    }
}
