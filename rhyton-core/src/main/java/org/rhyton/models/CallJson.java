package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Wiring;
import org.rhyton.saving.ConfigException;

/**
 * A call of a layer in a functional config.
 *
 * <ul>
 *   <li>Keras 3: {@code {"args": [tensor, [tensor, tensor]], "kwargs": {"training": false}}};
 *   <li>Keras 2: {@code [[layer, call, output, kwargs], ...]}, with one input in old files that reference itself.
 * </ul>
 *
 * @param inputs the tensors, in the order of the layer's {@link Layer#callArguments()}
 * @param options all else that the call is told, without what is null
 */
record CallJson(List<Reference> inputs, Map<String, Object> options) {
    /** A tensor: an output of the call of a layer. */
    record Reference(String layer, int call, int output, String at) {
        /** The reference {@code [layer, call, output]}. */
        static Reference of(Place place) {
            return new Reference(
                    place.get(0).text(), place.get(1).index(), place.get(2).index(), place.at());
        }
    }

    static CallJson read(Place node, Layer layer) {
        List<String> names = Wiring.arguments(layer);
        Map<String, List<Reference>> tensors = new LinkedHashMap<>();
        Map<String, Object> options = new LinkedHashMap<>();
        if (node.isObject()) readKeras3(node, names, tensors, options);
        else readKeras2(node, names, tensors, options);
        return new CallJson(inOrder(node, names, tensors), Map.copyOf(options));
    }

    private static void readKeras3(
            Place node, List<String> names, Map<String, List<Reference>> tensors, Map<String, Object> options) {
        List<Place> args = node.get("args").elements();
        for (int i = 0; i < args.size(); i++) {
            List<Reference> found = tensors(args.get(i));
            if (found.isEmpty() && !args.get(i).isNull()) {
                throw args.get(i)
                        .expected("a tensor {\"class_name\": \"__keras_tensor__\", ...} or a list of such; other"
                                + " arguments of a call stand in kwargs");
            }
            String name = names.get(Math.min(i, names.size() - 1));
            tensors.computeIfAbsent(name, each -> new ArrayList<>()).addAll(found);
        }
        readOptions(node.get("kwargs"), names, tensors, options);
    }

    private static void readKeras2(
            Place node, List<String> names, Map<String, List<Reference>> tensors, Map<String, Object> options) {
        List<Place> references = node.elements();
        if (!references.isEmpty() && references.getFirst().isText()) references = List.of(node);
        if (references.isEmpty()) throw node.expected("the inputs of a call");
        for (int i = 0; i < references.size(); i++) {
            String name = names.get(Math.min(i, names.size() - 1));
            tensors.computeIfAbsent(name, each -> new ArrayList<>()).add(Reference.of(references.get(i)));
        }
        Place kwargs = kwargs(references.getFirst());
        for (Place other : references) {
            // Every input repeats what the call is told.
            if (!kwargs(other).isNull() && !Objects.equals(kwargs(other).value(), kwargs.value())) {
                throw kwargs(other).expected("what stands with the first input of the call");
            }
        }
        readOptions(kwargs, names, tensors, options);
    }

    private static Place kwargs(Place reference) {
        return reference.list().size() > 3 ? reference.get(3) : new Place(null, reference.at());
    }

    private static void readOptions(
            Place kwargs, List<String> names, Map<String, List<Reference>> tensors, Map<String, Object> options) {
        if (kwargs.isNull()) return;
        for (String key : kwargs.object().keySet()) {
            Place argument = kwargs.get(key);
            List<Reference> found = tensors(argument);
            if (!found.isEmpty()) {
                if (!names.contains(key) || tensors.containsKey(key)) {
                    throw new ConfigException(argument.at() + ": a tensor for '" + key
                            + "' is not supported here; the layer's call takes tensors for " + names);
                }
                tensors.put(key, found);
            } else if (argument.value() instanceof Boolean
                    || argument.value() instanceof Number
                    || argument.value() instanceof String) {
                options.put(key, argument.value());
            } else if (!argument.isNull()) {
                throw argument.expected("tensors, or a plain value");
            }
        }
    }

    /** The tensor or tensors that an argument is, in the form of either Keras; none when it is something else. */
    private static List<Reference> tensors(Place argument) {
        if (argument.has("class_name")
                && "__keras_tensor__".equals(argument.get("class_name").value())) {
            return List.of(Reference.of(argument.get("config").get("keras_history")));
        }
        if (!argument.isList()) return List.of();
        List<Place> elements = argument.elements();
        boolean isReference = elements.size() == 3
                && elements.get(0).isText()
                && elements.get(1).value() instanceof Long
                && elements.get(2).value() instanceof Long;
        if (isReference) return List.of(Reference.of(argument));
        List<Reference> all = new ArrayList<>();
        for (Place element : elements) {
            List<Reference> found = tensors(element);
            if (found.isEmpty()) throw element.expected("a tensor");
            all.addAll(found);
        }
        return all;
    }

    /** One argument after the other; none may be missing before one that is given. */
    private static List<Reference> inOrder(Place node, List<String> names, Map<String, List<Reference>> tensors) {
        List<Reference> inputs = new ArrayList<>();
        String missing = null;
        for (String name : names) {
            List<Reference> given = tensors.getOrDefault(name, List.of());
            if (given.isEmpty()) missing = missing == null ? name : missing;
            else if (missing != null)
                throw node.expected("a tensor for '" + missing + "' beside that for '" + name + "'");
            boolean isLast = name.equals(names.getLast());
            if (given.size() > 1 && !isLast) throw node.expected("one tensor for '" + name + "'");
            inputs.addAll(given);
        }
        return inputs;
    }
}
