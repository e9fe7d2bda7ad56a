package org.rhyton.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Index;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;

/** What stands between Python's brackets, in files of Keras 3: {@code {"class_name": "__slice__", "config": {...}}}. */
final class IndexJson {
    private static final String SLICE = "__slice__";
    private static final String ELLIPSIS = "__ellipsis__";

    private IndexJson() {}

    static boolean isIndex(Place place) {
        if (isBounds(place)) return true;
        if (!place.has("class_name")) return false;
        Object name = place.get("class_name").value();
        return SLICE.equals(name) || ELLIPSIS.equals(name);
    }

    /** As Keras 2 writes slices. */
    private static boolean isBounds(Place place) {
        return place.has("start") && place.has("stop") && place.has("step");
    }

    static Index read(Place place) {
        if (isBounds(place)) return slice(place);
        if (ELLIPSIS.equals(place.get("class_name").value())) return Index.ellipsis();
        return slice(place.get("config"));
    }

    /** {@code {"start": 1, "stop": null, "step": null}}. */
    static Index slice(Place bounds) {
        Integer step = bound(bounds.get("step"));
        if (step != null && step == 0) throw bounds.get("step").expected("a step other than 0");
        return new Index.Slice(bound(bounds.get("start")), bound(bounds.get("stop")), step == null ? 1 : step);
    }

    private static @Nullable Integer bound(Place place) {
        if (place.isNull()) return null;
        if (place.value() instanceof Long number && number.intValue() == number) return number.intValue();
        throw place.expected("a whole number or null; bounds that are computed are not read");
    }

    /**
     * The arguments of a call, with all axes spelled out where they have a key with "...": Keras 3 reads no such key in an
     * {@code .h5}.
     */
    static Map<String, Object> spelledOut(Map<String, Object> arguments) {
        if (!(arguments.get("x") instanceof Tensor x) || arguments.get("key") == null) return arguments;
        Object key = arguments.get("key");
        List<?> entries = key instanceof List<?> list ? list : List.of(key);
        if (entries.stream().noneMatch(Index.Ellipsis.class::isInstance)) return arguments;
        long used = entries.stream()
                .filter(each -> each != null && !(each instanceof Index.Ellipsis))
                .count();
        List<@Nullable Object> spelled = new ArrayList<>();
        for (Object each : entries) {
            if (!(each instanceof Index.Ellipsis)) spelled.add(each);
            else for (long i = used; i < x.shape().rank(); i++) spelled.add(Index.all());
        }
        Map<String, Object> changed = new LinkedHashMap<>(arguments);
        changed.put("key", Collections.unmodifiableList(spelled));
        return changed;
    }

    static Map<String, Object> write(Index index) {
        return switch (index) {
            case Index.Ellipsis ellipsis -> Map.of("class_name", ELLIPSIS, "config", Map.of());
            case Index.Slice slice -> {
                Map<String, @Nullable Object> bounds = new LinkedHashMap<>();
                bounds.put("start", slice.start());
                bounds.put("stop", slice.stop());
                bounds.put("step", slice.step() == 1 ? null : (Integer) slice.step());
                yield Map.of("class_name", SLICE, "config", bounds);
            }
            default -> throw new ConfigException("no file has an index " + index);
        };
    }
}
