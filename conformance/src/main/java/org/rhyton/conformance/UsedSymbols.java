package org.rhyton.conformance;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds which of Keras's symbols a case is about: the classes in its configs, and its activations. */
final class UsedSymbols {
    /** Where classes are that name no module, by the beginning of the topic. */
    private static final Map<String, String> BY_TOPIC = Map.of(
            "layers", "layers",
            "dropout", "layers",
            "losses", "losses",
            "metrics", "metrics",
            "optimizers", "optimizers",
            "schedules", "optimizers.schedules");

    private final Set<String> found = new HashSet<>();
    private final String usual;

    private UsedSymbols(String topic) {
        this.usual = BY_TOPIC.getOrDefault(topic.replaceFirst("_.*", "").toLowerCase(Locale.ROOT), "layers");
    }

    /** The full names, such as {@code keras.layers.Dense}; some may be no symbols of Keras. */
    static Set<String> in(String topic, GoldenCase golden) {
        UsedSymbols used = new UsedSymbols(topic);
        used.visit(golden.json());
        if (golden.raw("activation") instanceof String name) used.found.add("keras.activations." + name);
        return used.found;
    }

    private void visit(@Nullable Object json) {
        switch (json) {
            case Map<?, ?> map -> {
                if (map.get("class_name") instanceof String name) add(map.get("module"), name);
                map.forEach((key, value) -> visit(String.valueOf(key), value));
            }
            case List<?> list -> {
                // Long lists are numbers.
                if (list.isEmpty() || !(list.getFirst() instanceof Number)) list.forEach(this::visit);
            }
            case null, default -> {}
        }
    }

    private void visit(String key, @Nullable Object value) {
        if (key.endsWith("activation") && value instanceof String name) found.add("keras.activations." + name);
        if (key.equals("EarlyStopping") || key.equals("ReduceLROnPlateau")) found.add("keras.callbacks." + key);
        visit(value);
    }

    private void add(@Nullable Object module, String name) {
        boolean named = module instanceof String text && text.startsWith("keras.") && !text.contains(".src.");
        found.add((named ? module : "keras." + usual) + "." + name);
        if (module instanceof String text && text.equals("keras")) found.add("keras.models." + name);
    }
}
