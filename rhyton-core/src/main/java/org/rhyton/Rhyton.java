package org.rhyton;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.constraints.Constraint;
import org.rhyton.constraints.MaxNorm;
import org.rhyton.constraints.NonNeg;
import org.rhyton.constraints.UnitNorm;
import org.rhyton.data.Dataset;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Names;
import org.rhyton.losses.Loss;
import org.rhyton.metrics.Metric;
import org.rhyton.models.FileFormat;
import org.rhyton.models.Functional;
import org.rhyton.models.LoadOption;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.models.SaveOption;
import org.rhyton.models.Summary;
import org.rhyton.models.SummaryOption;
import org.rhyton.models.WeightsOption;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Seeds;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.regularizers.L1;
import org.rhyton.regularizers.L1L2;
import org.rhyton.regularizers.L2;
import org.rhyton.regularizers.OrthogonalRegularizer;
import org.rhyton.saving.CustomObject;
import org.rhyton.saving.Registry;
import org.rhyton.training.Callback;
import org.rhyton.training.CompileOption;
import org.rhyton.training.EvaluateOption;
import org.rhyton.training.FitOption;
import org.rhyton.training.Options;
import org.rhyton.training.PredictOption;
import org.rhyton.training.Progress;

/**
 * Everything that a program says in passing, to be imported statically: {@code import static org.rhyton.Rhyton.*}.
 *
 * <p>The classes themselves (layers, models, optimizers) are in their packages; this class has the small words between
 * them: activations, regularizers, constraints, the keyword arguments of {@code compile}, {@code fit}, {@code evaluate}
 * and {@code predict}, inputs, loading, and the switches of the whole program.
 */
public final class Rhyton {
    // ---- activations
    public static final Activation RELU = Activations.RELU;
    public static final Activation SELU = Activations.SELU;
    public static final Activation ELU = Activations.ELU;
    public static final Activation GELU = Activations.GELU;
    public static final Activation SIGMOID = Activations.SIGMOID;
    public static final Activation SOFTMAX = Activations.SOFTMAX;
    public static final Activation SOFTPLUS = Activations.SOFTPLUS;
    public static final Activation SILU = Activations.SILU;
    public static final Activation TANH = Activations.TANH;
    public static final Activation LINEAR = Activations.LINEAR;

    // ---- element types

    /** The type of inputs that are texts; numbers have those of {@link DType}. */
    public static final ElementType STRING = ElementType.STRING;

    private Rhyton() {}

    // ---- regularizers

    /** Adds {@code l1 · Σ|w|} to the loss. */
    public static L1 l1(double l1) {
        return new L1(l1);
    }

    /** Adds {@code l2 · Σw²} to the loss. */
    public static L2 l2(double l2) {
        return new L2(l2);
    }

    /** Adds {@code l1 · Σ|w| + l2 · Σw²} to the loss: the elastic net. */
    public static L1L2 l1L2(double l1, double l2) {
        return new L1L2(l1, l2);
    }

    /** Adds {@code factor} times what the rows (or columns) lack of being orthogonal to the loss. */
    public static OrthogonalRegularizer orthogonal(double factor) {
        return new OrthogonalRegularizer(factor, OrthogonalRegularizer.Mode.ROWS);
    }

    // ---- constraints

    /** Scales the incoming weights of each unit down to this norm after each update. */
    public static Constraint maxNorm(double maxValue) {
        return new MaxNorm(maxValue);
    }

    public static Constraint nonNeg() {
        return new NonNeg();
    }

    public static Constraint unitNorm() {
        return new UnitNorm();
    }

    // ---- models

    /** Where data enters a functional model: the shape of one sample; −1 for a size that varies. Keras: {@code Input}. */
    public static Tensor input(int... shape) {
        return new InputLayer(new InputLayer.Config(Shape.of(shape))).tensor();
    }

    /** An input of another element type, such as int64 for indices, or {@link #STRING}: {@code input(STRING, 1)}. */
    public static Tensor input(ElementType dtype, int... shape) {
        return new InputLayer(new InputLayer.Config(Shape.of(shape), dtype)).tensor();
    }

    /** An input with a name. */
    public static Tensor input(String name, int... shape) {
        return new InputLayer(new InputLayer.Config(Shape.of(shape)), name).tensor();
    }

    /** An input with a name, of another element type. */
    public static Tensor input(String name, ElementType dtype, int... shape) {
        return new InputLayer(new InputLayer.Config(Shape.of(shape), dtype), name).tensor();
    }

    public static Functional model(Tensor input, Tensor output) {
        return new Functional(input, output);
    }

    public static Functional model(List<Tensor> inputs, List<Tensor> outputs) {
        return new Functional(inputs, outputs);
    }

    /** A new model of the same layers, with new weights; see {@link Models#cloneModel}. */
    public static Model cloneModel(Model model) {
        return Models.cloneModel(model);
    }

    // ---- files

    /** Loads a model from an {@code .h5} file of Keras or Rhyton; see {@link Models#load(Path, LoadOption...)}. */
    public static Model loadModel(Path file, LoadOption... options) {
        return Models.load(file, options);
    }

