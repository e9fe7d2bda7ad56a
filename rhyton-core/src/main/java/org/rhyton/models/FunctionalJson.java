package org.rhyton.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Index;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.CallOptions;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Operation;
import org.rhyton.layers.Wiring;
import org.rhyton.layers.Wiring.LayerCall;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigWriter;

/** Writes the config of a {@link Functional}: its layers, each with its calls, and where it begins and ends. */
final class FunctionalJson {
    private final ConfigWriter writer;
    private final boolean keras3;
    private final LayerGraph graph;
    private final Map<Layer, List<LayerCall>> callsOf = new HashMap<>();
    private final Map<LayerCall, Integer> indexOf = new HashMap<>();

    private FunctionalJson(Functional model, ConfigWriter writer) {
        this.writer = writer;
        this.keras3 = writer.readBy().isKeras3();
        this.graph = model.graph();
        for (LayerCall call : graph.calls()) {
            List<LayerCall> calls = callsOf.computeIfAbsent(call.layer(), layer -> new ArrayList<>());
            indexOf.put(call, calls.size());
            calls.add(call);
        }
    }

    static Map<String, @Nullable Object> write(Functional model, ConfigWriter writer) {
        return new FunctionalJson(model, writer).config(model);
    }

    private Map<String, @Nullable Object> config(Functional model) {
        graph.inputs().forEach(FunctionalJson::requireInput);
        List<@Nullable Object> layers = new ArrayList<>();
        for (Layer layer : graph.layers()) layers.add(layer(layer));
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("name", model.name());
        // Without "trainable": where it is true, Keras 3 unfreezes all layers within.
        config.put("layers", layers);
        config.put("input_layers", ends(graph.inputs(), model.inputKeys()));
        config.put("output_layers", ends(graph.outputs(), model.outputKeys()));
        return config;
    }

    private Object ends(List<Tensor> tensors, @Nullable List<String> keys) {
        List<List<Object>> references = tensors.stream().map(this::end).toList();
        // Keras 3 takes a list of one for a model that gives a list.
        if (keys == null) return references.size() == 1 ? references.getFirst() : references;
        Map<String, Object> byKey = new LinkedHashMap<>();
        for (int i = 0; i < references.size(); i++) byKey.put(keys.get(i), references.get(i));
        return byKey;
    }

    /** See what {@link FunctionalReader} says of ends. */
    private List<Object> end(Tensor tensor) {
        Wiring.Origin origin = Wiring.originOf(tensor);
        int first = keras3 && origin.call().layer() instanceof Functional ? 1 : 0;
        return List.of(origin.call().layer().name(), first + indexOf.getOrDefault(origin.call(), 0), origin.index());
    }

    /** Where a model of Keras before 2.4 begins and ends is a list, of one as well. */
    static void listEnds(Map<String, @Nullable Object> description) {
        if (!(description.get("config") instanceof Map<?, ?> config)) return;
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>(config);
        for (String key : List.of("input_layers", "output_layers")) {
            if (changed.get(key) instanceof List<?> ends && ends.getFirst() instanceof String) {
                changed.put(key, List.of(ends));
            }
        }
        description.put("config", changed);
    }

    private static void requireInput(Tensor input) {
        Layer layer = Wiring.originOf(input).call().layer();
        if (layer instanceof InputLayer) return;
        throw new ConfigException(
                "the model begins at the output of '" + layer.name() + "' in another model; a file holds"
                        + " models that begin at inputs: apply its layers to an input(...) of its own");
    }

    private Map<String, @Nullable Object> layer(Layer layer) {
        Map<String, @Nullable Object> json = switch (layer) {
            case InputLayer input -> InputJson.write(input, writer.readBy());
            case Operation operation -> operation(operation);
            default -> ModelJson.write(layer, writer);
        };
        if (!keras3 && layer instanceof Model inner) fitKeras2(inner, json);
        json.put("name", layer.name());
        List<@Nullable Object> nodes = new ArrayList<>();
        for (LayerCall call : callsOf.getOrDefault(layer, List.of())) {
            if (!(layer instanceof InputLayer)) nodes.add(keras3 ? keras3Node(call) : keras2Node(call));
        }
        json.put("inbound_nodes", nodes);
        return json;
    }

    private Map<String, @Nullable Object> operation(Operation operation) {
        if (keras3) return OperationJson.write(operation);
        throw new ConfigException("'" + operation.name() + "' (" + operation.className()
                + ") is an operation of keras.ops, which Keras 2 does not have");
    }

