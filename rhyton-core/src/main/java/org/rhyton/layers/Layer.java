package org.rhyton.layers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Saveable;

/**
 * A function of tensors with variables of its own. Keras: {@code keras.layers.Layer}.
 *
 * <p>Subclasses override {@link #build(Shape)} and {@link #call(Tensor, Call)}, or their forms for several inputs.
 *
 * <p>Keras 3's files follow the attributes of Keras's objects: a layer with layers in it says in which attribute Keras has
 * each, with {@link #track(String, Layer)}, and a layer that has variables which Keras keeps in an inner object says so with
 * {@link #inAttribute}. {@link StoredLayer} is what comes of it.
 */
public abstract class Layer implements Saveable {
    static {
        // Who makes a layer will compute.
        Kernels.warmUp();
    }

    private final String kind;
    private String name;
    private boolean trainable = true;
    private DTypePolicy policy = DTypePolicy.standard();
    private @Nullable Regularizer activityRegularizer;
    private boolean activityPerSample = true;
    private boolean built;
    private List<Shape> builtFor = List.of();
    private List<InputSpec> specs = List.of();
    private final List<Variable> ownVariables = new ArrayList<>();
    private final List<Layer> sublayers = new ArrayList<>();
    private final List<Layer> listed = new ArrayList<>();
    private final Attributes attributes = new Attributes();
    private final List<SeedGenerator> seeds = new ArrayList<>();

    /** Draws the layer's name, from that of its class. */
    protected Layer() {
        this.kind = Names.snakeCase(getClass().getSimpleName());
        this.name = Names.draw(kind);
    }

    /** Draws the layer's name from that of a class of Keras. */
    Layer(String className) {
        this.kind = Names.snakeCase(className);
        this.name = Names.draw(kind);
    }

    // ---- identity

    /** The name of Keras's class in Python, in snake case: what files of weights number layers by. */
    final String kind() {
        return kind;
    }

    public final String name() {
        return name;
    }

    /** Gives the layer a name of its own; that which it had drawn goes to the next layer of its kind. */
    protected final void rename(String newName) {
        if (newName.isBlank()) throw new LayerException("a layer's name must not be blank");
        if (newName.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(newName)) {
            throw new LayerException(
                    "a layer's name must be text that files can hold, without zero characters and halves of"
                            + " letters");
        }
        Names.giveBack(kind, name);
        this.name = newName;
    }

    /** Whether {@code fit} may change the layer's variables; read when a model is compiled. */
    public final boolean trainable() {
        return trainable;
    }

    /** Freezes (false) or unfreezes (true) the layer and all layers in it. */
    public Layer trainable(boolean value) {
        this.trainable = value;
        sublayers().forEach(layer -> layer.trainable(value));
        return this;
    }

    public final DTypePolicy dtypePolicy() {
        return policy;
    }

    /** The type in which the layer computes and keeps its variables. */
    public final DType dtype() {
        return policy.dtype();
    }

    protected final void policy(DTypePolicy newPolicy) {
        requireNotBuilt("dtype");
        this.policy = newPolicy;
    }

    /** What the layer's outputs add to the loss; null for nothing. */
    public final @Nullable Regularizer activityRegularizer() {
        return activityRegularizer;
    }

    protected final void activityRegularizerOf(@Nullable Regularizer regularizer) {
        this.activityRegularizer = regularizer;
    }

    /** Divides what the outputs add to the loss by the number of samples, as Keras does; true by default. */
    public final void activityPerSample(boolean value) {
        this.activityPerSample = value;
    }

    /** Whether what the outputs add to the loss is divided by the number of samples. */
    public final boolean isActivityPerSample() {
        return activityPerSample;
    }

    // ---- variables

    /** The layer's own variables and those of layers in it: trainable ones first within each layer, as in Keras files. */
    public List<Variable> weights() {
        Set<Variable> all = new LinkedHashSet<>();
        visit(layer -> {
            layer.ownVariables.stream().filter(Variable::trainable).forEach(all::add);
            layer.ownVariables.stream()
                    .filter(variable -> !variable.trainable())
                    .forEach(all::add);
        });
        return List.copyOf(all);
    }

    /**
     * The variable of a name ({@code kernel}) or, within models, of a path ({@code dense/kernel}).
     *
     * @throws LayerException when there is none, or several
     */
    public Variable weight(String nameOrPath) {
        List<Variable> found = weights().stream()
                .filter(weight -> weight.path().equals(nameOrPath)
                        || weight.path().endsWith("/" + nameOrPath)
                        || weight.name().equals(nameOrPath))
                .toList();
        if (found.size() == 1) return found.getFirst();
        throw new LayerException(
                "layer '" + name + "' has " + (found.isEmpty() ? "no" : "several") + " weights called '" + nameOrPath
                        + "'; it has " + weights().stream().map(Variable::path).toList());
    }

