package org.rhyton.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.AddLoss;
import org.rhyton.layers.AddMetric;
import org.rhyton.layers.CallOptions;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;

/**
 * Draws a {@link Functional} from its config: makes the layers, then calls them as their {@code inbound_nodes} say, each
 * call once those that it needs were done.
 */
final class FunctionalReader {
    private static final Set<String> KEYS =
            Set.of("name", "trainable", "dtype", "layers", "input_layers", "output_layers");

    private final ConfigReader reader;
    private final Place config;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Queue<Node> ready = new ArrayDeque<>();

    /** A layer of the config, and its calls. */
    private static final class Entry {
        final Layer layer;
        final List<Node> nodes = new ArrayList<>();
        /** The number of the first call: that of models which have an input of their own may be 1. */
        int firstCall;

        Entry(Layer layer) {
            this.layer = layer;
        }
    }

    /** A call of a layer that is done, or waits for others. */
    private static final class Node {
        final Layer layer;
        final CallJson call;
        final String at;
        final List<Node> waiting = new ArrayList<>();
        int missing;

        @Nullable
        List<Tensor> outputs;

        Node(Layer layer, CallJson call, String at) {
            this.layer = layer;
            this.call = call;
            this.at = at;
        }
    }

    private FunctionalReader(Place config, ConfigReader reader) {
        this.config = config;
        this.reader = reader;
    }

    static Functional read(Map<String, @Nullable Object> json, ConfigReader reader, String at) {
        Place config = new Place(json, at);
        ModelJson.requireKeys(config, "Functional", KEYS);
        return new FunctionalReader(config, reader).model();
    }

    private Functional model() {
        for (Place description : config.get("layers").elements()) add(description);
        List<CallJson.Reference> inputs = ends(config.get("input_layers"));
        List<CallJson.Reference> outputs = ends(config.get("output_layers"));
        if (inputs.isEmpty()) throw config.get("input_layers").expected("at least one tensor");
        if (outputs.isEmpty()) throw config.get("output_layers").expected("at least one tensor");
        if (!reader.writtenBy().isKeras3()) findFirstCalls(outputs);
        List<Layer> called = new ArrayList<>();
        entries.values().forEach(entry -> entry.nodes.forEach(node -> called.add(node.layer)));
        ModelJson.requireAffordable(called, config.at());
        drawAll();
        inputs.forEach(this::requireInput);
        List<Tensor> from = inputs.stream().map(this::tensor).toList();
        List<Tensor> to = outputs.stream().map(this::tensor).toList();
        Functional model = ModelJson.making(config.at(), () -> new Functional(new LayerGraph(from, to, sides())))
                .keys(keys("input_layers"), keys("output_layers"));
        return ModelJson.named(model, config);
    }

    /** What layers compute that only add to the loss and to the reports, which no output needs. */
    private List<Tensor> sides() {
        return entries.values().stream()
                .filter(entry -> entry.layer instanceof AddLoss || entry.layer instanceof AddMetric)
                .flatMap(entry -> entry.nodes.stream())
                .flatMap(node -> Objects.requireNonNull(node.outputs).stream())
                .toList();
    }

    private void requireInput(CallJson.Reference reference) {
        Entry entry = entries.get(reference.layer());
        if (entry == null || entry.layer instanceof InputLayer) return;
        throw new ConfigException(reference.at() + ": expected an InputLayer, found '" + reference.layer() + "', a "
                + entry.layer.className());
    }

    // ---- reading

    private void add(Place description) {
        Entry entry = TensorFlowJson.isFunction(description) ? function(description) : called(description);
        Layer layer = entry.layer;
        if (layer instanceof InputLayer input) {
            Node start = new Node(layer, new CallJson(List.of(), Map.of()), description.at());
            start.outputs = List.of(input.tensor());
            entry.nodes.add(start);
        }
        if (entries.put(description.get("name").text(), entry) != null) {
            throw new ConfigException(description.at() + ": two layers are called '"
                    + description.get("name").text() + "'");
        }
    }

    private Entry called(Place description) {
        Layer layer = layer(description);
        Entry entry = new Entry(layer);
        for (Place node : description.get("inbound_nodes").elements()) {
            entry.nodes.add(new Node(layer, CallJson.read(node, layer), node.at()));
        }
        return entry;
    }

    private static Entry function(Place description) {
        TensorFlowJson function = TensorFlowJson.read(description);
        Entry entry = new Entry(function.operation());
        entry.nodes.add(new Node(function.operation(), function.call(), description.at()));
        return entry;
    }

    private Layer layer(Place description) {
        if (InputJson.isInput(description)) return InputJson.read(description, reader);
        if (OperationJson.isOperation(description)) return OperationJson.read(description);
        return ModelJson.layer(description, reader);
    }

