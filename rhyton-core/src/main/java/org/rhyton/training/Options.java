package org.rhyton.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rhyton.array.NDArray;
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

    /** The loss of each output, by name: {@code loss("mse")}; one name serves all outputs. */
    public static CompileOption loss(String... names) {
        List<Loss> losses = Stream.of(names).map(Losses::get).toList();
        return settings -> settings.losses(losses);
    }

    /** The loss of each output; one serves all outputs. */
    public static CompileOption loss(Loss... losses) {
        return settings -> settings.losses(List.of(losses));
    }

    /** Losses by the names of outputs, which are the names of their layers. */
    public static CompileOption losses(Map<String, Loss> losses) {
        return settings -> settings.lossesByOutput().putAll(losses);
    }

    /** How much each output's loss counts in the total. */
    public static CompileOption lossWeights(double... weights) {
        return settings -> settings.lossWeights(Arrays.stream(weights).boxed().toList());
    }

    public static CompileOption optimizer(String name) {
        return optimizer(Optimizers.get(name));
    }

    public static CompileOption optimizer(Optimizer optimizer) {
        return settings -> settings.optimizer(optimizer);
    }

    /** Metrics by name; {@code "accuracy"} becomes the accuracy that fits the loss. */
    public static CompileOption metrics(String... names) {
        for (String name : names) Metrics.requireKnown(name);
        return settings -> settings.metrics().addAll(List.of(names));
    }

    public static CompileOption metrics(Metric... metrics) {
        return settings -> settings.metrics().addAll(List.of(metrics));
    }

    /** Metrics by the names of outputs; each a name or a {@link Metric}. */
    public static CompileOption metrics(Map<String, List<Object>> metrics) {
        return settings -> settings.metricsByOutput().putAll(metrics);
    }

    /** Metrics that sample and class weights apply to. */
    public static CompileOption weightedMetrics(String... names) {
        for (String name : names) Metrics.requireKnown(name);
        return settings -> settings.weightedMetrics().addAll(List.of(names));
    }

    public static CompileOption weightedMetrics(Metric... metrics) {
        return settings -> settings.weightedMetrics().addAll(List.of(metrics));
    }

    /** Metrics that sample and class weights apply to, by the names of outputs; each a name or a {@link Metric}. */
    public static CompileOption weightedMetrics(Map<String, List<Object>> metrics) {
        return settings -> settings.weightedMetricsByOutput().putAll(metrics);
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
    public static FitOption validationData(NDArray x, NDArray y) {
        return settings -> settings.validation = Data.of(List.of(x), List.of(y), List.of());
    }

    public static FitOption validationData(NDArray x, NDArray y, NDArray sampleWeight) {
        return settings -> settings.validation = Data.of(List.of(x), List.of(y), List.of(sampleWeight));
    }

    public static FitOption validationData(List<NDArray> x, List<NDArray> y) {
        return settings -> settings.validation = Data.of(x, y, List.of());
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

    /** Ends each epoch after that many batches. */
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
