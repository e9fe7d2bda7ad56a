package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.Operation;
import org.rhyton.operations.TensorFlowFunctions;
import org.rhyton.saving.ConfigException;

/**
 * Functions of TensorFlow in the graph of a functional model of Keras 2.4 on: {@code {"class_name": "TFOpLambda",
 * "config": {"function": "math.multiply", ...}, "inbound_nodes": [["x", 0, 0, {"y": 2.0}]]}}. The first argument stands
 * where other layers have their inputs, all others with it; a constant is {@code ["_CONSTANT_VALUE", -1, 2.0, {...}]}.
 *
 * @param operation what computes the function
 * @param call the one call that there is
 */
record TensorFlowJson(Operation operation, CallJson call) {
    private static final Set<String> CLASSES = Set.of("TFOpLambda", "SlicingOpLambda");
    private static final String CONSTANT = "_CONSTANT_VALUE";

    /** What an argument may be, of which the operation knows nothing: the defaults of TensorFlow. */
    private static final Set<Object> NEUTRAL = Set.of(false, 0L, 0.0, 1L, 1.0, 1e-12, "NHWC", "int64", "float32");

    static boolean isFunction(Place description) {
        Object name = description.get("class_name").value();
        return name instanceof String text && CLASSES.contains(text);
    }

    static TensorFlowJson read(Place description) {
        Place config = description.get("config");
        Place function = config.get("function");
        List<Place> nodes = description.get("inbound_nodes").elements();
        if (nodes.size() != 1) throw description.get("inbound_nodes").expected("one call of a function");
        TensorFlowFunctions.Entry entry =
                ModelJson.making(function.at(), () -> TensorFlowFunctions.of(function.text()));
        Map<String, Object> settings = new LinkedHashMap<>(entry.settings());
        Map<String, Object> arguments = new LinkedHashMap<>();
        given(nodes.getFirst(), entry).forEach((name, argument) -> {
            String own = entry.parameters().get(name);
            if (own == null) {
                throw new ConfigException(argument.at() + ": tf." + function.text() + " is read with "
                        + entry.parameters().keySet() + ", found '" + name + "'");
            }
            if (own.isEmpty()) requireNeutral(name, argument);
            else if (entry.kind().settings().contains(own)) settings.put(own, setting(own, argument));
            else arguments.put(own, argument(argument));
        });
        String layerName = description.get("name").text();
        Operation operation = ModelJson.making(
                description.at(), () -> new Operation(entry.kind().className(), settings).name(layerName));
        return new TensorFlowJson(operation, new CallJson(List.of(), Map.copyOf(arguments)));
    }

    /** The arguments by TensorFlow's names, without those that are null. */
    private static Map<String, Place> given(Place node, TensorFlowFunctions.Entry entry) {
        boolean isOne = node.get(0).isText();
        Place first = isOne ? node : node.get(0);
        Map<String, Place> given = new LinkedHashMap<>();
        List<@Nullable Object> firsts = new ArrayList<>();
        for (Place each : isOne ? List.of(node) : node.elements()) firsts.add(input(each));
        String name = entry.parameters().keySet().iterator().next();
        given.put(name, new Place(isOne ? firsts.getFirst() : firsts, node.at()));
        if (first.list().size() <= 3) return given;
        Place others = first.get(3);
        for (String key : others.object().keySet()) {
            if (!others.get(key).isNull()) given.put(key, others.get(key));
        }
        return given;
    }

    /** A reference to a tensor without what stands with it; or a constant. */
    private static @Nullable Object input(Place place) {
        if (CONSTANT.equals(place.get(0).value())) return place.get(2).value();
        return place.list().subList(0, Math.min(3, place.list().size()));
    }

    private static void requireNeutral(String name, Place argument) {
        if (name.equals("name") || (argument.value() != null && NEUTRAL.contains(argument.value()))) return;
        throw argument.expected("the default of '" + name + "' in TensorFlow");
    }

    private static Object argument(Place argument) {
        return CallJson.option(argument);
    }

    /** What the constructor of the operation takes: it cannot be computed. Sizes of parts are told as their borders. */
    private static Object setting(String name, Place argument) {
        Object value = argument.value();
        if (value == null || argument.isObject() || (argument.isList() && CallJson.isReference(argument))) {
            throw argument.expected("plain values; what is computed by other layers is not read here");
        }
        if (!name.equals("indices_or_sections") || !argument.isList()) return value;
        List<Long> borders = new ArrayList<>();
        long border = 0;
        for (Place size : argument.elements()) {
            borders.add(border);
            border += size.index();
        }
        return borders.subList(1, borders.size());
    }
}
