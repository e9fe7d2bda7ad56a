package org.rhyton.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.CallOptions;
import org.rhyton.layers.Layer;
import org.rhyton.layers.Operation;
import org.rhyton.layers.Wiring;
import org.rhyton.operations.OperationKind;
import org.rhyton.ops.Tensor;
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
        if (layer instanceof Operation operation)
            return new CallJson(List.of(), arguments(node, operation.operation()));
        List<String> names = Wiring.arguments(layer);
        Map<String, List<Reference>> tensors = new LinkedHashMap<>();
        Map<String, Object> options = new LinkedHashMap<>();
        Place kwargs = node.isObject() ? readKeras3(node, names, tensors) : readKeras2(node, names, tensors);
        readOptions(kwargs, layer, tensors, options);
        return new CallJson(inOrder(node, names, tensors), Map.copyOf(options));
    }

    /** The arguments of an operation by name; those that are null are left to their defaults. */
    private static Map<String, Object> arguments(Place node, OperationKind kind) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        List<Place> args = node.get("args").elements();
        for (int i = 0; i < args.size(); i++) {
            int place = i;
            String name = ModelJson.making(node.at(), () -> kind.parameterAt(place));
            if (kind.takesAll(i)) {
                arguments.put(
                        name,
                        option(new Place(args.stream().skip(i).map(Place::value).toList(), node.at())));
                break;
            }
            if (!args.get(i).isNull()) arguments.put(name, option(args.get(i)));
        }
        Place kwargs = node.get("kwargs");
        if (kwargs.isNull()) return arguments;
        for (String name : kwargs.object().keySet()) {
            Place argument = kwargs.get(name);
            if (argument.isNull()) continue;
            if (!kind.parameterNames().contains(name) || arguments.put(name, option(argument)) != null) {
                throw new ConfigException(argument.at() + ": " + kind.className() + " takes each of "
                        + kind.parameterNames() + " once, found '" + name + "'");
            }
        }
        return arguments;
    }

    private static Place readKeras3(Place node, List<String> names, Map<String, List<Reference>> tensors) {
        List<Place> args = node.get("args").elements();
        if (names.isEmpty()) throw node.expected("the arguments of an operation");
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
        return node.get("kwargs");
    }

    private static Place readKeras2(Place node, List<String> names, Map<String, List<Reference>> tensors) {
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
        return kwargs;
    }

    private static Place kwargs(Place reference) {
        return reference.list().size() > 3 ? reference.get(3) : new Place(null, reference.at());
    }

    private static void readOptions(
            Place kwargs, Layer layer, Map<String, List<Reference>> tensors, Map<String, Object> options) {
        if (kwargs.isNull()) return;
        List<String> names = Wiring.arguments(layer);
        for (String key : kwargs.object().keySet()) {
            Place argument = kwargs.get(key);
            if (argument.isNull()) continue;
            boolean isInput = names.contains(key) && !tensors.containsKey(key);
            if (isInput) tensors.put(key, tensors(argument));
            else options.put(key, option(argument));
        }
        if (Wiring.options(layer).containsAll(options.keySet())) return;
        throw new ConfigException(kwargs.at() + ": a call of '" + layer.name() + "' (" + layer.className()
                + ") may be told " + Wiring.options(layer) + " beside tensors for " + names + ", found "
                + options.keySet());
    }

    /** A plain value; a tensor of the graph, as a {@link Reference}; a tensor with numbers; a list of such and null. */
    static Object option(Place argument) {
        Object value = argument.value();
        if (value instanceof Boolean || value instanceof Number || value instanceof String) return value;
        if (isOf(argument, "__tensor__") || isOf(argument, "__numpy__")) {
            return constant(
                    argument.get("config").get("value"), argument.get("config").get("dtype"));
        }
        if (IndexJson.isIndex(argument)) return IndexJson.read(argument);
        if (argument.isObject() && !argument.has("class_name")) {
            // By key: in the order of the keys.
            return option(new Place(new ArrayList<>(new TreeMap<>(argument.object()).values()), argument.at()));
        }
        if (argument.isList() && !isReference(argument)) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (Place element : argument.elements()) elements.add(element.isNull() ? null : option(element));
            return Collections.unmodifiableList(elements);
        }
        return tensors(argument).stream()
                .findFirst()
                .orElseThrow(() -> argument.expected("a tensor, a list of tensors, or a plain value"));
    }

    private static boolean isOf(Place argument, String className) {
        return argument.has("class_name")
                && className.equals(argument.get("class_name").value());
    }

    private static Tensor constant(Place numbers, Place dtype) {
        List<Dim> sizes = new ArrayList<>();
        for (Place each = numbers; each.isList(); each = each.get(0)) {
            sizes.add(Dim.of(each.list().size()));
            if (each.list().isEmpty()) break;
        }
        List<Double> flat = new ArrayList<>();
        flatten(numbers, sizes.size(), flat);
        NDArray array =
                NDArray.of(flat.stream().mapToDouble(Double::doubleValue).toArray());
        return ModelJson.making(
                numbers.at(), () -> Tensor.of(array.reshape(Shape.of(sizes)).astype(DType.of(dtype.text()))));
    }

    private static void flatten(Place numbers, int depth, List<Double> flat) {
        if (depth > 0) numbers.elements().forEach(each -> flatten(each, depth - 1, flat));
        else if (numbers.value() instanceof Number number) flat.add(number.doubleValue());
        else if (numbers.value() instanceof Boolean truth) flat.add(truth ? 1.0 : 0.0);
        else throw numbers.expected("a number, or true or false");
    }

    /** The tensor or tensors that an argument is, in the form of either Keras; none when it is something else. */
    private static List<Reference> tensors(Place argument) {
        if (isOf(argument, "__keras_tensor__")) {
            return List.of(Reference.of(argument.get("config").get("keras_history")));
        }
        if (argument.isObject() && !argument.has("class_name")) {
            // Inputs by key: in the order of the keys, as the model that takes them has them.
            return new TreeSet<>(argument.object().keySet())
                    .stream()
                            .flatMap(key -> tensors(argument.get(key)).stream())
                            .toList();
        }
        if (!argument.isList()) return List.of();
        if (isReference(argument)) return List.of(Reference.of(argument));
        List<Reference> all = new ArrayList<>();
        for (Place element : argument.elements()) {
            List<Reference> found = tensors(element);
            if (found.isEmpty()) throw element.expected("a tensor");
            all.addAll(found);
        }
        return all;
    }

    /** Whether it is {@code [layer, call, output]}, as in Keras 2. */
    static boolean isReference(Place argument) {
        List<?> elements = argument.list();
        return elements.size() == 3
                && elements.get(0) instanceof String
                && elements.get(1) instanceof Long
                && elements.get(2) instanceof Long;
    }

    /** The tensors that the call needs: its inputs, and those among its options. */
    List<Reference> needs() {
        List<Reference> needs = new ArrayList<>(inputs);
        CallOptions.replace(options, Reference.class, reference -> {
            needs.add(reference);
            return reference;
        });
        return needs;
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
