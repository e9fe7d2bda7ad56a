package org.rhyton.saving;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a record class by reflection, looked up once: components, their keys, the constructor, and
 * the shorter constructor that states the defaults.
 */
final class RecordSchema {
    private static final ClassValue<RecordSchema> SCHEMAS = new ClassValue<>() {
        @Override
        protected RecordSchema computeValue(Class<?> type) {
            return new RecordSchema(type);
        }
    };

    /** A component of the record itself: one of {@link #components()}, or a record of several of them. */
    private record Part(RecordComponent component, @Nullable RecordSchema flattened) {
        static Part of(RecordComponent component) {
            boolean flat = component.isAnnotationPresent(Flattened.class);
            return new Part(component, flat ? SCHEMAS.get(component.getType()) : null);
        }

        Stream<ConfigComponent> components() {
            return flattened == null ? Stream.of(new ConfigComponent(component)) : flattened.components().stream();
        }

        /** How many of the first components have no default. */
        int required() {
            return flattened == null ? 1 : flattened.required().size();
        }
    }

    private final Class<?> type;
    private final Class<?>[] types;
    private final Constructor<?> constructor;
    private final Constructor<?> shortestConstructor;

    // What annotations say is read when it is asked for: the first that a program reads take longer than all else in
    // making a model of defaults.
    private final Lazy<List<Part>> parts = new Lazy<>(this::readParts);
    private final Lazy<List<ConfigComponent>> components =
            new Lazy<>(() -> parts.get().stream().flatMap(Part::components).toList());
    private final Lazy<Map<String, Ignored>> ignored = new Lazy<>(this::readIgnored);
    private final Lazy<Map<String, String>> renamed = new Lazy<>(this::readRenamed);

    /** The schema of a record class. */
    static RecordSchema of(Class<? extends Record> type) {
        return SCHEMAS.get(type);
    }

    private RecordSchema(Class<?> type) {
        this.type = type;
        this.types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        this.constructor = constructors()
                .filter(candidate -> candidate.getParameterCount() == types.length)
                .findFirst()
                .orElseThrow();
        this.shortestConstructor = constructors().findFirst().orElseThrow();
    }

    private List<Part> readParts() {
        return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
    }

    private Map<String, Ignored> readIgnored() {
        Map<String, Ignored> all = new LinkedHashMap<>();
        flattened().forEach(inner -> all.putAll(inner.ignored.get()));
        for (Ignored annotation : type.getAnnotationsByType(Ignored.class)) all.put(annotation.key(), annotation);
        return all;
    }

    private Map<String, String> readRenamed() {
        Map<String, String> all = new LinkedHashMap<>();
        flattened().forEach(inner -> all.putAll(inner.renamed.get()));
        for (Renamed annotation : type.getAnnotationsByType(Renamed.class)) all.put(annotation.from(), annotation.to());
        return all;
    }

    private Stream<RecordSchema> flattened() {
        return parts.get().stream().map(Part::flattened).filter(Objects::nonNull);
    }

    List<ConfigComponent> components() {
        return components.get();
    }

    Optional<ConfigComponent> componentOfKey(String key) {
        return components().stream().filter(each -> each.key().equals(key)).findFirst();
    }

    Optional<ConfigComponent> componentNamed(String name) {
        return components().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    List<String> keys() {
        return components().stream().map(ConfigComponent::key).toList();
    }

    /** The components, the first ones, that have no default. */
    List<ConfigComponent> required() {
        int given = shortestConstructor.getParameterCount();
        if (given == 0) return List.of();
        int count = parts.get().stream().limit(given).mapToInt(Part::required).sum();
        return components().subList(0, count);
    }

    Optional<Ignored> ignored(String key) {
        return Optional.ofNullable(ignored.get().get(key));
    }

    /** The key of today for one that older files have. */
    String currentKey(String key) {
        return renamed.get().getOrDefault(key, key);
    }

    /** The values of all components, in order. */
    @Nullable
    Object[] values(Object record) {
        return parts.get().stream().flatMap(part -> values(part, record)).toArray();
    }

    private Stream<@Nullable Object> values(Part part, Object record) {
        @Nullable
        Object value = Reflection.call(type, part.component().getAccessor(), accessor -> accessor.invoke(record));
        return part.flattened() == null || value == null
                ? Stream.of(value)
                : Arrays.stream(part.flattened().values(value));
    }

    /** A record of the given values, one a component. */
    Object create(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        int at = 0;
        for (int i = 0; i < arguments.length; i++) {
            RecordSchema inner = parts.get().get(i).flattened();
            int next = at + (inner == null ? 1 : inner.components().size());
            arguments[i] = inner == null ? values[at] : inner.create(Arrays.copyOfRange(values, at, next));
            at = next;
        }
        return Reflection.call(type, constructor, canonical -> canonical.newInstance(arguments));
    }

    /** A record of its required components and the defaults of all others. */
    Object createWithDefaults(@Nullable Object[] required) {
        @Nullable Object[] arguments = new @Nullable Object[shortestConstructor.getParameterCount()];
        int at = 0;
        for (int i = 0; i < arguments.length; i++) {
            RecordSchema inner = parts.get().get(i).flattened();
            int next = at + parts.get().get(i).required();
            arguments[i] =
                    inner == null ? required[at] : inner.createWithDefaults(Arrays.copyOfRange(required, at, next));
            at = next;
        }
        return Reflection.call(type, shortestConstructor, shortest -> shortest.newInstance(arguments));
    }

    /** The constructors that take the first components and no others, the shortest first. */
    private Stream<Constructor<?>> constructors() {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(candidate -> candidate.getParameterCount() <= types.length)
                .filter(candidate -> Arrays.equals(
                        candidate.getParameterTypes(), Arrays.copyOf(types, candidate.getParameterCount())))
                .sorted(Comparator.comparingInt(Constructor::getParameterCount));
    }

    /** {@code kernelInitializer} becomes {@code kernel_initializer}. */
    static String snakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char letter = camelCase.charAt(i);
            if (Character.isUpperCase(letter) && !snake.isEmpty()) snake.append('_');
            snake.append(letter);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
