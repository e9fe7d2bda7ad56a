package org.rhyton.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.data.Dataset;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.Optimizers;

/**
 * The keyword arguments of {@code compile}, {@code fit}, {@code evaluate} and {@code predict}: import them statically, and
 * calls read as in Keras.
 *
 * <pre>{@code
 * model.compile(loss("mse"), optimizer("adam"), metrics("mae"));
 * model.fit(x, y, epochs(10), batchSize(64), validationSplit(0.2));
 * }</pre>
 */
public final class Options {
    private Options() {}

    // ---- compile

    /**
     * The loss of each output, by name: {@code loss("mse")}; one name serves all outputs, and null is no loss for an output.
     * {@code "crossentropy"} and {@code "ce"} become the cross-entropy that fits the shapes of outputs and targets.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such loss; the message has the nearest name
     */
    public static CompileOption loss(@Nullable String... names) {
        return losses(Arrays.asList(names));
    }

    /** The loss of each output; one serves all outputs, and null is no loss for an output. */
    public static CompileOption loss(@Nullable Loss... losses) {
        return losses(Arrays.asList(losses));
    }

    /** The loss of each output, or one for all; each a name, a {@link Loss}, or null. */
    public static CompileOption losses(List<? extends @Nullable Object> losses) {
        List<@Nullable Object> known = new ArrayList<>();
        for (Object loss : losses) known.add(lossOrNull(loss));
        return settings -> settings.losses(PerOutput.inOrder(known));
    }

    /** Losses by the names of outputs, which are the names of their layers; each a name or a {@link Loss}. */
    public static CompileOption loss(Map<String, ?> losses) {
        Map<String, Object> byName = new LinkedHashMap<>();
        losses.forEach((output, loss) -> {
            Object known = lossOrNull(loss);
            if (known != null) byName.put(output, known);
        });
        return settings -> settings.losses(PerOutput.byName(byName));
    }

    /** A loss, or its name if that means one or another by the shapes. */
    private static @Nullable Object lossOrNull(@Nullable Object given) {
        if (given == null || given instanceof Loss) return given;
        if (given instanceof String name) return Losses.dependsOnShapes(name) ? name : Losses.get(name);
        throw new IllegalArgumentException("a loss is a Loss or the name of one, got " + given);
    }

    /** How much each output's loss counts in the total, in the order of the outputs. */
    public static CompileOption lossWeights(double... weights) {
        return settings -> settings.lossWeights(
                PerOutput.inOrder(Arrays.stream(weights).boxed().toList()));
    }

    /** How much the losses of outputs count in the total, by the names of outputs; 1 for those that are not named. */
    public static CompileOption lossWeights(Map<String, ? extends Number> weights) {
        Map<String, Double> byName = new LinkedHashMap<>();
        weights.forEach((output, weight) -> byName.put(output, weight.doubleValue()));
        return settings -> settings.lossWeights(PerOutput.byName(byName));
    }

    public static CompileOption optimizer(String name) {
        return optimizer(Optimizers.get(name));
    }

    public static CompileOption optimizer(Optimizer optimizer) {
        return settings -> settings.optimizer(optimizer);
    }

    /**
     * What is measured. {@code "accuracy"} becomes the accuracy that fits the shapes of outputs and targets. A model of several outputs takes one for all or one for each; see {@link
     * OutputMetrics}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such metric; the message has the nearest name
     */
    public static CompileOption metrics(String... names) {
        return measured(CompileSettings::metrics, List.of(names));
    }

    /** What is measured. See {@link #metrics(String...)}. */
    public static CompileOption metrics(Metric... metrics) {
        return measured(CompileSettings::metrics, List.of(metrics));
    }

    /** What is measured. In one list, as Keras has it, or a list for each output in
     * their order; each metric a name or a {@link Metric}. */
    public static CompileOption metrics(List<?>... outputs) {
        return measuredInOrder(CompileSettings::metrics, outputs);
    }

