package org.rhyton.layers;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/** The forms in which configs of Keras say numbers for axes of space. */
final class SpaceForms {
    private static final Set<String> LISTS = Set.of(
            "kernel_size",
            "strides",
            "dilation_rate",
            "output_padding",
            "pool_size",
            "output_size",
            "size",
            "cropping");

    /** One number may stand for a list. */
    static final Adapter NUMBERS = (Map<String, @Nullable Object> config, KerasVersion writtenBy) -> numbers(config);

    /** As {@link #NUMBERS}; besides, Keras 2 has keys of a kernel that separable convolutions do not have. */
    static final Adapter SEPARABLE = (Map<String, @Nullable Object> config, KerasVersion writtenBy) -> {
        numbers(config);
        if (!writtenBy.isKeras3()) {
            config.keySet().removeAll(Set.of("kernel_initializer", "kernel_regularizer", "kernel_constraint"));
        }
    };

    private SpaceForms() {}

    private static void numbers(Map<String, @Nullable Object> config) {
        config.replaceAll((key, value) -> LISTS.contains(key) && value instanceof Number ? List.of(value) : value);
    }

    /** Pairs for both ends of each axis: one number stands for all; in one dimension, two for the two ends. */
    static Adapter pairs(String key, int rank) {
        return new Adapter() {
            @Override
            public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {
                config.computeIfPresent(key, (name, value) -> rank == 1 ? List.of(pair(value)) : pairs(value));
            }

            @Override
            public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
                if (rank == 1 && config.get(key) instanceof List<?> pairs) config.put(key, pairs.getFirst());
            }
        };
    }

    private static Object pairs(Object value) {
        if (value instanceof List<?> list)
            return list.stream().map(SpaceForms::pair).toList();
        return List.of(pair(value));
    }

    private static Object pair(Object value) {
        return value instanceof Number ? List.of(value, value) : value;
    }
}
