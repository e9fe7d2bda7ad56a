package org.rhyton.saving;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.internal.text.DidYouMean;

/**
 * Config records: their defaults, and changed copies of them.
 *
 * <p>A config states its defaults in one shorter constructor, which takes just the components that have none; these come
 * first:
 *
 * <pre>{@code
 * public record Config(int units, boolean useBias, Initializer kernelInitializer) {
 *     Config(int units) {
 *         this(units, true, new GlorotUniform());
 *     }
 * }
 * }</pre>
 */
public final class Configs {
    /** The classes that stand in for primitive ones. */
    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            int.class, Integer.class,
            long.class, Long.class,
            double.class, Double.class,
            float.class, Float.class,
            boolean.class, Boolean.class,
            short.class, Short.class,
            byte.class, Byte.class,
            char.class, Character.class);

    private Configs() {}

    /**
     * The config in which every component has its default.
     *
     * @throws ConfigException when a component has none; the message names it
     */
    public static <R extends Record> R defaults(Class<R> type) {
        RecordSchema schema = RecordSchema.of(type);
        List<ConfigComponent> required = schema.required();
        if (!required.isEmpty()) {
            List<String> names = required.stream().map(ConfigComponent::name).toList();
            throw new ConfigException(simpleName(type) + " has no defaults for " + names
                    + ": give them, or state their defaults in a constructor without parameters");
        }
        return type.cast(schema.createWithDefaults(new Object[0]));
    }

    /**
     * A copy of a config with one component changed.
     *
     * @param component the component's name in Java, such as {@code "kernelInitializer"}
     * @throws ConfigException when there is no such component, or it is of another type
     */
    public static <R extends Record> R with(R config, String component, @Nullable Object value) {
        RecordSchema schema = RecordSchema.of(config.getClass());
        ConfigComponent changed =
                schema.componentNamed(component).orElseThrow(() -> unknown(schema, config, component));
        requireType(config, changed, value);
        @Nullable Object[] values = schema.values(config);
        values[schema.components().indexOf(changed)] = value;
        @SuppressWarnings("unchecked") // the schema is that of the config's own class
        R copy = (R) schema.create(values);
        return copy;
    }

    /** The Keras keys of a config class, in order. */
    public static List<String> keys(Class<? extends Record> type) {
        return RecordSchema.of(type).keys();
    }

    /** The class's name as a user wrote it: {@code Dense.Config} for the config inside of Dense. */
    static String simpleName(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null ? type.getSimpleName() : simpleName(around) + "." + type.getSimpleName();
    }

    /** A type's name for messages: {@code List<Integer>}. */
    static String nameOf(Type type) {
        return type instanceof Class<?> raw
                ? raw.getSimpleName()
                : type.getTypeName().replaceAll("[\\w]+\\.|[\\w]+\\$", "");
    }

    static Class<?> boxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    private static ConfigException unknown(RecordSchema schema, Record config, String component) {
        List<String> names =
                schema.components().stream().map(ConfigComponent::name).toList();
        return new ConfigException(simpleName(config.getClass()) + " has no component '" + component + "'."
                + DidYouMean.hint(component, names) + " It has " + names + ".");
    }

    private static void requireType(Record config, ConfigComponent component, @Nullable Object value) {
        boolean fits = value == null
                ? !component.rawType().isPrimitive()
                : boxed(component.rawType()).isInstance(value);
        if (fits) return;
        String found = value == null ? "null" : value + " (" + value.getClass().getSimpleName() + ")";
        throw new ConfigException(simpleName(config.getClass()) + "." + component.name() + " is of type "
                + nameOf(component.type()) + "; got " + found);
    }
}