    /** What is measured. By the names of outputs; each a name, a {@link Metric}, or a list of these. */
    public static CompileOption metrics(Map<String, ?> outputs) {
        return measuredByName(CompileSettings::metrics, outputs);
    }

    /**
     * What is measured with sample and class weights. A model of several outputs takes one for all or one for each; see {@link
     * OutputMetrics}.
     *
     * @throws org.rhyton.saving.UnknownClassException when there is no such metric; the message has the nearest name
     */
    public static CompileOption weightedMetrics(String... names) {
        return measured(CompileSettings::weightedMetrics, List.of(names));
    }

    /** What is measured with sample and class weights. See {@link #weightedMetrics(String...)}. */
    public static CompileOption weightedMetrics(Metric... metrics) {
        return measured(CompileSettings::weightedMetrics, List.of(metrics));
    }

    /** What is measured with sample and class weights. In one list, as Keras has it, or a list for each output in
     * their order; each metric a name or a {@link Metric}. */
    public static CompileOption weightedMetrics(List<?>... outputs) {
        return measuredInOrder(CompileSettings::weightedMetrics, outputs);
    }

    /** What is measured with sample and class weights. By the names of outputs; each a name, a {@link Metric}, or a list of these. */
    public static CompileOption weightedMetrics(Map<String, ?> outputs) {
        return measuredByName(CompileSettings::weightedMetrics, outputs);
    }

    private static CompileOption measured(Function<CompileSettings, OutputMetrics> which, List<?> metrics) {
        List<Object> known = known(metrics);
        return settings -> which.apply(settings).add(known);
    }

    private static CompileOption measuredInOrder(Function<CompileSettings, OutputMetrics> which, List<?>... outputs) {
        if (outputs.length == 1) return measured(which, outputs[0]);
        List<List<Object>> lists = Stream.of(outputs).map(Options::known).toList();
        return settings -> which.apply(settings).set(PerOutput.inOrder(lists));
    }

    private static CompileOption measuredByName(
            Function<CompileSettings, OutputMetrics> which, Map<String, ?> outputs) {
        PerOutput<List<Object>> byName = OutputMetrics.byName(outputs);
        byName.of(List.copyOf(outputs.keySet())).stream()
                .filter(Objects::nonNull)
                .forEach(Options::known);
        return settings -> which.apply(settings).set(byName);
    }

    private static List<Object> known(List<?> metrics) {
        for (Object metric : metrics) {
            if (metric instanceof String name) Metrics.requireKnown(name);
            else if (!(metric instanceof Metric)) {
                throw new IllegalArgumentException("a metric is a Metric or the name of one, got " + metric);
            }
        }
        return List.copyOf(metrics);
    }

    /** Runs training operation by operation on the plain kernels, to look into it with a debugger. Slow. */
    public static CompileOption runEagerly(boolean value) {
        return settings -> settings.runEagerly(value);
    }

    /**
     * Keras's number of batches for one call of its runtime. Taken, so that programs can be carried over, and without effect:
     * here a batch has no such cost, and callbacks see every one.
     */
    public static CompileOption stepsPerExecution(int batches) {
        positive("stepsPerExecution", batches);
        return _ -> {};
    }

    // ---- fit

    /** How often to go through the data; 1 by default. */
    public static FitOption epochs(int count) {
        positive("epochs", count);
        return settings -> settings.epochs = count;
    }

    /** The number of epochs that were already done; training goes on from there to {@link #epochs}. */
    public static FitOption initialEpoch(int epoch) {
        return settings -> settings.initialEpoch = epoch;
    }

    /** Whether each epoch goes through the samples in a new random order; true by default. */
    public static FitOption shuffle(boolean value) {
        return settings -> settings.shuffle = value;
    }

    /** Data to evaluate on after each epoch. */
    public static FitOption validationData(Array x, NDArray y) {
        return settings -> settings.validation = Data.of(List.of(x), List.of(y), List.of());
    }

