package org.rhyton.conformance.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Json;

/** Configs that lie: sizes, types, names of classes, graphs in circles, models in models, brackets without end. */
final class JsonMutations {
    private static final List<String> NAMES = List.of(
            "Lambda",
            "TFOpLambda",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "org.rhyton.models.Models",
            "os>system",
            "Custom>Dense",
            "subprocess.Popen",
            "function",
            "Dense",
            "Sequential",
            "Functional",
            "LSTM",
            "Embedding",
            "InputLayer",
            "BatchNormalization",
            "__keras_tensor__",
            "../../etc/passwd",
            "../elsewhere.h5",
            "/tmp/elsewhere.h5",
            "",
            "\u0000",
            "x".repeat(100_000));

    private static final List<Double> FRACTIONS = List.of(
            0.0, -1.0, 0.5, 1e308, -1e308, 1e-320, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    private JsonMutations() {}

    /** Damages a document, as text or in its values. */
    static String damage(String sound, Randomness random) {
        if (random.oneIn(8)) return damagedText(sound, random);
        Object value = copy(Json.parse(sound));
        int times = 1 + random.below(3);
        for (int i = 0; i < times; i++) damageValue(value, random);
        return Json.write(value);
    }

    private static String damagedText(String sound, Randomness random) {
        int at = random.below(sound.length());
        String rest = sound.substring(at);
        String before = sound.substring(0, at);
        int many = 1 << random.below(18);
        return switch (random.below(6)) {
            case 0 -> before;
            case 1 -> before + "[".repeat(many) + rest;
            case 2 -> before + "{\"a\":".repeat(many) + "1" + "}".repeat(many) + rest;
            case 3 -> before + (char) random.below(0xFFFF) + rest;
            case 4 -> before + "9".repeat(many) + rest;
            default -> before + sound.substring(random.below(sound.length()));
        };
    }

    /** The document with lists and maps that can be changed. */
    private static @Nullable Object copy(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, element) -> copy.put(String.valueOf(key), copy(element)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                for (Object element : list) copy.add(copy(element));
                yield copy;
            }
            case null, default -> value;
        };
    }

    /** A place in a document: an element of a list or a map. */
    private record Spot(Object container, Object key) {
        @Nullable
        Object value() {
            return container instanceof List<?> list ? list.get((Integer) key) : ((Map<?, ?>) container).get(key);
        }

        @SuppressWarnings("unchecked") // made by copy
        void set(@Nullable Object value) {
            if (container instanceof List<?> list) ((List<@Nullable Object>) list).set((Integer) key, value);
            else ((Map<String, @Nullable Object>) container).put((String) key, value);
        }

        void remove() {
            if (container instanceof List<?> list) list.remove((int) (Integer) key);
            else ((Map<?, ?>) container).remove(key);
        }
    }

    private static List<Spot> spots(@Nullable Object value) {
        List<Spot> spots = new ArrayList<>();
        collect(value, spots);
        return spots;
    }

    private static void collect(@Nullable Object value, List<Spot> spots) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> {
                spots.add(new Spot(map, key));
                collect(element, spots);
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                spots.add(new Spot(list, i));
                collect(list.get(i), spots);
            }
        }
    }

    private static void damageValue(@Nullable Object document, Randomness random) {
        List<Spot> spots = spots(document);
        if (spots.isEmpty()) return;
        Spot spot = random.of(spots);
        switch (random.below(10)) {
            case 0 -> spot.remove();
            case 1 -> spot.set(null);
            case 2 -> spot.set(copy(random.of(spots).value()));
            case 3 -> spot.set(wrapped(spot.value(), random));
            case 4 -> repeat(spot, random);
            case 5 -> rename(spots, random);
            case 6 -> rewire(spots, random);
            case 7 -> nest(document, spots, random);
            default -> spot.set(other(spot.value(), random));
        }
    }

    /** Another value of the same type, or of another. */
    private static @Nullable Object other(@Nullable Object value, Randomness random) {
        return switch (value) {
            case Long number -> random.extreme(number);
            case Double number -> random.oneIn(3) ? number * 2 : random.of(FRACTIONS);
            case Boolean truth -> random.oneIn(3) ? (Object) "True" : !truth;
            case String text -> random.oneIn(2) ? random.of(NAMES) : text + text;
            case null -> random.extreme(1);
            case List<?> list
            when !list.isEmpty() -> {
                List<@Nullable Object> shuffled = new ArrayList<>(list);
                Collections.rotate(shuffled, 1 + random.below(list.size()));
                yield shuffled;
            }
            default -> random.of(List.<Object>of(0L, "text", List.of(), Map.of(), true, 0.5));
        };
    }

    private static Object wrapped(@Nullable Object value, Randomness random) {
        Object deep = new ArrayList<>(Collections.singletonList(value));
        for (int i = random.below(random.oneIn(4) ? 300 : 3); i > 0; i--) {
            deep = random.oneIn(2)
                    ? new ArrayList<>(Collections.singletonList(deep))
                    : new LinkedHashMap<>(Collections.singletonMap("config", deep));
        }
        return deep;
    }

    /** A list gets longer by copies of an element of it. */
    @SuppressWarnings("unchecked") // made by copy
    private static void repeat(Spot spot, Randomness random) {
        if (!(spot.value() instanceof List<?> list) || list.isEmpty()) return;
        Object element = list.get(random.below(list.size()));
        int times = random.oneIn(10) ? 2000 : 1 + random.below(3);
        for (int i = 0; i < times; i++) ((List<@Nullable Object>) list).add(copy(element));
    }

    /** Another class, or another name of a layer. */
    private static void rename(List<Spot> spots, Randomness random) {
        List<Spot> names = spots.stream()
                .filter(each -> List.of("class_name", "registered_name", "module", "name", "activation")
                        .contains(each.key()))
                .toList();
        if (!names.isEmpty()) random.of(names).set(random.of(NAMES));
    }

    private static List<?> reference(Spot spot) {
        return (List<?>) Objects.requireNonNull(spot.value());
    }

    /** Calls that go in circles, or to layers that do not exist: one reference to a tensor becomes another. */
    private static void rewire(List<Spot> spots, Randomness random) {
        List<Spot> references = spots.stream()
                .filter(each -> each.value() instanceof List<?> list
                        && list.size() >= 3
                        && list.get(0) instanceof String
                        && list.get(1) instanceof Long)
                .toList();
        if (references.isEmpty()) return;
        Object layer = reference(random.of(references)).getFirst();
        List<@Nullable Object> changed = new ArrayList<>(reference(random.of(references)));
        changed.set(0, layer);
        if (random.oneIn(3)) changed.set(1 + random.below(2), random.extreme(0));
        random.of(references).set(changed);
    }

    /** A model within itself, a few times over. */
    private static void nest(@Nullable Object document, List<Spot> spots, Randomness random) {
        List<Spot> layers = spots.stream()
                .filter(each -> each.key().equals("layers") && each.value() instanceof List<?>)
                .toList();
        if (layers.isEmpty()) return;
        Spot into = random.of(layers);
        int times = 1 + random.below(3);
        for (int i = 0; i < times; i++) {
            List<@Nullable Object> more = new ArrayList<>((List<?>) into.value());
            more.add(random.below(more.size() + 1), copy(document));
            into.set(more);
        }
    }
}