    /** The variables that {@code fit} may change: those of frozen layers are not among them. */
    public List<Variable> trainableWeights() {
        Set<Variable> found = new LinkedHashSet<>();
        visit(layer -> {
            if (layer.trainable)
                layer.ownVariables.stream().filter(Variable::trainable).forEach(found::add);
        });
        return List.copyOf(found);
    }

    /** All other variables. */
    public List<Variable> nonTrainableWeights() {
        List<Variable> rest = new ArrayList<>(weights());
        rest.removeAll(trainableWeights());
        return List.copyOf(rest);
    }

    /** The number of elements of all variables. */
    public long countParams() {
        if (!built) {
            throw new LayerException("layer '" + name + "' has no parameters yet: it is built when it first sees data."
                    + " Build it with build(shape), or give it an input shape");
        }
        return weights().stream().mapToLong(weight -> weight.shape().elements()).sum();
    }

    /** The values of all weights. */
    public List<NDArray> getWeights() {
        return weights().stream().map(Variable::value).toList();
    }

    /**
     * Sets the values of all weights, in the order of {@link #weights()}.
     *
     * @throws ShapeException when their number or a shape differs; then nothing is changed
     */
    public void setWeights(List<NDArray> values) {
        List<Variable> weights = weights();
        if (values.size() != weights.size()) {
            throw new ShapeException("layer '" + name + "' has " + weights.size() + " weights, got " + values.size()
                    + " arrays" + (built ? "" : "; it is not built yet, so build it first"));
        }
        for (int i = 0; i < values.size(); i++) {
            if (!weights.get(i).shape().equals(values.get(i).shape())) {
                throw new ShapeException("weight " + i + " of layer '" + name + "' ("
                        + weights.get(i).path()
                        + ") has shape " + weights.get(i).shape() + ", got an array of shape "
                        + values.get(i).shape());
            }
        }
        for (int i = 0; i < values.size(); i++) weights.get(i).assign(values.get(i));
    }

    /** Adds a trainable variable without regularizer and constraint. */
    protected final Variable addWeight(String weightName, Shape shape, Initializer initializer) {
        return addWeight(weightName, shape, initializer, null, null, true);
    }

    /** Adds a variable, of the layer's type. */
    protected final Variable addWeight(
            String weightName,
            Shape shape,
            Initializer initializer,
            @Nullable Regularizer regularizer,
            @Nullable Constraint constraint,
            boolean isTrainable) {
        Variable variable = new Variable(
                        weightName, Restoring.initial(name + "/" + weightName, initializer, shape, dtype()))
                .path(name + "/" + weightName)
                .trainable(isTrainable)
                .regularizer(regularizer)
                .constraint(constraint);
        ownVariables.add(variable);
        return variable;
    }

    /** Adds a variable of another type than the layer's, which is not trained: a count. */
    protected final Variable addWeight(String weightName, Shape shape, Initializer initializer, DType type) {
        String path = name + "/" + weightName;
        Variable variable = new Variable(weightName, Restoring.initial(path, initializer, shape, type))
                .path(path)
                .trainable(false);
        ownVariables.add(variable);
        return variable;
    }

    /**
     * Counts a variable of a layer in this one among this layer's own too, before those that are made later: what Keras does
     * with a variable that a layer assigns to an attribute of its own. It stays one variable.
     */
    protected final Variable adopt(Variable variable) {
        ownVariables.add(variable);
        return variable;
    }

    /** Makes a source of randomness; without a seed it draws one. */
    protected final SeedGenerator addSeed(@Nullable Long seed) {
        SeedGenerator generator = new SeedGenerator(seed);
        seeds.add(generator);
        return generator;
    }

    /** The sources of randomness of the layer and all layers in it. */
    public final List<SeedGenerator> seedGenerators() {
        Set<SeedGenerator> all = new LinkedHashSet<>();
        visit(layer -> all.addAll(layer.seeds));
        return List.copyOf(all);
    }

    /**
     * Makes a layer part of this one: its variables and its freezing belong to this layer too. A layer that Keras has, too,
     * says in which attribute: see {@link #track(String, Layer)}.
     */
    protected final <L extends Layer> L track(L layer) {
        listed.add(layer);
        own(layer);
        return layer;
    }