    /** Classes and functions of one's own that a file may name: {@code loadModel(path, customObjects(...))}. */
    public static LoadOption customObjects(CustomObject... objects) {
        return Models.customObjects(objects);
    }

    /** Matches layers by name: {@code model.loadWeights(path, byName(), skipMismatch())}. */
    public static WeightsOption byName() {
        return Models.byName();
    }

    /** Leaves out layers whose weights do not fit: {@code model.loadWeights(path, byName(), skipMismatch())}. */
    public static WeightsOption skipMismatch() {
        return Models.skipMismatch();
    }

    /** The format to save in, whatever the name ends in: {@code model.save(path, format(FileFormat.KERAS))}. */
    public static SaveOption format(FileFormat format) {
        return Models.format(format);
    }

    /** Whether a loaded model is compiled as it was when it was saved: {@code loadModel(path, compile(false))}. */
    public static LoadOption compile(boolean value) {
        return Models.compile(value);
    }

    /** All classes that files may name; register your own here. */
    public static Registry registry() {
        return Models.registry();
    }

    // ---- compile

    public static CompileOption loss(@Nullable String... names) {
        return Options.loss(names);
    }

    public static CompileOption loss(@Nullable Loss... losses) {
        return Options.loss(losses);
    }

    public static CompileOption loss(Map<String, ?> losses) {
        return Options.loss(losses);
    }

    public static CompileOption lossWeights(double... weights) {
        return Options.lossWeights(weights);
    }

    public static CompileOption lossWeights(Map<String, ? extends Number> weights) {
        return Options.lossWeights(weights);
    }

    public static CompileOption optimizer(String name) {
        return Options.optimizer(name);
    }

    public static CompileOption optimizer(Optimizer optimizer) {
        return Options.optimizer(optimizer);
    }

    public static CompileOption metrics(String... names) {
        return Options.metrics(names);
    }

    public static CompileOption metrics(Metric... metrics) {
        return Options.metrics(metrics);
    }

    public static CompileOption metrics(List<?>... outputs) {
        return Options.metrics(outputs);
    }

    public static CompileOption metrics(Map<String, ?> outputs) {
        return Options.metrics(outputs);
    }

    public static CompileOption weightedMetrics(String... names) {
        return Options.weightedMetrics(names);
    }

    public static CompileOption weightedMetrics(Metric... metrics) {
        return Options.weightedMetrics(metrics);
    }

    public static CompileOption weightedMetrics(List<?>... outputs) {
        return Options.weightedMetrics(outputs);
    }

    public static CompileOption weightedMetrics(Map<String, ?> outputs) {
        return Options.weightedMetrics(outputs);
    }

    public static CompileOption runEagerly(boolean value) {
        return Options.runEagerly(value);
    }

    // ---- fit, evaluate, predict

    public static FitOption epochs(int count) {
        return Options.epochs(count);
    }

    public static FitOption initialEpoch(int epoch) {
        return Options.initialEpoch(epoch);
    }

    public static FitOption shuffle(boolean value) {
        return Options.shuffle(value);
    }

    public static FitOption validationData(Array x, NDArray y) {
        return Options.validationData(x, y);
    }

    public static FitOption validationData(List<? extends Array> x, List<NDArray> y) {
        return Options.validationData(x, y);
    }

    public static FitOption validationData(Dataset dataset) {
        return Options.validationData(dataset);
    }

    public static FitOption validationSteps(int steps) {
        return Options.validationSteps(steps);
    }

    public static FitOption stepsPerEpoch(int steps) {
        return Options.stepsPerEpoch(steps);
    }

    public static FitOption validationSplit(double share) {
        return Options.validationSplit(share);
    }

    public static FitOption classWeight(Map<Integer, Double> weights) {
        return Options.classWeight(weights);
    }

    public static EvaluateOption sampleWeight(NDArray... weights) {
        return Options.sampleWeight(weights);
    }

    public static PredictOption batchSize(int samples) {
        return Options.batchSize(samples);
    }

    public static PredictOption verbose(int level) {
        return Options.verbose(level);
    }

    public static PredictOption progress(Progress progress) {
        return Options.progress(progress);
    }

    public static PredictOption callbacks(Callback... callbacks) {
        return Options.callbacks(callbacks);
    }

    /** How a call of a model runs: {@code model.apply(x, training(true))}. */
    public static Model.Training training(boolean value) {
        return new Model.Training(value);
    }

    // ---- summary

    public static SummaryOption showTrainable() {
        return Summary.showTrainable();
    }

    public static SummaryOption expandNested() {
        return Summary.expandNested();
    }

    public static SummaryOption lineLength(int characters) {
        return Summary.lineLength(characters);
    }

    // ---- the whole program

    /** Makes all that is random from now on (weights, dropout, shuffling) the same in every run of the program. */
    public static void setRandomSeed(long seed) {
        Seeds.set(seed);
    }

    /** Begins to count the names of layers and models again. Keras: {@code keras.backend.clear_session}. */
    public static void clearSession() {
        Names.clear();
    }

    /** The element type of layers made from now on: float32 or float64. */
    public static void setFloatx(DType dtype) {
        Backend.setFloatx(dtype);
    }
}