    /** Inputs or outputs of the model: one reference, or such in lists and dictionaries, these in the order of their keys. */
    private List<CallJson.Reference> ends(Place ends) {
        if (ends.isObject()) {
            return new TreeSet<>(ends.object().keySet())
                    .stream().flatMap(key -> ends(ends.get(key)).stream()).toList();
        }
        List<Place> elements = ends.elements();
        if (!elements.isEmpty() && elements.getFirst().isText()) return List.of(end(CallJson.Reference.of(ends)));
        return elements.stream().flatMap(each -> ends(each).stream()).toList();
    }

    /**
     * Where a model begins and ends, Keras 3 counts the calls of a functional model from 1, which in its calls of layers it
     * counts from 0; and 0 there is the last.
     */
    private CallJson.Reference end(CallJson.Reference reference) {
        Entry entry = entries.get(reference.layer());
        if (!reader.writtenBy().isKeras3() || entry == null || !(entry.layer instanceof Functional)) return reference;
        int call = reference.call() == 0 ? entry.nodes.size() : reference.call();
        return new CallJson.Reference(reference.layer(), Math.max(0, call - 1), reference.output(), reference.at());
    }

    private @Nullable List<String> keys(String ends) {
        Place place = config.get(ends);
        if (!place.isObject()) return null;
        boolean isFlat = place.object().keySet().stream()
                .allMatch(key -> place.get(key).isList()
                        && !place.get(key).list().isEmpty()
                        && place.get(key).get(0).isText());
        return isFlat ? List.copyOf(new TreeSet<>(place.object().keySet())) : null;
    }

    private void findFirstCalls(List<CallJson.Reference> outputs) {
        Map<String, Integer> lowest = new HashMap<>();
        outputs.forEach(each -> lowest.merge(each.layer(), each.call(), Math::min));
        for (Entry entry : entries.values()) {
            for (Node node : entry.nodes) {
                node.call.needs().forEach(each -> lowest.merge(each.layer(), each.call(), Math::min));
            }
        }
        lowest.forEach((name, call) -> {
            Entry entry = entries.get(name);
            if (entry != null && entry.layer instanceof Model) entry.firstCall = Math.min(call, 1);
        });
    }

    // ---- drawing

    private void drawAll() {
        int left = 0;
        for (Entry entry : entries.values()) {
            Node before = null;
            for (Node node : entry.nodes) {
                if (node.outputs != null) continue;
                left++;
                for (CallJson.Reference each : node.call.needs()) waitFor(node, node(each));
                if (before != null) waitFor(node, before);
                if (node.missing == 0) ready.add(node);
                before = node;
            }
        }
        for (Node node = ready.poll(); node != null; node = ready.poll()) {
            draw(node);
            left--;
        }
        if (left > 0) throw new ConfigException(config.at() + ".layers: the calls of layers go in a circle");
    }

    private static void waitFor(Node node, Node needed) {
        if (needed.outputs != null) return;
        needed.waiting.add(node);
        node.missing++;
    }

    private void draw(Node node) {
        List<Tensor> inputs = node.call.inputs().stream().map(this::tensor).toList();
        Map<String, Object> options = CallOptions.replace(node.call.options(), CallJson.Reference.class, this::tensor);
        if (node.call.needs().isEmpty()) throw new ConfigException(node.at + ": a layer is called without inputs");
        List<Tensor> outputs = ModelJson.making(node.at, () -> node.layer.apply(inputs, options));
        node.outputs = Collections.unmodifiableList(outputs);
        for (Node next : node.waiting) if (--next.missing == 0) ready.add(next);
    }

    private Node node(CallJson.Reference reference) {
        Entry entry = entries.get(reference.layer());
        if (entry == null) {
            throw new ConfigException(reference.at() + ": there is no layer '" + reference.layer() + "'");
        }
        int index = reference.call() - entry.firstCall;
        if (index < 0 || index >= entry.nodes.size()) {
            throw new ConfigException(reference.at() + ": layer '" + reference.layer() + "' has " + entry.nodes.size()
                    + " calls; there is no call " + reference.call());
        }
        return entry.nodes.get(index);
    }

    private Tensor tensor(CallJson.Reference reference) {
        List<Tensor> outputs = node(reference).outputs;
        if (outputs == null) throw new ConfigException(reference.at() + ": this call was not made");
        if (reference.output() >= outputs.size()) {
            throw new ConfigException(reference.at() + ": layer '" + reference.layer() + "' has " + outputs.size()
                    + " outputs; there is no output " + reference.output());
        }
        return outputs.get(reference.output());
    }
}
