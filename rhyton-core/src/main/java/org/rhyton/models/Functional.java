package org.rhyton.models;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Operation;
import org.rhyton.ops.Tensor;

/**
 * A model that is a graph of layers, from inputs to outputs. Keras: {@code keras.Model(inputs, outputs)}.
 *
 * <pre>{@code
 * var x = input(8);
 * var shared = new Dense(4).activation(RELU);
 * var model = new Functional(x, new Dense(1).apply(shared.apply(x)));
 * }</pre>
 */
public final class Functional extends Model {
    private final LayerGraph graph;
    private @Nullable List<String> inputKeys;
    private @Nullable List<String> outputKeys;

    /** No hyperparameters of its own: a graph is described by its layers and calls. */
    public record Config() {}

    public Functional(Tensor input, Tensor output) {
        this(List.of(input), List.of(output));
    }

    /**
     * @param inputs symbolic tensors made by {@code input(...)}
     * @param outputs what layers made of them
     */
    public Functional(List<Tensor> inputs, List<Tensor> outputs) {
        this.graph = new LayerGraph(inputs, outputs);
        markBuilt(inputs.stream().map(Tensor::shape).toList());
    }

    /**
     * Says under which keys Python gives the inputs and takes the outputs, where it does so in dictionaries; files keep them.
     * Here they are lists, in the order of the keys, as in Keras's own lists of them. Null where Python has lists, too.
     */
    Functional keys(@Nullable List<String> inputs, @Nullable List<String> outputs) {
        this.inputKeys = inputs;
        this.outputKeys = outputs;
        return this;
    }

    @Nullable
    List<String> inputKeys() {
        return inputKeys;
    }

    @Nullable
    List<String> outputKeys() {
        return outputKeys;
    }

    public Functional name(String name) {
        rename(name);
        return this;
    }

    @Override
    public Record config() {
        return new Config();
    }

    @Override
    public LayerGraph graph() {
        return graph;
    }

    @Override
    protected List<Layer> sublayers() {
        return graph.layers().stream()
                .filter(layer -> !(layer instanceof Operation))
                .toList();
    }

    /** The shapes of the inputs. */
    public List<Shape> inputShapes() {
        return graph.inputs().stream().map(Tensor::shape).toList();
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        return graph.run(inputs, call);
    }

    @Override
    protected boolean autocasts() {
        return false;
    }
}
