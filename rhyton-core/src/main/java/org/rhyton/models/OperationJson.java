package org.rhyton.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.Operation;
import org.rhyton.operations.Operations;

/**
 * Operations of {@code keras.ops} in the graph of a functional model of Keras 3: {@code {"module": "keras.src.ops.numpy",
 * "class_name": "Mean", "config": {"name": "mean", "axis": 1}, ...}}. In {@code .h5} Keras writes no module; such an
 * operation is known from a layer of the same name by its config, which does not say whether it is trained.
 */
final class OperationJson {
    private static final String MODULE = "keras.src.ops.";

    private OperationJson() {}

    static boolean isOperation(Place description) {
        Place module = description.get("module");
        if (module.isText()) return module.text().startsWith(MODULE);
        Place config = description.get("config");
        boolean isSaid = description.get("class_name").value() instanceof String name && Operations.has(name);
        boolean isKeras3 = description.get("inbound_nodes").isList()
                && description.get("inbound_nodes").elements().stream().allMatch(Place::isObject);
        return isSaid && isKeras3 && config.isObject() && !config.has("trainable") && config.has("name");
    }

    static Operation read(Place description) {
        Place config = description.get("config");
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String key : config.object().keySet()) {
            Object value = config.get(key).value();
            if (!key.equals("name") && value != null) settings.put(key, value);
        }
        String name = config.has("name")
                ? config.get("name").text()
                : description.get("name").text();
        return ModelJson.making(
                description.at(),
                () -> new Operation(description.get("class_name").text(), settings).name(name));
    }

    static Map<String, @Nullable Object> write(Operation operation) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("name", operation.name());
        config.putAll(operation.config().settings());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("module", operation.operation().module());
        json.put("class_name", operation.className());
        json.put("config", config);
        json.put("registered_name", operation.className());
        return json;
    }

    /** The arguments of a call in Keras's order, null where none is given: some operations of Keras do not take fewer. */
    static Map<String, @Nullable Object> node(Operation operation, Map<String, Object> arguments) {
        List<@Nullable Object> inOrder = new ArrayList<>();
        List<String> names = operation.operation().parameterNames();
        for (int i = 0; i < names.size(); i++) {
            Object value = arguments.get(names.get(i));
            if (operation.operation().takesAll(i) && value instanceof List<?> list) inOrder.addAll(list);
            else inOrder.add(value);
        }
        Map<String, @Nullable Object> node = new LinkedHashMap<>();
        node.put("args", inOrder);
        node.put("kwargs", Map.of());
        return node;
    }
}
