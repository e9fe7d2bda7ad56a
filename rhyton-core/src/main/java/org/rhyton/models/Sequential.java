package org.rhyton.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.ElementType;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.layers.Call;
import org.rhyton.layers.ConfiguredLayer;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.TextLookupLayer;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;

/**
 * A model whose layers follow one another: the functional graph of a chain. Keras: {@code keras.Sequential}.
 *
 * <p>It is built when the first layer declares its {@code inputShape}, when an {@link InputLayer} comes first, or when it
 * first sees data. Layers are shared, not copied: a model made from another's layers trains the same weights.
 */
public final class Sequential extends Model {
    private final List<Layer> layers = new ArrayList<>();
    private @Nullable InputLayer input;
    private @Nullable LayerGraph graph;

    /** No hyperparameters of its own: it is described by its layers. */
    public record Config() {}

    public Sequential(Layer... layers) {
        this(Arrays.asList(layers));
    }

    public Sequential(List<? extends Layer> layers) {
        layers.forEach(this::append);
        draw();
    }

    public Sequential name(String name) {
        rename(name);
        return this;
    }

    @Override
    public Record config() {
        return new Config();
    }

    /** Adds a layer at the end. */
    public Sequential add(Layer layer) {
        append(layer);
        draw();
        return this;
    }

    private void append(@Nullable Layer layer) {
        if (layer == null) {
            throw new LayerException(
                    "layer " + layers.size() + " of this Sequential is null; give it a layer, or leave it out");
        }
        if (layer instanceof InputLayer start) {
            if (!layers.isEmpty() || input != null) {
                throw new LayerException("an input comes before all layers of a Sequential, and there is one only");
            }
            input = start;
            return;
        }
        boolean taken = layers.stream().anyMatch(known -> known.name().equals(layer.name()));
        if (taken) {
            throw new LayerException("this Sequential has a layer '" + layer.name()
                    + "' already; layers need distinct names: give one of them another with name(...)");
        }
        layers.add(layer);
    }

    /**
     * Removes and returns the last layer.
     *
     * @throws LayerException when there is none
     */
    public Layer pop() {
        if (layers.isEmpty()) throw new LayerException("there is no layer to remove from this Sequential");
        Layer last = layers.removeLast();
        draw();
        return last;
    }

    /** Draws the chain anew, when the shape of the input is known. */
    private void draw() {
        graph = null;
        graphChanged();
        if (layers.isEmpty()) return;
        InputLayer start = input;
        if (start == null && declared() != null) start = start(declared(), declaredBatch());
        if (start == null && layers.getFirst() instanceof Model first && first.graph() != null) {
            Tensor inner = first.graph().inputs().getFirst();
            start = start(inner.shape().from(1), inner.elementType());
        }
        if (start == null && layers.getFirst().isBuilt()) {
            start = start(layers.getFirst().builtFor().getFirst().from(1));
        }
        if (start != null) drawFrom(start);
    }

    private @Nullable Shape declared() {
        return layers.getFirst() instanceof ConfiguredLayer<?, ?> first ? first.inputShape() : null;
    }

    private @Nullable Integer declaredBatch() {
        return layers.getFirst() instanceof ConfiguredLayer<?, ?> first ? first.batchSize() : null;
    }

    private InputLayer start(Shape sample, @Nullable Integer batchSize) {
        ElementType type = layers.isEmpty() ? Backend.floatx() : inputType(layers.getFirst());
        return new InputLayer(new InputLayer.Config(sample, type, batchSize), "input");
    }

    /** What an input is of which the shape alone was said: texts where the first layer takes nothing else. */
    static ElementType inputType(Layer first) {
        return first instanceof TextLookupLayer<?, ?> ? ElementType.STRING : Backend.floatx();
    }

    private InputLayer start(Shape sample) {
        return start(sample, (Integer) null);
    }

    private static InputLayer start(Shape sample, ElementType type) {
        return new InputLayer(new InputLayer.Config(sample, type), "input");
    }

    private void drawFrom(InputLayer start) {
        Tensor x = start.tensor();
        for (Layer layer : layers) x = layer.apply(x);
        graph = new LayerGraph(List.of(start.tensor()), List.of(x));
        input = start;
        markBuilt(List.of(start.batchShape()));
    }

    /** Builds the model for samples of the given shape, axis 0 being the batch. */
    @Override
    protected void build(Shape shape) {
        if (graph == null) drawFrom(start(shape.from(1)));
    }

    /** For texts now: for numbers the layers are drawn when they are first called, with numbers of the layers' own type. */
    @Override
    void drawGraph(List<? extends Array> x) {
        boolean isText = x.size() == 1 && x.getFirst() instanceof StringArray;
        if (isText && !layers.isEmpty()) drawFrom(start(x.getFirst().shape().from(1), ElementType.STRING));
    }

    /** Builds the model for batches of the given shape; −1 for sizes that vary. Keras: {@code model.build}. */
    public Sequential build(int... batchShape) {
        buildFor(List.of(Shape.of(batchShape)));
        return this;
    }

    @Override
    public @Nullable LayerGraph graph() {
        return graph;
    }

    @Override
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    @Override
    protected List<Layer> sublayers() {
        return layers;
    }

    /** Where data enters, once the model is built. */
    public @Nullable InputLayer inputLayer() {
        return input;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        if (graph != null) return graph.run(inputs, call);
        List<Tensor> x = inputs;
        for (Layer layer : layers) x = layer.invoke(x, call);
        return x;
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