    /** What becomes part of a frozen layer is frozen, such as what is made when a frozen layer is built. */
    private void own(Layer layer) {
        sublayers.add(layer);
        if (!trainable) layer.trainable(false);
    }

    /**
     * Makes a layer part of this one, under the name of the attribute in which Keras's class holds it: {@code cell = track(
     * "cell", new LSTMCell(...))}. Keras 3's files have the layer's variables in a group of that name, so it has to be
     * Keras's. Tracked layers are in the order of {@link #weights()}.
     *
     * @throws LayerException when the attribute has a layer already
     */
    protected final <L extends Layer> L track(String attribute, L layer) {
        attributes.put(attribute, layer);
        own(layer);
        return layer;
    }

    /** Makes layers part of this one that Keras's class holds in a list: {@code cells = track("cells", cells)}. */
    protected final <L extends Layer> List<L> track(String attribute, List<L> layers) {
        attributes.put(attribute, layers);
        layers.forEach(this::own);
        return layers;
    }

    /**
     * Says that Keras's class has a variable in an object of its own, which is held in an attribute, where this layer has it
     * itself: {@code kernel = inAttribute("query_dense", addWeight("kernel", ...))}. Keras 3's files have it in a group of
     * that name; the variables of one attribute are in the order of their making.
     */
    protected final Variable inAttribute(String attribute, Variable variable) {
        attributes.put(attribute, variable);
        return variable;
    }

    /** In which attributes Keras's class has what is in this layer. */
    final Attributes attributes() {
        return attributes;
    }

    /** The layers that Keras's class has in its attribute {@code layers}: here, those that were given no attribute. */
    protected List<Layer> listed() {
        return listed;
    }

    /** The layers in this one. */
    protected List<Layer> sublayers() {
        return sublayers;
    }

    /** The layer's own variables, in the order of their making. */
    protected final List<Variable> ownVariables() {
        return ownVariables;
    }

    /** Forgets what stateful layers in this one keep from batch to batch: their states are zeros again. */
    public void resetStates() {
        sublayers().forEach(Layer::resetStates);
    }

    private void visit(Consumer<Layer> action) {
        action.accept(this);
        sublayers().forEach(layer -> layer.visit(action));
    }

    // ---- files

    /**
     * What a {@code .keras} archive keeps of the layer beside config and variables, as files by name: the vocabulary that a
     * layer learned. Nothing by default. Keras: {@code save_assets}.
     */
    protected Map<String, byte[]> assets() {
        return Map.of();
    }

    /**
     * Takes what {@link #assets()} gave, after config and variables; called only where an archive has any.
     *
     * @throws RuntimeException when they are not what the layer wrote; loading then says the file and the layer
     */
    protected void loadAssets(Map<String, byte[]> files) {
        throw new LayerException("layer '" + name + "' (" + className() + ") takes no files, got " + files.keySet());
    }

    /**
     * What the weights files of Keras 3 keep of the layer beside its variables, as arrays by name: weights that it learned
     * otherwise than by training. With a path before its name, an array is in an object of Keras's class. Nothing by
     * default. Keras: {@code save_own_variables}.
     */
    protected Map<String, NDArray> arrays() {
        return Map.of();
    }

    /**
     * Checks what {@link #arrays()} gave and a file kept, without paths; where it is right, {@code run} takes it.
     *
     * @throws RuntimeException when it is not what the layer wrote; loading then says the file and the layer
     */
    protected Runnable takingArrays(Map<String, NDArray> arrays) {
        throw new LayerException(
                "layer '" + name + "' (" + className() + ") takes no arrays by name, got " + arrays.keySet());
    }

    /**
     * Told, when the layer is read from a file, which Keras wrote it: what a version did otherwise than that of today, a
     * layer of its files goes on doing. By default there is no such thing.
     */
    protected void writtenBy(KerasVersion version) {}

    // ---- building

    public final boolean isBuilt() {
        return built;
    }

    /** The shapes of the inputs that the layer was built for. */
    public final List<Shape> builtFor() {
        return builtFor;
    }

    /** Makes the variables, for one input of the given shape, of which axis 0 is the batch. */
    protected void build(Shape input) {}

    /** Makes the variables, for inputs of the given shapes. */
    protected void build(List<Shape> inputs) {
        if (inputs.size() == 1) build(inputs.getFirst());
    }

    /** Builds the layer, unless it is built. */
    public final void buildFor(List<Shape> inputs) {
        if (built) return;
        build(inputs);
        markBuilt(inputs);
    }

