package org.rhyton.models;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.ShapeException;
import org.rhyton.data.Dataset;
import org.rhyton.data.Element;
import org.rhyton.layers.Call;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Wiring;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.training.CompileOption;
import org.rhyton.training.CompileSettings;
import org.rhyton.training.Data;
import org.rhyton.training.DataException;
import org.rhyton.training.EvaluateOption;
import org.rhyton.training.FitOption;
import org.rhyton.training.History;
import org.rhyton.training.Logs;
import org.rhyton.training.PredictOption;
import org.rhyton.training.Predictor;
import org.rhyton.training.Target;
import org.rhyton.training.Trainer;

/**
 * Layers that can be trained, evaluated and asked for predictions. Keras: {@code keras.Model}.
 *
 * <p>{@link Functional} is a graph of layers, {@link Sequential} a list of them. A model of your own extends this class
 * like a layer: {@link #track} its layers in the constructor, and write {@link #call} with them.
 *
 * <p>{@code predict} and {@code apply} may be called by several threads at once, even while another thread trains the
 * model: they see the weights as they are between two training steps.
 */
public abstract class Model extends Layer {
    private static final String ONLY_OUTPUT = "output";

    private final AtomicLong calls = new AtomicLong();
    private final Map<List<Object>, CompiledFunction> programs = new HashMap<>();
    private @Nullable Target drawn;
    private @Nullable Trainer trainer;

    /** Draws the model's name, from that of its class. */
    protected Model() {}

    /** How a call of a model runs. */
    private enum Mode {
        INFERENCE,
        TRAINING,
        MONTE_CARLO;

        Call call() {
            return switch (this) {
                case INFERENCE -> Call.inference();
                case TRAINING -> Call.training();
                case MONTE_CARLO -> Call.monteCarlo();
            };
        }
    }

    /** The graph of layers, for models that have one. */
    public @Nullable LayerGraph graph() {
        return null;
    }

    // ---- layers

    @Override
    protected List<Layer> listed() {
        return sublayers();
    }

    /** The layers, in Keras's order. */
    public List<Layer> layers() {
        return List.copyOf(sublayers());
    }

    /** The layers from one to before another; negative numbers count from the end: {@code layers(0, -2)}. */
    public List<Layer> layers(int from, int to) {
        List<Layer> all = layers();
        int start = from < 0 ? from + all.size() : from;
        int end = to < 0 ? to + all.size() : to;
        if (start < 0 || end > all.size() || start > end) {
            throw new LayerException(
                    "model '" + name() + "' has " + all.size() + " layers; there are none from " + from + " to " + to);
        }
        return all.subList(start, end);
    }

