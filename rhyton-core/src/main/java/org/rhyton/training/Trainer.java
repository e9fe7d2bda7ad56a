package org.rhyton.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Call;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.metrics.Metric;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Seeds;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
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
        return loss;
    }

    /** One step of evaluation: as {@link #trainStep}, in inference form and without an update. */
    Tensor testStep(List<Tensor> inputs, List<Tensor> targets, List<Tensor> weights) {
        Call call = Call.inference();
        List<Tensor> outputs = target.model().invoke(inputs, call);
        Tensor loss = measuresNow().loss(targets, outputs, weights, added(call));
        measuresNow().updateMetrics(targets, outputs, weights);
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
                    data.targets().stream().map(NDArray::shape).toList());
        }
        return measures;
    }

    /** The program of a step for data of these types; results: the reported numbers, then the loss of the batch. */
    private CompiledFunction program(boolean train, Data data) {
        List<Tensor> signature = signature(data);
        List<Object> key = new ArrayList<>(List.of(train));
        signature.forEach(each -> key.add(each.shape() + each.dtype().keras()));
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
        List<Dim> dims = new ArrayList<>(List.of(InputLayer.BATCH));
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

    // ---- checks

    private void check(Data data) {
        int inputs = target.inputs().size();
        if (data.inputs().size() != inputs) {
            throw new DataException(
                    "the model has " + inputs + " inputs, got " + data.inputs().size() + " arrays");
        }
        if (data.targets().size() != target.outputs().size()) {
            throw new DataException("the model has " + target.outputs().size() + " outputs, got "
                    + data.targets().size() + " targets");
        }
        for (int i = 0; i < inputs; i++) {
            Shape wanted = target.inputs().get(i).shape();
            Shape given = data.inputs().get(i).shape();
            if (!wanted.accepts(given)) {
                throw new ShapeException(
                        "input " + i + " of model '" + target.model().name() + "' takes data of shape " + wanted
                                + ", got " + given + "; reshape the data, or make the model for this shape");
            }
        }
        measuresFor(data).check(data);
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
                new Data(all.inputs(), all.targets(), run.sampleWeight.isEmpty() ? all.weights() : run.sampleWeight);
        given = Data.of(given.inputs(), given.targets(), given.weights());
        Data validation = run.validation;
        if (run.validationSplit > 0 && validation == null) {
            int split = (int) Math.floor(given.samples() * (1 - run.validationSplit));
            if (split == 0 || split == given.samples()) {
                throw new DataException("validationSplit(" + run.validationSplit + ") of " + given.samples()
                        + " samples leaves none to " + (split == 0 ? "train on" : "validate on"));
            }
            validation = given.rows(split, given.samples());
            given = given.rows(0, split);
        }
        check(given);
        if (validation != null) check(validation);
        if (!run.classWeight.isEmpty() && !given.weights().isEmpty()) {
            throw new DataException("fit was given both classWeight and sampleWeight, which Keras refuses as well:"
                    + " multiply the sample weights by those of their classes, and give these as sampleWeight");
        }
        warnIfThawed();
        return new Fit(given.withClassWeights(run.classWeight), validation, run).run();
    }

    /** One call of fit. */
    private final class Fit implements TrainerControl {
        private final Data data;
        private final @Nullable Data validation;
        private final RunSettings run;
        private final Progress progress;
        private final List<Callback> callbacks;
        private final int steps;
        private final boolean watchesLoss;
        private int epoch;
        private boolean stopped;

        Fit(Data data, @Nullable Data validation, RunSettings run) {
            this.data = data;
            this.validation = validation;
            this.run = run;
            this.progress = progressOf(run);
            this.callbacks = List.copyOf(run.callbacks);
            int all = Math.ceilDiv(data.samples(), run.batchSize);
            this.steps = run.stepsPerEpoch == null ? all : Math.min(all, run.stepsPerEpoch);
            this.watchesLoss = run.stopOnNonFiniteLoss && callbacks.stream().noneMatch(Callback::handlesNonFiniteLoss);
            this.epoch = run.initialEpoch;
        }

        History run() {
            History history = new History();
            callbacks.forEach(callback -> callback.setTrainer(this));
            callbacks.forEach(Callback::onTrainBegin);
            CompiledFunction program = program(true, data);
            Logs last = new Logs();
            for (; epoch < run.epochs && !stopped; epoch++) {
                last = epoch(program, history);
                epochsDone++;
            }
            settings.optimizer().finalizeVariableValues();
            for (Callback callback : callbacks) callback.onTrainEnd(last);
            return history;
        }

        /** One epoch. Callbacks come before history and bar, which so report what callbacks add to the logs. */
        private Logs epoch(CompiledFunction program, History history) {
            for (Callback callback : callbacks) callback.onEpochBegin(epoch);
            progress.epochBegins(epoch + 1, run.epochs);
            Logs logs = new Logs();
            measuresNow().names().forEach(name -> logs.put(name, 0));
            ProgressBar bar = progress.startBar(steps, measuresNow().names());
            batches(program, logs, bar);
            if (validation != null && (epoch + 1) % run.validationFreq == 0) validate(validation, logs);
            for (Callback callback : callbacks) callback.onEpochEnd(epoch, logs);
            history.add(epoch, logs);
            bar.update(steps, logs.rawNames(), logs.rawValues(), true);
            return logs;
        }

        private void batches(CompiledFunction program, Logs logs, ProgressBar bar) {
            measuresNow().reset();
            int[] order = sampleOrder();
            Snapshot before = watchesLoss ? new Snapshot() : null;
            long iteration = settings.optimizer().iterations();
            for (int step = 0; step < steps && !stopped; step++) {
                RunInterruptedException.check("fit", step, steps);
                int first = step * run.batchSize;
                int count = Math.min(run.batchSize, data.samples() - first);
                for (Callback callback : callbacks) callback.onTrainBatchBegin(step);
                double loss = step(program, data, order, first, count, 2 * (iteration + step), logs);
                if (before != null && !Double.isFinite(loss)) {
                    before.restore();
                    throw new NonFiniteLossException(loss, epoch, step);
                }
                for (Callback callback : callbacks) callback.onTrainBatchEnd(step, logs);
                bar.update(step + 1, logs.rawNames(), logs.rawValues(), false);
            }
        }

        private void validate(Data samples, Logs logs) {
            int batch = run.validationBatchSize == null ? run.batchSize : run.validationBatchSize;
            Logs found = evaluateWith(samples, batch, callbacks, null);
            for (int i = 0; i < found.size(); i++) logs.put("val_" + found.name(i), found.value(i));
        }

        private int[] sampleOrder() {
            if (!run.shuffle) return ascending(data.samples());
            return RandomStream.of(shuffleSeed)
                    .child(epochsDone)
                    .permutation(data.samples())
                    .toIntArray();
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
        public int steps() {
            return steps;
        }
    }

    private static Progress progressOf(RunSettings run) {
        return run.progressOr(1);
    }

    private static int[] ascending(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        return order;
    }

    /** Runs one batch and notes the reported numbers; returns the batch's own loss. */
    private double step(
            CompiledFunction program, Data data, int[] order, int first, int count, long random, Logs logs) {
        if (settings.runEagerly()) return eagerStep(program, data, order, first, count, random, logs);
        try (CompiledFunction.Run run = program.start(data.batchShapes(count))) {
            data.feed(run, order, first, count);
            run.execute(random);
            int reported = measuresNow().count();
            for (int i = 0; i < logs.size() && i < reported; i++) logs.set(i, run.number(i));
            return run.number(reported);
        }
    }

    private double eagerStep(
            CompiledFunction program, Data data, int[] order, int first, int count, long random, Logs logs) {
        List<NDArray> batch = new ArrayList<>();
        int[] rows = java.util.Arrays.copyOfRange(order, first, first + count);
        List<Tensor> signature = signature(data);
        for (int i = 0; i < signature.size(); i++) {
            batch.add(data.arrays().get(i).take(rows).astype(signature.get(i).dtype()));
        }
        List<NDArray> results = program.call(batch, random);
        int names = measuresNow().names().size();
        for (int i = 0; i < names; i++) logs.set(i, results.get(i).item());
        return results.get(names).item();
    }

    /** All variables that training changes, as they were. */
    private final class Snapshot {
        private final List<Variable> variables = new ArrayList<>(target.model().weights());
        private final List<NDArray> values;

        Snapshot() {
            variables.addAll(settings.optimizer().variables());
            values = variables.stream().map(Variable::value).toList();
        }

        void restore() {
            for (int i = 0; i < values.size(); i++) variables.get(i).assign(values.get(i));
        }
    }

    // ---- evaluate

    /** The loss and the metrics over all samples. */
    public Logs evaluate(Data all, EvaluateOption... options) {
        RunSettings run = RunSettings.of(options);
        Data data = Data.of(all.inputs(), all.targets(), run.sampleWeight.isEmpty() ? all.weights() : run.sampleWeight);
        check(data);
        return evaluateWith(data, run.batchSize, run.callbacks, progressOf(run));
    }

    private Logs evaluateWith(Data data, int batchSize, List<Callback> callbacks, @Nullable Progress progress) {
        CompiledFunction program = program(false, data);
        measuresNow().reset();
        callbacks.forEach(Callback::onTestBegin);
        Logs logs = new Logs();
        measuresNow().names().forEach(name -> logs.put(name, 0));
        int[] order = ascending(data.samples());
        int steps = Math.ceilDiv(data.samples(), batchSize);
        ProgressBar bar =
                progress == null ? null : progress.startBar(steps, measuresNow().names());
        for (int step = 0; step < steps; step++) {
            RunInterruptedException.check("evaluate", step, steps);
            int first = step * batchSize;
            for (Callback callback : callbacks) callback.onTestBatchBegin(step);
            step(program, data, order, first, Math.min(batchSize, data.samples() - first), 0, logs);
            for (Callback callback : callbacks) callback.onTestBatchEnd(step, logs);
            if (bar != null) bar.update(step + 1, logs.rawNames(), logs.rawValues(), step + 1 == steps);
        }
        callbacks.forEach(callback -> callback.onTestEnd(logs));
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

    private Logs onBatch(Data batch, boolean train) {
        check(batch);
        if (train) warnIfThawed();
        CompiledFunction program = program(train, batch);
        measuresNow().reset();
        Logs logs = new Logs();
        measuresNow().names().forEach(name -> logs.put(name, 0));
        long random = 2 * settings.optimizer().iterations();
        step(program, batch, ascending(batch.samples()), 0, batch.samples(), random, logs);
        return logs;
    }
}