    /**
     * Keras 2 counts the calls of a model that has its own input from 1, Keras 3 from 0. A Sequential without an input
     * takes its shape from the call, and both count from 0.
     */
    private void fitKeras2(Model inner, Map<String, @Nullable Object> json) {
        Object config = json.get("config");
        if (!(inner instanceof Sequential sequential) || !(config instanceof Map<?, ?> inside)) {
            throw new ConfigException("the functional model '" + inner.name() + "' within a functional model is counted"
                    + " in one way by Keras 2 and in another by Keras 3");
        }
        InputLayer input = sequential.inputLayer();
        if (input == null || !(inside.get("layers") instanceof List<?> layers)) return;
        boolean isSaidByCalls = callsOf.getOrDefault(inner, List.of()).stream()
                .allMatch(call -> says(call.inputs().getFirst().shape(), input.batchShape()));
        if (!isSaidByCalls) {
            throw new ConfigException(
                    "the Sequential '" + inner.name() + "' has an input of other sizes than what it is"
                            + " called with, and Keras 2 takes those of the call");
        }
        Map<String, @Nullable Object> without = new LinkedHashMap<>();
        without.put("name", sequential.name());
        without.put("layers", layers.subList(1, layers.size()));
        json.put("config", without);
    }

    /** Whether a shape has all sizes of a sample that another knows. */
    private static boolean says(Shape shape, Shape wanted) {
        return shape.rank() == wanted.rank()
                && IntStream.range(1, wanted.rank())
                        .allMatch(i -> !wanted.dim(i).isKnown() || wanted.dim(i).equals(shape.dim(i)));
    }

    private List<Object> reference(Tensor tensor) {
        Wiring.Origin origin = Wiring.originOf(tensor);
        return List.of(origin.call().layer().name(), indexOf.getOrDefault(origin.call(), 0), origin.index());
    }

    private List<Object> keras2Node(LayerCall call) {
        // The tensors of the first argument stand in a list, all else that the call is told with each of them.
        LinkedHashMap<String, List<Tensor>> inputs = new LinkedHashMap<>(call.inputsByArgument());
        List<Tensor> first = inputs.pollFirstEntry().getValue();
        if (inputs.containsKey("initial_state")) {
            throw new ConfigException(
                    "the states that '" + call.layer().name() + "' is called with stand in one place in"
                            + " files of Keras 2 and in another in those of Keras 3");
        }
        Map<String, Object> kwargs = new LinkedHashMap<>();
        inputs.forEach((name, tensors) -> {
            List<List<Object>> references =
                    tensors.stream().map(this::reference).toList();
            kwargs.put(name, references.size() == 1 ? references.getFirst() : references);
        });
        kwargs.putAll(CallOptions.replace(
                call.options(),
                Tensor.class,
                tensor -> tensor.hasValue() ? nested(tensor.value()) : reference(tensor)));
        List<Object> node = new ArrayList<>();
        for (Tensor input : first) {
            List<Object> one = new ArrayList<>(reference(input));
            one.add(kwargs);
            node.add(one);
        }
        return node;
    }

    private Map<String, @Nullable Object> keras3Node(LayerCall call) {
        if (call.layer() instanceof Operation operation) return OperationJson.node(operation, keras3Options(call));
        LinkedHashMap<String, @Nullable Object> kwargs = new LinkedHashMap<>();
        call.inputsByArgument().forEach((name, tensors) -> {
            List<Object> json = tensors.stream().<Object>map(this::keras3Tensor).toList();
            kwargs.put(name, json.size() == 1 ? json.getFirst() : json);
        });
        // The first argument has another name in every layer, and stands without it.
        Object first = byKey(call, kwargs.pollFirstEntry().getValue());
        kwargs.putAll(new TreeMap<>(keras3Options(call)));
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("args", List.of(first));
        node.put("kwargs", kwargs);
        return node;
    }

    /** The inputs of a model that takes them by key. */
    private static @Nullable Object byKey(LayerCall call, @Nullable Object inputs) {
        List<String> keys = call.layer() instanceof Functional functional ? functional.inputKeys() : null;
        if (keys == null) return inputs;
        List<?> listed = inputs instanceof List<?> list ? list : Collections.singletonList(inputs);
        Map<String, @Nullable Object> byKey = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) byKey.put(keys.get(i), listed.get(i));
        return byKey;
    }

    private Map<String, Object> keras3Options(LayerCall call) {
        Map<String, Object> given = writer.isForArchive() ? call.options() : IndexJson.spelledOut(call.options());
        Map<String, Object> options = CallOptions.replace(given, Index.class, IndexJson::write);
        return CallOptions.replace(
                options, Tensor.class, tensor -> tensor.hasValue() ? constant(tensor.value()) : keras3Tensor(tensor));
    }

    private Map<String, @Nullable Object> keras3Tensor(Tensor tensor) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("shape", InputJson.sizes(tensor.shape()));
        config.put("dtype", tensor.elementType().keras());
        config.put("keras_history", reference(tensor));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("class_name", "__keras_tensor__");
        json.put("config", config);
        return json;
    }

    private static Map<String, Object> constant(NDArray value) {
        return Map.of(
                "class_name",
                "__tensor__",
                "config",
                Map.of("value", nested(value), "dtype", value.dtype().keras()));
    }

    /** The elements of an array in lists of lists. */
    private static Object nested(NDArray value) {
        if (value.shape().rank() == 0) {
            double number = value.item();
            return value.dtype() == DType.BOOL ? (Object) (number != 0) : number;
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < value.shape().size(0); i++) elements.add(nested(value.get(i)));
        return elements;
    }
}
