package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ConfigException;

/**
 * Architectures of Keras 1 and of 2.0 to 2.2 in the form of later ones. In those a Sequential has its layers in place of its
 * config; and it may begin with a {@code Merge} of several models, which is a functional model now.
 */
final class OlderJson {
    private static final Set<String> MODELS = Set.of("Sequential", "Model", "Functional");

    private static final Map<String, String> MERGES = Map.of(
            "sum", "Add", "mul", "Multiply", "ave", "Average", "max", "Maximum", "concat", "Concatenate", "dot", "Dot");

    private OlderJson() {}

    /** A model, or layer, with all that is within it. */
    static Place upgraded(Place description) {
        if (!description.isObject() || !description.get("class_name").isText()) return description;
        Map<String, @Nullable Object> json = new LinkedHashMap<>(description.object());
        Place config = description.get("config");
        String className = description.get("class_name").text();
        if (MODELS.contains(className)) {
            if (config.isList()) config = new Place(Map.of("layers", config.list()), config.at());
            if (!config.isObject() || !config.get("layers").isList()) return description;
            List<Place> layers = config.get("layers").elements().stream()
                    .map(OlderJson::upgraded)
                    .toList();
            if (!layers.isEmpty() && isMergeOfModels(layers.getFirst())) return MergedModels.functional(config, layers);
            json.put(
                    "config",
                    with(config, "layers", layers.stream().map(Place::value).toList()));
        } else if (className.equals("Merge")) {
            if (isMergeOfModels(description)) return description;
            json.put("class_name", mergeName(config));
            json.put("config", mergeConfig(config));
        } else if (config.isObject() && config.get("layer").isObject()) {
            json.put(
                    "config",
                    with(config, "layer", upgraded(config.get("layer")).value()));
        }
        return new Place(json, description.at());
    }

    private static Map<String, @Nullable Object> with(Place config, String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(config.object());
        changed.put(key, value);
        return changed;
    }

    /** Whether it is the Merge that a Sequential begins with, in whose config are models. */
    private static boolean isMergeOfModels(Place layer) {
        return "Merge".equals(layer.get("class_name").value())
                && layer.get("config").isObject()
                && layer.get("config").get("layers").isList();
    }

    private static String mergeName(Place config) {
        Object mode = config.get("mode").value();
        String name = mode instanceof String text ? MERGES.get(text) : null;
        if (name == null) {
            throw new ConfigException(
                    config.at() + ".mode: a Merge is read in the modes " + MERGES.keySet() + ", found " + mode);
        }
        return name;
    }

    private static Map<String, @Nullable Object> mergeConfig(Place config) {
        Map<String, @Nullable Object> upgraded = new LinkedHashMap<>();
        upgraded.put("name", config.get("name").value());
        Object mode = config.get("mode").value();
        if ("concat".equals(mode) && !config.get("concat_axis").isNull()) {
            upgraded.put("axis", config.get("concat_axis").value());
        }
        if ("dot".equals(mode)) upgraded.put("axes", config.get("dot_axes").value());
        return upgraded;
    }

    /**
     * Draws the models that a Merge joins, and what follows it, into one functional model. Its layers are those of all the
     * models, as Keras has them in the file of weights; a layer that several of the models have is one layer.
     */
    private static final class MergedModels {
        private final Map<String, Map<String, @Nullable Object>> layers = new LinkedHashMap<>();
        private final List<Object> inputs = new ArrayList<>();

        static Place functional(Place config, List<Place> layers) {
            MergedModels all = new MergedModels();
            List<Object> output = all.sequence(layers);
            Map<String, @Nullable Object> functional = new LinkedHashMap<>();
            functional.put("name", config.get("name").value());
            functional.put("layers", List.copyOf(all.layers.values()));
            functional.put("input_layers", all.inputs);
            functional.put("output_layers", List.of(output));
            return new Place(Map.of("class_name", "Model", "config", functional), config.at());
        }

        /** The output of layers, one after another, the first of which brings its own input. */
        private List<Object> sequence(List<Place> layers) {
            Place first = layers.getFirst();
            List<Object> output = isMergeOfModels(first) ? merge(first) : start(first);
            for (Place layer : layers.subList(1, layers.size())) output = call(layer, List.of(output));
            return output;
        }

        private List<Object> merge(Place merge) {
            Place config = merge.get("config");
            List<List<Object>> branches = new ArrayList<>();
            for (Place branch : config.get("layers").elements()) branches.add(branch(upgraded(branch)));
            Map<String, Object> joining = Map.of("class_name", mergeName(config), "config", mergeConfig(config));
            return call(new Place(joining, merge.at()), branches);
        }

        private List<Object> branch(Place model) {
            Place config = model.get("config");
            if (config.get("layers").isNull()) return start(model);
            List<Place> inner = config.get("layers").elements();
            if (!config.has("input_layers")) {
                if (inner.isEmpty()) throw model.expected("a model with layers");
                return sequence(inner);
            }
            // A functional model: its layers are called already.
            for (Place layer : inner) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>(layer.object());
                json.put(
                        "inbound_nodes",
                        new ArrayList<>(layer.get("inbound_nodes").list()));
                if (layers.putIfAbsent(layer.get("name").text(), json) != null) {
                    throw layer.expected("a name that no other layer has");
                }
            }
            for (Place input : config.get("input_layers").elements()) inputs.add(input.list());
            return List.copyOf(config.get("output_layers").get(0).list());
        }

        /** The output of the first layer of a model: of an input of the shape that it says. */
        private List<Object> start(Place layer) {
            if (InputJson.isInput(layer))
                return input(
                        layer.get("config"), layer.get("config").get("name").text());
            Place config = layer.get("config");
            return call(layer, List.of(input(config, name(layer) + "_input")));
        }

        private List<Object> input(Place config, String name) {
            List<Object> reference = List.of(name, 0L, 0L);
            if (layers.containsKey(name)) return reference;
            Map<String, @Nullable Object> own = new LinkedHashMap<>();
            own.put("name", name);
            own.put("batch_input_shape", config.get("batch_input_shape").list());
            own.put("dtype", config.get("dtype").value());
            add(name, "InputLayer", own);
            inputs.add(reference);
            return reference;
        }

        private List<Object> call(Place layer, List<List<Object>> from) {
            String name = name(layer);
            if (!layers.containsKey(name)) {
                add(name, layer.get("class_name").text(), layer.get("config").object());
            }
            @SuppressWarnings("unchecked") // made by add
            List<Object> nodes = (List<Object>) java.util.Objects.requireNonNull(
                    java.util.Objects.requireNonNull(layers.get(name)).get("inbound_nodes"));
            nodes.add(from);
            return List.of(name, nodes.size() - 1L, 0L);
        }

        private void add(String name, String className, Map<String, @Nullable Object> config) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("class_name", className);
            json.put("name", name);
            json.put("config", config);
            json.put("inbound_nodes", new ArrayList<>());
            layers.put(name, json);
        }

        /** A Sequential within has no name in these files. */
        private String name(Place layer) {
            Object name = layer.get("config").get("name").value();
            return name instanceof String text ? text : "sequential_" + (layers.size() + 1);
        }
    }
}
