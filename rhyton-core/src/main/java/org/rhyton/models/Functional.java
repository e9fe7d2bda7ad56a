package org.rhyton.models;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.layers.AddLoss;
import org.rhyton.layers.AddMetric;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
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
    private LayerGraph graph;
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
        this(new LayerGraph(inputs, outputs));
    }

    Functional(LayerGraph graph) {
        this.graph = graph;
        List<Tensor> inputs = graph.inputs();
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

    /**
     * Adds a tensor of this model's graph, such as the output of a {@link org.rhyton.layers.Lambda}, to the loss of every call;
     * of several elements, their sum. Keras 2: {@code model.add_loss(tensor)}.
     *
     * <p>It becomes a layer of the graph, {@link AddLoss}, and is saved as such: Keras 2 and Rhyton load it. Keras 3 has no
     * such class, and says so when it loads the file, unless it is given one in {@code custom_objects}.
     *
     * @throws LayerException when the tensor does not follow from the model's inputs
     */
    public Functional addLoss(Tensor loss) {
        return add(new AddLoss().apply(loss));
    }

    /**
     * Reports the mean of a tensor of this model's graph over the batches, in the logs of {@code fit} and {@code evaluate}.
     * Keras 2: {@code model.add_metric(tensor, name, aggregation="mean")}. Saved as {@link #addLoss} says, as {@link AddMetric}.
     *
     * @throws LayerException when the tensor does not follow from the model's inputs
     */
    public Functional addMetric(Tensor value, String metricName) {
        return add(new AddMetric(metricName).apply(value));
    }

    private Functional add(Tensor side) {
        graph = graph.withSide(side);
        graphChanged();
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