    /**
     * The layer of a name.
     *
     * @throws LayerException when there is none
     */
    public Layer layer(String name) {
        return layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LayerException("model '" + name() + "' has no layer '" + name + "'; it has "
                        + layers().stream().map(Layer::name).toList()));
    }

    /** The layer at a place; negative numbers count from the end. */
    public Layer layer(int index) {
        List<Layer> all = layers();
        int at = index < 0 ? index + all.size() : index;
        if (at < 0 || at >= all.size()) {
            throw new LayerException("model '" + name() + "' has " + all.size() + " layers; there is none at " + index);
        }
        return all.get(at);
    }

    /** The names of the outputs, which are those of the layers that make them; a model without a graph has one, "output". */
    public List<String> outputNames() {
        LayerGraph graph = graph();
        if (graph == null) return drawn == null ? List.of(ONLY_OUTPUT) : drawn.outputNames();
        List<String> keys = this instanceof Functional functional ? functional.outputKeys() : null;
        if (keys != null) return keys;
        return graph.outputs().stream()
                .map(output -> Wiring.originOf(output).call().layer().name())
                .toList();
    }

    // ---- training

    /**
     * Says how to train: {@code compile(loss("mse"), optimizer("adam"), metrics("mae"))}. Reads which layers are trainable.
     * See {@link org.rhyton.training.Options}.
     */
    public void compile(CompileOption... options) {
        compile(CompileSettings.of(options));
    }

    void compile(CompileSettings newSettings) {
        this.settings = newSettings;
        this.trainer = null;
        if (isBuilt()) prepare();
    }

    private @Nullable CompileSettings settings;

    /** What the model was compiled with; null when it was not. */
    public @Nullable CompileSettings compiled() {
        return settings;
    }

    private void prepare() {
        if (settings != null && graph() != null) trainer = new Trainer(target(List.of()), settings);
    }

    @Nullable
    Trainer trainer() {
        return trainer;
    }

    private Trainer trainerFor(Dataset dataset) {
        if (trainer != null || graph() != null) return trainerFor(List.of());
        return trainerFor(dataset.first().inputs());
    }

    private Trainer trainerFor(List<? extends Array> inputs) {
        if (settings == null) {
            throw new LayerException("model '" + name() + "' must be compiled before it is trained or evaluated:"
                    + " model.compile(loss(...), optimizer(...), metrics(...))");
        }
        if (trainer == null) trainer = new Trainer(target(inputs), settings);
        return trainer;
    }

    /** Trains on samples and targets. */
    public History fit(Array x, NDArray y, FitOption... options) {
        return fit(given("x", x), given("y", y), options);
    }

    /** Trains a model of several inputs or outputs. */
    public History fit(List<? extends Array> x, List<NDArray> y, FitOption... options) {
        return trainerFor(x).fit(Data.of(x, y, List.of()), options);
    }

    /** Trains a model of several inputs on arrays that are given by the names of the inputs. */
    public History fit(Map<String, ? extends Array> x, NDArray y, FitOption... options) {
        return fit(inOrder(x), given("y", y), options);
    }

    /**
     * Trains on a dataset, of which each element is a batch of inputs, targets and perhaps sample weights: {@code
     * fit(Dataset.fromArrays(x, y).shuffle(1000, 42).batch(32), epochs(5))}.
     *
     * @throws org.rhyton.training.DataException when the dataset is empty, or does not fit the model
     */
    public History fit(Dataset dataset, FitOption... options) {
        return trainerFor(dataset).fit(dataset, options);
    }

    /** The loss and the metrics over a dataset, of which each element is a batch. */
    public double[] evaluate(Dataset dataset, EvaluateOption... options) {
        return numbers(evaluateNamed(dataset, options));
    }

    /** The loss and the metrics over a dataset by name. */
    public Logs evaluateNamed(Dataset dataset, EvaluateOption... options) {
        return trainerFor(dataset).evaluate(dataset, options);
    }

    /** The loss and the metrics over all samples, in this order. */
    public double[] evaluate(Array x, NDArray y, EvaluateOption... options) {
        return evaluate(given("x", x), given("y", y), options);
    }

    /** As {@link #evaluate(Array, NDArray, EvaluateOption...)}, on arrays by the names of the inputs. */
    public double[] evaluate(Map<String, ? extends Array> x, NDArray y, EvaluateOption... options) {
        return evaluate(inOrder(x), given("y", y), options);
    }

    public double[] evaluate(List<? extends Array> x, List<NDArray> y, EvaluateOption... options) {
        return numbers(evaluateNamed(x, y, options));
    }

    /** The loss and the metrics by name. Keras: {@code evaluate(return_dict=True)}. */
    public Logs evaluateNamed(List<? extends Array> x, List<NDArray> y, EvaluateOption... options) {
        return trainerFor(x).evaluate(Data.of(x, y, List.of()), options);
    }

    /** One training step; returns the loss and the metrics of this batch. */
    public double[] trainOnBatch(Array x, NDArray y) {
        return trainOnBatch(given("x", x), given("y", y));
    }

    public double[] trainOnBatch(List<? extends Array> x, List<NDArray> y) {
        return numbers(trainerFor(x).trainOnBatch(Data.of(x, y, List.of())));
    }

    /** The loss and the metrics of one batch. */
    public double[] testOnBatch(Array x, NDArray y) {
        List<Array> inputs = given("x", x);
        return numbers(trainerFor(inputs).testOnBatch(Data.of(inputs, given("y", y), List.of())));
    }

    private static double[] numbers(Logs logs) {
        double[] numbers = new double[logs.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = logs.value(i);
        return numbers;
    }

    // ---- predictions

    /** The outputs for samples, batch after batch, in inference form. For a model of one output. */
    public NDArray predict(Array x, PredictOption... options) {
        return only(predict(given("x", x), options));
    }

    /** The outputs of a model of several inputs or outputs. */
    public List<NDArray> predict(List<? extends Array> x, PredictOption... options) {
        List<Array> inputs = inputs(x);
        return Predictor.predict(program(Mode.INFERENCE, inputs), Data.of(inputs, List.of(), List.of()), options);
    }

    /** The outputs for arrays by the names of the model's inputs: {@code predict(Map.of("review", texts, "stars", stars))}. */
    public List<NDArray> predict(Map<String, ? extends Array> x, PredictOption... options) {
        return predict(inOrder(x), options);
    }

    /** The outputs for a dataset, of which each element is a batch; targets in it are passed over. */
    public NDArray predict(Dataset dataset, PredictOption... options) {
        return only(predictAll(dataset, options));
    }

    /** The outputs of a model of several outputs for a dataset. */
    public List<NDArray> predictAll(Dataset dataset, PredictOption... options) {
        CompiledFunction program =
                program(Mode.INFERENCE, inputs(dataset.first().inputs()));
        return Predictor.predict(
                program, dataset.map(batch -> new Element(inputs(batch.inputs()), List.of(), List.of())), options);
    }

    /** The outputs for samples, all at once, in inference form. Keras: {@code model(x)}. */
    @Override
    public NDArray apply(Array x) {
        return only(run(Mode.INFERENCE, given("x", x)));
    }

    /** The outputs for samples, all at once. Keras: {@code model(x, training=...)}. */
    public NDArray apply(Array x, Training training) {
        return only(run(training.value() ? Mode.TRAINING : Mode.INFERENCE, given("x", x)));
    }

    public List<NDArray> apply(List<? extends Array> x, Training training) {
        return run(training.value() ? Mode.TRAINING : Mode.INFERENCE, x);
    }

    /**
     * Draws the model into a graph of layers, in one form for good: {@code base.apply(x, training(false))} keeps it in
     * inference form while the model around it is trained, as transfer learning wants of BatchNormalization.
     */
    public Tensor apply(Tensor x, Training training) {
        return apply(List.of(x), Map.of("training", training.value())).getFirst();
    }

    /** Whether a call runs in training form; made by {@code training(true)}. */
    public record Training(boolean value) {}

    /**
     * Monte-Carlo dropout: predicts many times with the random layers on and all others in inference form, and tells how
     * the predictions spread. Gal and Ghahramani 2016.
     *
     * @param samples how many predictions, at least 1
     */
    public MonteCarlo predictMonteCarlo(Array x, int samples) {
        if (samples < 1)
            throw new IllegalArgumentException("Monte-Carlo prediction needs at least 1 sample, got " + samples);
        List<NDArray> predictions = new ArrayList<>(samples);
        for (int i = 0; i < samples; i++) predictions.add(only(run(Mode.MONTE_CARLO, given("x", x))));
        return MonteCarlo.of(NDArray.stack(predictions));
    }

    private static <A extends Array> List<A> given(String name, @Nullable A array) {
        if (array != null) return List.of(array);
        throw new DataException(name + " is null; it should be an array with a row for each sample");
    }

    private NDArray only(List<NDArray> outputs) {
        if (outputs.size() == 1) return outputs.getFirst();
        throw new LayerException("model '" + name() + "' has " + outputs.size()
                + " outputs; use the form that takes and" + " returns lists");
    }

    private List<NDArray> run(Mode mode, List<? extends Array> x) {
        List<Array> inputs = Data.of(inputs(x), List.of(), List.of()).inputs();
        CompiledFunction program = program(mode, inputs);
        List<Array> typed = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) typed.add(typed(inputs.get(i), program.inputType(i)));
        return program.call(typed, 2 * calls.getAndIncrement() + 1);
    }

    private static Array typed(Array input, ElementType type) {
        return input instanceof NDArray numbers && type instanceof DType dtype ? numbers.astype(dtype) : input;
    }

    private synchronized CompiledFunction program(Mode mode, List<Array> x) {
        Target target = target(x);
        List<Object> key = List.of(mode, target, trainableFlags());
        return programs.computeIfAbsent(
                key,
                _ -> Ops.compile((List<Tensor> inputs) -> invoke(inputs, mode.call()))
                        .withSignature(target.freshInputs()));
    }

    /** In training form a frozen layer may compute something else, so programs are kept by what is frozen. */
    private List<Boolean> trainableFlags() {
        List<Boolean> flags = new ArrayList<>();
        flags(this, layer -> flags.add(layer.trainable()));
        return flags;
    }

    private static void flags(Model model, Consumer<Layer> action) {
        for (Layer layer : model.sublayers()) {
            action.accept(layer);
            if (layer instanceof Model inner) flags(inner, action);
        }
    }

    /**
     * The names of the inputs, which are those of the layers where data enters; a model without a graph has none.
     *
     * @throws LayerException when the model has no graph of layers
     */
    public List<String> inputNames() {
        LayerGraph graph = graph();
        if (graph == null) {
            throw new LayerException("model '" + name() + "' has no graph of layers, so its inputs have no names; give"
                    + " arrays in a list");
        }
        List<String> keys = this instanceof Functional functional ? functional.inputKeys() : null;
        if (keys != null) return keys;
        return graph.inputs().stream()
                .map(input -> Wiring.originOf(input).call().layer().name())
                .toList();
    }

    /**
     * Arrays that are given by the names of the model's inputs, in the order in which the model takes them, for all that takes
     * lists, such as {@code validationData(model.inOrder(x), y)}.
     *
     * @throws DataException when the names are not those of the inputs
     */
    public List<Array> inOrder(Map<String, ? extends Array> byName) {
        List<String> names = inputNames();
        if (!byName.keySet().equals(Set.copyOf(names))) {
            throw new DataException("the inputs of model '" + name() + "' are called " + names
                    + "; the arrays that were given are called " + new TreeSet<>(byName.keySet()));
        }
        return names.stream().<Array>map(byName::get).toList();
    }

    /** Data as the model takes it. */
    private List<Array> inputs(List<? extends Array> x) {
        Target target = target(x);
        if (x.size() != target.inputs().size()) {
            throw new ShapeException(
                    "model '" + name() + "' takes " + target.inputs().size() + " inputs, got " + x.size() + " arrays");
        }
        return target.fitted(x);
    }

    /** This model as training sees it; one without a graph is drawn for the shapes of its first data. */
    synchronized Target target(List<? extends Array> x) {
        if (graph() == null && drawn == null) drawGraph(x);
        LayerGraph graph = graph();
        if (graph == null) {
            if (drawn == null) drawn = draw(x);
            return drawn;
        }
        if (drawn == null || !drawn.outputs().equals(graph.outputs())) {
            drawn = new Target(this, new ModelStorage(this), graph.inputs(), outputNames(), graph.outputs());
        }
        return drawn;
    }

    /** Draws the graph of layers for the first data, in models that have one and wait for the shape of their input. */
    void drawGraph(List<? extends Array> x) {}

    private Target draw(List<? extends Array> x) {
        List<Tensor> inputs = x.stream()
                .map(array -> Tensor.symbolic(
                        "x", array.shape().with(0, InputLayer.BATCH), typeOf(array.elementType()), null))
                .toList();
        List<Tensor> outputs = Ops.draw(() -> invoke(inputs, Call.inference()));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) names.add(outputs.size() == 1 ? ONLY_OUTPUT : "output_" + (i + 1));
        return new Target(this, new ModelStorage(this), inputs, names, outputs);
    }

    private ElementType typeOf(ElementType data) {
        return data instanceof DType numbers && numbers.isFloating() ? dtype() : data;
    }

    @Override
    protected boolean takesTexts() {
        return true;
    }

    /** Forgets what was traced: the graph of layers has changed. */
    protected final void graphChanged() {
        synchronized (this) {
            programs.clear();
        }
        drawn = null;
        trainer = null;
    }

    // ---- saving

    /**
     * Saves architecture, weights, what the model was compiled with and the optimizer's state. The ending of the name says
     * the format: {@code .keras} is an archive of Keras 3, {@code .h5} (or {@code .hdf5}) the older form that Keras 2 and 3
     * both load; {@link Models#format} decides for any other name. {@link Models#load} loads both. The file is written whole
     * or not at all, with the permissions of the file that it replaces: if it fails, an older file of this name is as it was.
     *
     * @throws org.rhyton.saving.ModelFileException when the file cannot be written
     * @throws org.rhyton.saving.ModelFormatException when the name tells no format
     * @throws org.rhyton.saving.SavingException when a file cannot hold the model, such as a class of one's own
     * @throws LayerException when the model is not built
     */
    public void save(Path file, SaveOption... options) {
        ModelFiles.save(this, file, options);
    }

    /** Writes what {@link #save(Path, SaveOption...)} saves to a stream, as {@code .h5} unless a format is given; not closed. */
    public void save(OutputStream out, SaveOption... options) {
        ModelFiles.save(this, out, options);
    }

    /**
     * Saves the weights alone: under names that end in {@code .weights.h5} in the form that Keras 3 loads by {@code
     * load_weights}, with the optimizer's state; under other names that end in {@code .h5} in that which Keras 2 and 3 load;
     * under names that end in {@code .safetensors} or {@code .npz} as arrays named as in {@link #namedWeights()}.
     * Throws as {@link #save(Path, SaveOption...)}; a model of a class of its own can be saved so, too.
     */
    public void saveWeights(Path file, SaveOption... options) {
        if (NamedWeights.isFor(file)) NamedWeights.save(this, file);
        else ModelFiles.saveWeights(this, file, options);
    }

    /**
     * Gives the model the weights of a file, of weights alone or of a whole model, in any layout that Keras 1 to 3 wrote. The
     * weights of {@code .h5} are matched by the order of layers, those of {@code .weights.h5} and {@code .keras} by the
     * order of layers of each class; names may differ. The arrays of {@code .safetensors} and {@code .npz} are matched by the
     * names of {@link #namedWeights()}. {@link Models#byName} and {@link Models#skipMismatch} load a part.
     *
     * @return what was loaded, skipped and not used; everything was loaded, unless options were given
     * @throws org.rhyton.saving.WeightsMismatchException when they do not fit the model, which is then left as it was
     * @throws org.rhyton.saving.ModelFormatException when the file is damaged or has no weights; nothing is changed
     * @throws org.rhyton.saving.ModelFileException when it is not there or cannot be read
     */
    public WeightsReport loadWeights(Path file, WeightsOption... options) {
        return NamedWeights.isFor(file)
                ? NamedWeights.load(this, file, options)
                : ModelFiles.loadWeights(this, ModelSource.of(file), options);
    }

    /** Loads weights from a stream, which is read to its end and not closed. */
    public WeightsReport loadWeights(InputStream in, WeightsOption... options) {
        return ModelFiles.loadWeights(this, ModelSource.of(in), options);
    }

    /** The weights by path, such as {@code dense/kernel}, in the order of {@link #weights()}; of equal paths, each next one gets a number. */
    public Map<String, Variable> namedWeights() {
        return NamedWeights.of(this);
    }

    /**
     * What the model was compiled with, as JSON of Keras 3: loss, metrics, optimizer; null when it was not compiled. Keras:
     * {@code get_compile_config}.
     */
    public @Nullable String compileConfig() {
        return ModelFiles.compileConfig(this);
    }

    /**
     * The architecture as JSON in Keras 3's form, which its {@code model_from_json} reads, without weights; {@link
     * Models#fromJson} makes a new model of it.
     */
    public String toJson() {
        return ModelFiles.toJson(this);
    }

    // ---- summary

    /** The table of layers, shapes and parameters, as Keras prints it; see {@link Summary} for options. */
    public String summaryText(SummaryOption... options) {
        return Summary.of(this, options);
    }

    /** Prints {@link #summaryText}. */
    public void summary(SummaryOption... options) {
        System.out.print(summaryText(options));
        System.out.flush();
    }
}