    public static FitOption validationData(Array x, NDArray y, NDArray sampleWeight) {
        return settings -> settings.validation = Data.of(List.of(x), List.of(y), List.of(sampleWeight));
    }

    public static FitOption validationData(List<? extends Array> x, List<NDArray> y) {
        return settings -> settings.validation = Data.of(x, y, List.of());
    }

    /** Samples, targets and sample weights of a model of several outputs. */
    public static FitOption validationData(List<? extends Array> x, List<NDArray> y, List<NDArray> sampleWeights) {
        return settings -> settings.validation = Data.of(x, y, sampleWeights);
    }

    /** A dataset to evaluate on after each epoch; each of its elements is a batch. */
    public static FitOption validationData(Dataset dataset) {
        return settings -> settings.validationDataset = dataset;
    }

    /** The share of the samples, from the end, that is not trained on but evaluated after each epoch. */
    public static FitOption validationSplit(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("validationSplit must be at least 0 and below 1, got " + share);
        }
        return settings -> settings.validationSplit = share;
    }

    /** Evaluates after every n-th epoch only. */
    public static FitOption validationFreq(int epochs) {
        positive("validationFreq", epochs);
        return settings -> settings.validationFreq = epochs;
    }

    public static FitOption validationBatchSize(int samples) {
        positive("validationBatchSize", samples);
        return settings -> settings.validationBatchSize = samples;
    }

    /** Ends each validation after that many batches. */
    public static FitOption validationSteps(int steps) {
        positive("validationSteps", steps);
        return settings -> settings.validationSteps = steps;
    }

    /**
     * Ends each epoch after that many batches. The next epoch goes on where this one stopped; when the data is at its end, an
     * epoch is shorter and the next one begins anew.
     */
    public static FitOption stepsPerEpoch(int steps) {
        positive("stepsPerEpoch", steps);
        return settings -> settings.stepsPerEpoch = steps;
    }

    /** How much samples of each class count in the loss; 1 for classes not named. */
    public static FitOption classWeight(Map<Integer, Double> weights) {
        return settings -> settings.classWeight = Map.copyOf(weights);
    }

    /**
     * Whether a loss that is not a number, or infinite, ends {@code fit} with a {@link NonFiniteLossException}; true by
     * default.
     */
    public static FitOption stopOnNonFiniteLoss(boolean value) {
        return settings -> settings.stopOnNonFiniteLoss = value;
    }

    // ---- fit and evaluate

    /** How much each sample counts in the loss: one number a sample, or one a step of a sequence. */
    public static EvaluateOption sampleWeight(NDArray... weights) {
        return settings -> settings.sampleWeight = List.of(weights);
    }

    // ---- fit, evaluate and predict

    /** Ends {@code evaluate} and {@code predict} after that many batches. */
    public static PredictOption steps(int batches) {
        positive("steps", batches);
        return settings -> settings.steps = batches;
    }

    /** How many samples go through the model at once; 32 by default. */
    public static PredictOption batchSize(int samples) {
        positive("batchSize", samples);
        return settings -> settings.batchSize = samples;
    }

    /** 0: silent; 1: a progress bar; 2: a line an epoch. By default a bar on terminals, lines elsewhere. */
    public static PredictOption verbose(int level) {
        if (level < 0 || level > 2) throw new IllegalArgumentException("verbose must be 0, 1 or 2, got " + level);
        return settings -> settings.verbose = level;
    }

    /** Where progress is shown. */
    public static PredictOption progress(Progress progress) {
        return settings -> settings.progress = progress;
    }

    /** Whose texts are told; those of Keras 2.12 by default. */
    public static PredictOption textStyle(TextStyle style) {
        return settings -> settings.textStyle = style;
    }

    public static PredictOption callbacks(Callback... callbacks) {
        return settings -> settings.callbacks.addAll(List.of(callbacks));
    }

    private static void positive(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
}
