package org.rhyton.models;

import java.util.List;
import org.rhyton.array.Shape;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
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
        return graph.layers();
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
