package org.rhyton.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Draws graphs of layers: remembers which call of which layer each symbolic tensor comes from. */
public final class Wiring {
    private Wiring() {}

    /**
     * One call of a layer in a graph of layers.
     *
     * @param outputs symbolic tensors, whose {@linkplain Tensor#producer() producer} is an {@link Origin} in this call
     * @param options what else the layer was told in this call; see {@link Layer#callOptions()}
     */
    public record LayerCall(Layer layer, List<Tensor> inputs, List<Tensor> outputs, Map<String, Object> options) {
        /** The inputs by the argument of Keras's call that takes them; see {@link Layer#callArguments()}. */
        public Map<String, List<Tensor>> inputsByArgument() {
            return byArgument(layer, inputs);
        }

        /** The tensors of the graph that the call needs: its inputs, and those among its options. */
        public List<Tensor> needs() {
            List<Tensor> needs = new ArrayList<>(inputs);
            needs.addAll(CallOptions.tensors(options));
            return needs;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Where a symbolic tensor comes from. */
    public static final class Origin {
        private final LayerCall call;
        private final int index;

        private Origin(LayerCall call, int index) {
            this.call = call;
            this.index = index;
        }

        public LayerCall call() {
            return call;
        }

        /** Which of the call's outputs it is. */
        public int index() {
            return index;
        }
    }

    /** The origin of a symbolic tensor of a graph of layers. */
    public static Origin originOf(Tensor tensor) {
        if (tensor.producer() instanceof Origin origin) return origin;
        throw new LayerException("this tensor of shape " + tensor.shape() + " was not made by a layer. A model's graph"
                + " leads from inputs made by input(...) through layers only; put functions of Ops into a layer");
    }

    /** The names of the tensors that a call of the layer takes; see {@link Layer#callArguments()}. */
    public static List<String> arguments(Layer layer) {
        return layer.callArguments();
    }

    /** What else a call of the layer may be told; see {@link Layer#callOptions()}. */
    public static Set<String> options(Layer layer) {
        return layer.allOptions();
    }

    private static Map<String, List<Tensor>> byArgument(Layer layer, List<Tensor> inputs) {
        List<String> names = layer.callArguments();
        Map<String, List<Tensor>> byArgument = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            String name = names.get(Math.min(i, names.size() - 1));
            byArgument.computeIfAbsent(name, each -> new ArrayList<>()).add(inputs.get(i));
        }
        return byArgument;
    }

    static List<Tensor> draw(Layer layer, List<Tensor> inputs, Map<String, Object> options) {
        inputs.forEach(Wiring::originOf);
        CallOptions.tensors(options).forEach(Wiring::originOf);
        List<Tensor> results = Ops.draw(() -> layer.invoke(inputs, Call.inference(), options));
        List<Tensor> outputs = new ArrayList<>();
        LayerCall call = new LayerCall(layer, List.copyOf(inputs), outputs, Map.copyOf(options));
        for (int i = 0; i < results.size(); i++) {
            Tensor result = results.get(i);
            Tensor output = Tensor.symbolic(layer.name(), result.shape(), result.elementType(), new Origin(call, i));
            outputs.add(output.withMask(result.mask()));
        }
        return List.copyOf(outputs);
    }

    /** The start of a graph: a call of an input layer without inputs. */
    static Tensor start(InputLayer layer) {
        List<Tensor> outputs = new ArrayList<>();
        LayerCall call = new LayerCall(layer, List.of(), outputs, Map.of());
        Tensor tensor =
                Tensor.symbolic(layer.name(), layer.batchShape(), layer.config().dtype(), new Origin(call, 0));
        outputs.add(tensor);
        return tensor;
    }
}
