package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rhyton.ops.Tensor;

/**
 * What a call of a layer is told beside its inputs, by Keras's names ({@link Layer#callOptions()}): tensors, lists of
 * tensors and null, and plain values.
 */
public final class CallOptions {
    private CallOptions() {}

    /** The tensors of a graph of layers among the options. */
    static List<Tensor> tensors(Map<String, Object> options) {
        List<Tensor> tensors = new ArrayList<>();
        replace(options, Tensor.class, tensor -> {
            if (!tensor.hasValue()) tensors.add(tensor);
            return tensor;
        });
        return tensors;
    }

    /** The options with each value of a type, and each such element of a list, replaced. */
    public static <T> Map<String, Object> replace(
            Map<String, Object> options, Class<T> type, Function<T, Object> replacement) {
        if (options.isEmpty()) return options;
        Map<String, Object> replaced = new LinkedHashMap<>();
        options.forEach((name, value) -> replaced.put(name, replace(value, type, replacement)));
        return Collections.unmodifiableMap(replaced);
    }

    private static <T> Object replace(Object value, Class<T> type, Function<T, Object> replacement) {
        if (type.isInstance(value)) return replacement.apply(type.cast(value));
        if (!(value instanceof List<?> list)) return value;
        List<@Nullable Object> replaced = new ArrayList<>();
        for (Object element : list) replaced.add(element == null ? null : replace(element, type, replacement));
        return Collections.unmodifiableList(replaced);
    }
}