    /** Builds a layer that is part of this one; the paths of its weights begin with this layer's name. */
    protected final void buildPart(Layer part, List<Shape> inputs) {
        if (part.isBuilt()) return;
        part.buildFor(inputs);
        part.weights().forEach(weight -> weight.path(name + "/" + weight.path()));
    }

    protected final void markBuilt(List<Shape> inputs) {
        this.built = true;
        this.builtFor = List.copyOf(inputs);
    }

    /** Refuses a change that comes after the variables were made. */
    protected final void requireNotBuilt(String what) {
        if (built) {
            throw new LayerException("layer '" + name + "' is built, its " + what
                    + " can no longer change; set it when you make the layer, or make a new layer");
        }
    }

    // ---- calling

    /** What the layer computes of one tensor. */
    protected Tensor call(Tensor input, Call call) {
        throw new LayerException(getClass().getSimpleName() + " must override call(Tensor, Call) or call(List, Call)");
    }

    /** What the layer computes of several tensors, as one or several; by default, of one tensor one. */
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (inputs.size() != 1) {
            throw new ShapeException(
                    "layer '" + name + "' (" + className() + ") takes one input, got " + inputs.size());
        }
        return List.of(call(inputs.getFirst(), call));
    }

    /**
     * The names of the tensors that Keras's call takes, such as query, value, key: files name tensors of a call so. Each
     * takes one of the inputs, the last one all that are left. By default there is one, which takes a tensor or a list.
     */
    protected List<String> callArguments() {
        return List.of("inputs");
    }

    /**
     * What else a call may be told, by the names of Keras, such as {@code use_causal_mask}, {@code attention_mask}; {@code
     * call} finds them in {@link Call#option}, {@link Call#isTold} and {@link Call#tensor}. Every layer takes {@code
     * training} and {@code mask} besides.
     */
    protected Set<String> callOptions() {
        return Set.of();
    }

    /** Whether masks of the input hold for the output too; a mask that does not is dropped. */
    protected boolean supportsMasking() {
        return false;
    }

    /** The mask of an output that {@link #call} gave none. */
    protected @Nullable Tensor computeMask(List<Tensor> inputs, Tensor output) {
        return supportsMasking() ? inputs.getFirst().mask() : null;
    }

    /** Whether floating inputs are brought to the layer's type. */
    protected boolean autocasts() {
        return true;
    }

    /** Says what the layer asks of each of its inputs; others are refused from now on. */
    protected final void inputSpec(InputSpec... ofInputs) {
        specs = List.of(ofInputs);
    }

    /**
     * Whether the layer takes tensors of texts, which {@link Ops#readTexts} makes numbers of; by default, if a layer in it
     * does. All layers take numbers, unless {@link #call} refuses them.
     */
    protected boolean takesTexts() {
        return sublayers().stream().anyMatch(Layer::takesTexts);
    }

    /** What is wrong with the inputs' shapes, or null when they fit; {@link #inputSpec} says the usual. */
    protected @Nullable String mismatch(List<Shape> inputs) {
        return null;
    }

    /**
     * Calls the layer within a call of a model or another layer: builds it when needed, checks shapes, carries masks.
     */
    public final List<Tensor> invoke(List<Tensor> given, Call call) {
        return invoke(given, call, Map.of());
    }

    /** Calls the layer with options; see {@link #callOptions()}. */
    public final List<Tensor> invoke(List<Tensor> given, Call within, Map<String, Object> options) {
        Call call = within.with(options);
        if (given.stream().anyMatch(Tensor::isText) && !takesTexts()) {
            throw new LayerException("layer '" + name + "' (" + className()
                    + ") computes with numbers, got texts of shape "
                    + given.stream().filter(Tensor::isText).map(Tensor::shape).toList()
                    + "; let TextVectorization, StringLookup or Hashing make numbers of them first");
        }
        List<Tensor> inputs =
                masked(autocasts() ? given.stream().map(this::cast).toList() : given, options);
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        buildFor(shapes);
        String problem = InputSpec.mismatch(specs, inputs);
        if (problem == null) problem = mismatch(shapes);
        if (problem != null) {
            throw new ShapeException("layer '" + name + "' (" + className() + ") cannot take input of shape "
                    + (shapes.size() == 1 ? shapes.getFirst() : shapes) + ": " + problem);
        }
        List<Tensor> results = new ArrayList<>();
        for (Tensor output : call.during(this, () -> call(inputs, call))) {
            Tensor mask = output.mask() != null ? output.mask() : computeMask(inputs, output);
            results.add(output.withMask(mask));
            if (activityRegularizer != null) call.addLoss(activityLoss(activityRegularizer, output));
        }
        return results;
    }

    /** Calls a layer that has one output. */
    public final Tensor invoke(Tensor input, Call call) {
        return invoke(List.of(input), call).getFirst();
    }

    private Tensor activityLoss(Regularizer regularizer, Tensor output) {
        Tensor loss = regularizer.apply(output);
        return activityPerSample ? loss.dividedBy(Ops.size(output.dim(0), loss.dtype())) : loss;
    }

    private Tensor cast(Tensor x) {
        return !x.isText() && x.dtype().isFloating() && x.dtype() != dtype()
                ? Ops.cast(x, dtype()).withMask(x.mask())
                : x;
    }

    /**
     * Applies the layer to tensors. To symbolic ones, which {@code input(...)} and other layers made, it draws a node in
     * the graph of layers; to tensors with values it computes, in inference form.
     */
    public final List<Tensor> apply(List<Tensor> inputs) {
        return apply(inputs, Map.of());
    }

    /**
     * Applies the layer with arguments that are not tensors, by their names in Keras: {@code base.apply(List.of(x),
     * Map.of("training", false))} keeps a layer, and all in it, in inference form even while the model is trained.
     *
     * @throws LayerException for an option that the layer does not take
     */
    public final List<Tensor> apply(List<Tensor> inputs, Map<String, Object> options) {
        requireTensors(inputs);
        requireOptions(options);
        boolean symbolic = inputs.stream().anyMatch(input -> !input.hasValue())
                || !CallOptions.tensors(options).isEmpty();
        return symbolic ? Wiring.draw(this, inputs, options) : invoke(inputs, Call.inference(), options);
    }

    /** As {@link #apply(List, Map)}, with typed options: {@code attention.apply(List.of(x, x), useCausalMask())}. */
    public final List<Tensor> apply(List<Tensor> inputs, Argument... options) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Argument option : options) named.put(option.name(), option.value());
        return apply(inputs, named);
    }

    final Set<String> allOptions() {
        Set<String> all = new TreeSet<>(callOptions());
        all.add(Call.TRAINING);
        all.add(Call.MASK);
        return all;
    }

    /** The inputs, with masks that the call is told in place of those that they carry. */
    private List<Tensor> masked(List<Tensor> inputs, Map<String, Object> options) {
        Object given = options.get(Call.MASK);
        // An operation takes no inputs, but arguments; one of them may be called so.
        if (given == null || inputs.isEmpty()) return inputs;
        List<?> masks = given instanceof List<?> list ? list : List.of(given);
        if (masks.size() > inputs.size() || !masks.stream().allMatch(mask -> mask == null || mask instanceof Tensor)) {
            throw new LayerException("layer '" + name + "' (" + className() + ") takes a mask for each of its "
                    + inputs.size() + " inputs, got " + given);
        }
        List<Tensor> result = new ArrayList<>(inputs);
        for (int i = 0; i < masks.size(); i++) result.set(i, inputs.get(i).withMask((Tensor) masks.get(i)));
        return result;
    }

    private void requireTensors(List<? extends @Nullable Tensor> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i) == null) {
                throw new LayerException("layer '" + name + "' (" + className() + ") was given null as input " + i
                        + "; it takes tensors, which input(...) and other layers make");
            }
        }
    }

    private void requireOptions(Map<String, Object> options) {
        Set<String> known = allOptions();
        if (!known.containsAll(options.keySet())) {
            throw new LayerException("layer '" + name + "' (" + className() + ") may be called with " + known
                    + " beside its inputs, got " + options.keySet());
        }
        if (!(options.getOrDefault(Call.TRAINING, false) instanceof Boolean)) {
            throw new LayerException("training is true or false, got " + options.get(Call.TRAINING));
        }
    }

    /** Applies a layer of one output; see {@link #apply(List)}. */
    public final Tensor apply(Tensor... inputs) {
        List<Tensor> outputs = apply(Arrays.asList(inputs));
        if (outputs.size() != 1) {
            throw new LayerException(
                    "layer '" + name + "' has " + outputs.size() + " outputs; call apply(List.of(...))");
        }
        return outputs.getFirst();
    }

    /** What the layer makes of data, at once, in inference form. */
    public NDArray apply(Array x) {
        return apply(Tensor.of(x)).value();
    }

    @Override
    public String toString() {
        return "<" + className() + " name=" + name + ", built=" + built + ">";
    }
}
