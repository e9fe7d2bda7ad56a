package org.rhyton.layers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.constraints.Constraint;
import org.rhyton.initializers.Initializer;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.saving.Saveable;

/**
 * A function of tensors with variables of its own. Keras: {@code keras.layers.Layer}.
 *
 * <p>Subclasses override {@link #build(Shape)} and {@link #call(Tensor, Call)}, or their forms for several inputs.
 */
public abstract class Layer implements Saveable {
    private final String kind;
    private String name;
    private boolean trainable = true;
    private DTypePolicy policy = DTypePolicy.standard();
    private @Nullable Regularizer activityRegularizer;
    private boolean activityPerSample = true;
    private boolean built;
    private List<Shape> builtFor = List.of();
    private final List<Variable> ownVariables = new ArrayList<>();
    private final List<Layer> sublayers = new ArrayList<>();
    private final List<SeedGenerator> seeds = new ArrayList<>();

    /** Draws the layer's name, from that of its class. */
    protected Layer() {
        this.kind = Names.snakeCase(getClass().getSimpleName());
        this.name = Names.draw(kind);
    }

    // ---- identity

    public final String name() {
        return name;
    }

    /** Gives the layer a name of its own; that which it had drawn goes to the next layer of its kind. */
    protected final void rename(String newName) {
        if (newName.isBlank()) throw new LayerException("a layer's name must not be blank");
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

    /** Makes a layer part of this one: its variables and its freezing belong to this layer too. */
    protected final <L extends Layer> L track(L layer) {
        sublayers.add(layer);
        return layer;
    }

    /** The layers in this one. */
    protected List<Layer> sublayers() {
        return sublayers;
    }

    /** The layer's own variables, in the order of their making. */
    protected final List<Variable> ownVariables() {
        return ownVariables;
    }

    private void visit(Consumer<Layer> action) {
        action.accept(this);
        sublayers().forEach(layer -> layer.visit(action));
    }

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

    /** What is wrong with the inputs' shapes, or null when they fit. */
    protected @Nullable String mismatch(List<Shape> inputs) {
        return null;
    }

    /**
     * Calls the layer within a call of a model or another layer: builds it when needed, checks shapes, carries masks.
     */
    public final List<Tensor> invoke(List<Tensor> given, Call call) {
        List<Tensor> inputs = autocasts() ? given.stream().map(this::cast).toList() : given;
        List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();
        buildFor(shapes);
        String problem = mismatch(shapes);
        if (problem != null) {
            throw new ShapeException("layer '" + name + "' (" + className() + ") cannot take input of shape "
                    + (shapes.size() == 1 ? shapes.getFirst() : shapes) + ": " + problem);
        }
        List<Tensor> results = new ArrayList<>();
        for (Tensor output : call(inputs, call)) {
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
        return x.dtype().isFloating() && x.dtype() != dtype()
                ? Ops.cast(x, dtype()).withMask(x.mask())
                : x;
    }

    /**
     * Applies the layer to tensors. To symbolic ones, which {@code input(...)} and other layers made, it draws a node in
     * the graph of layers; to tensors with values it computes, in inference form.
     */
    public final List<Tensor> apply(List<Tensor> inputs) {
        boolean symbolic = inputs.stream().anyMatch(input -> !input.hasValue());
        return symbolic ? Wiring.draw(this, inputs) : invoke(inputs, Call.inference());
    }

    /** Applies a layer of one output; see {@link #apply(List)}. */
    public final Tensor apply(Tensor... inputs) {
        List<Tensor> outputs = apply(List.of(inputs));
        if (outputs.size() != 1) {
            throw new LayerException(
                    "layer '" + name + "' has " + outputs.size() + " outputs; call apply(List.of(...))");
        }
        return outputs.getFirst();
    }

    /** What the layer makes of data, at once, in inference form. */
    public NDArray apply(NDArray x) {
        return apply(Tensor.of(x)).value();
    }

    @Override
    public String toString() {
        return "<" + className() + " name=" + name + ", built=" + built + ">";
    }
}
