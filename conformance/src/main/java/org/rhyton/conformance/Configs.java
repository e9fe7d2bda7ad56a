package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configs as Python compares them. */
final class Configs {
    private Configs() {}

    /**
     * JSON with all numbers as the nearest floats: 10 and 10.0 are equal in Python, and what went through a float32 variable
     * counts as what it was.
     */
    static @Nullable Object comparable(@Nullable Object json) {
        return switch (json) {
            case Number number -> (Object) number.floatValue();
            case List<?> list -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (Object element : list) elements.add(comparable(element));
                yield elements;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((key, value) -> entries.put(String.valueOf(key), comparable(value)));
                yield entries;
            }
            case null -> null;
            default -> json;
        };
    }
}
