package org.rhyton.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.KerasVersion;

/**
 * Keys of configs that only one of Keras 2 and Keras 3 knows. They are left out while they have the value that the other one
 * has without them; with another value they stay, and the other refuses the file instead of computing something else.
 */
final class Keras2Keys {
    /** A key, by class name; "" is for all classes. */
    private record OneSided(
            String className, String key, @Nullable Object neutral) {}

    /** What Keras 3 does not read in an {@code .h5}: it takes the text for its function of that name, and refuses it. */
    private static final OneSided FUNCTION_NAME = new OneSided("Attention", "score_mode", "dot");

    private static final List<OneSided> ONE_SIDED = List.of(
            new OneSided("", "jit_compile", false),
            new OneSided("", "is_legacy_optimizer", false),
            new OneSided("", "loss_scale_factor", null),
            new OneSided("", "gradient_accumulation_steps", null),
            new OneSided("LayerNormalization", "rms_scaling", false),
            new OneSided("MultiHeadAttention", "use_gate", false),
            new OneSided("MultiHeadAttention", "sliding_window", null),
            new OneSided("MultiHeadAttention", "seed", null),
            new OneSided("Attention", "seed", null),
            new OneSided("AdditiveAttention", "seed", null),
            FUNCTION_NAME);

    /**
     * Layers whose config Keras 2 and Keras 3 do not both take: the one wants shapes in it that the other refuses, or does not
     * have the class.
     */
    private static final Set<String> APART =
            Set.of("MultiHeadAttention", "GroupQueryAttention", "LayerScale", "CustomScaleLayer");

    /** The names of classes in Python, where Keras's public name is another: files without modules have those. */
    private static final Map<String, String> PYTHON_NAMES = Map.of("GroupQueryAttention", "GroupedQueryAttention");

    private Keras2Keys() {}

    /** What an {@code .h5} calls a class. */
    static String className(String registered) {
        return PYTHON_NAMES.getOrDefault(registered, registered);
    }

    /**
     * Refuses a layer that has no config for both.
     *
     * @throws ConfigException that says so
     */
    static void requireBoth(String className) {
        if (APART.contains(className)) {
            throw new ConfigException("no config of a " + className + " is for Keras 2 and Keras 3 both");
        }
    }

    /** A config of an {@code .h5} for both, without the keys that say nothing; or for Keras 3 alone. */
    static Map<String, @Nullable Object> fit(String className, Map<?, ?> config, KerasVersion readBy) {
        List<OneSided> left = readBy.isKeras3() ? List.of(FUNCTION_NAME) : ONE_SIDED;
        Map<String, @Nullable Object> fitting = new LinkedHashMap<>();
        config.forEach((key, value) -> {
            if (!isNeutral(left, className, String.valueOf(key), value)) fitting.put(String.valueOf(key), value);
        });
        return fitting;
    }

    private static boolean isNeutral(List<OneSided> left, String className, String key, @Nullable Object value) {
        return left.stream()
                .filter(each -> each.className().isEmpty() || each.className().equals(className))
                .anyMatch(each -> each.key().equals(key) && java.util.Objects.equals(each.neutral(), value));
    }
}
