package org.rhyton.saving;

import java.lang.annotation.Annotation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /**
     * One component.
     *
     * @param name its name in Java
     * @param key its name in Keras's JSON
     * @param type its type, generic parameters included
     * @param isNullable whether it is marked {@code @Nullable}
     * @param hasNullableElements whether it is a list whose elements are
     */
    record Component(
            String name, String key, Class<?> rawType, Type type, boolean isNullable, boolean hasNullableElements) {}

    /** A component of the record itself: one of {@link #components()}, or a record of several of them. */
    private record Part(RecordComponent component, @Nullable RecordSchema flattened) {
        static Part of(RecordComponent component) {
            boolean flat = component.isAnnotationPresent(Flattened.class);
            return new Part(component, flat ? SCHEMAS.get(component.getType()) : null);
        }

        Stream<Component> components() {
            return flattened == null ? Stream.of(RecordSchema.component(component)) : flattened.components.stream();
        }

        /** How many of the first components have no default. */
        int required() {
            return flattened == null ? 1 : flattened.required();
        }
    }

    private final Class<?> type;
    private final List<Part> parts;
    private final List<Component> components;
    private final Constructor<?> constructor;
    private final Constructor<?> shortestConstructor;
    private final Map<String, Ignored> ignored = new LinkedHashMap<>();
    private final Map<String, String> renamed = new LinkedHashMap<>();

    /** The schema of a record class. */
    static RecordSchema of(Class<? extends Record> type) {
        return SCHEMAS.get(type);
    }

    private RecordSchema(Class<?> type) {
        this.type = type;
        this.parts = Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        this.components = parts.stream().flatMap(Part::components).toList();
        this.constructor = constructors()
                .filter(candidate -> candidate.getParameterCount() == parts.size())
                .findFirst()
                .orElseThrow();
        this.shortestConstructor = constructors().findFirst().orElseThrow();
        for (Part part : parts) {
            if (part.flattened() == null) continue;
            ignored.putAll(part.flattened().ignored);
            renamed.putAll(part.flattened().renamed);
        }
        for (Ignored annotation : type.getAnnotationsByType(Ignored.class)) ignored.put(annotation.key(), annotation);
        for (Renamed annotation : type.getAnnotationsByType(Renamed.class)) {
            renamed.put(annotation.from(), annotation.to());
        }
    }

    List<Component> components() {
        return components;
    }

    Optional<Component> componentOfKey(String key) {
        return components.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    Optional<Component> componentNamed(String name) {
        return components.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    List<String> keys() {
        return components.stream().map(Component::key).toList();
    }

    /** How many components, the first ones, have no default. */
    int required() {
        return parts.stream()
                .limit(shortestConstructor.getParameterCount())
                .mapToInt(Part::required)
                .sum();
    }

    Optional<Ignored> ignored(String key) {
        return Optional.ofNullable(ignored.get(key));
    }

    /** The key of today for one that older files have. */
    String currentKey(String key) {
        return renamed.getOrDefault(key, key);
    }

    /** The values of all components, in order. */
    @Nullable
    Object[] values(Object record) {
        return parts.stream().flatMap(part -> values(part, record)).toArray();
    }

    private Stream<@Nullable Object> values(Part part, Object record) {
        @Nullable Object value = invoke(part.component().getAccessor(), accessor -> accessor.invoke(record));
        return part.flattened() == null || value == null
                ? Stream.of(value)
                : Arrays.stream(part.flattened().values(value));
    }

    /** A record of the given values, one a component. */
    Object create(@Nullable Object[] values) {
        @Nullable Object[] arguments = new @Nullable Object[parts.size()];
        int at = 0;
        for (int i = 0; i < arguments.length; i++) {
            RecordSchema inner = parts.get(i).flattened();
            int next = at + (inner == null ? 1 : inner.components.size());
            arguments[i] = inner == null ? values[at] : inner.create(Arrays.copyOfRange(values, at, next));
            at = next;
        }
        return invoke(constructor, canonical -> canonical.newInstance(arguments));
    }

    /** A record of its required components and the defaults of all others. */
    Object createWithDefaults(@Nullable Object[] required) {
        @Nullable Object[] arguments = new @Nullable Object[shortestConstructor.getParameterCount()];
        int at = 0;
        for (int i = 0; i < arguments.length; i++) {
            RecordSchema inner = parts.get(i).flattened();
            int next = at + parts.get(i).required();
            arguments[i] =
                    inner == null ? required[at] : inner.createWithDefaults(Arrays.copyOfRange(required, at, next));
            at = next;
        }
        return invoke(shortestConstructor, shortest -> shortest.newInstance(arguments));
    }

    /** The constructors that take the first components and no others, the shortest first. */
    private Stream<Constructor<?>> constructors() {
        Class<?>[] types =
                parts.stream().map(part -> part.component().getType()).toArray(Class<?>[]::new);
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(candidate -> candidate.getParameterCount() <= types.length)
                .filter(candidate -> Arrays.equals(
                        candidate.getParameterTypes(), Arrays.copyOf(types, candidate.getParameterCount())))
                .sorted(Comparator.comparingInt(Constructor::getParameterCount));
    }

    private static Component component(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return new Component(
                component.getName(),
                key == null ? snakeCase(component.getName()) : key.value(),
                component.getType(),
                component.getGenericType(),
                isNullable(component.getAnnotatedType()),
                hasNullableElements(component.getAnnotatedType()));
    }

    private static boolean hasNullableElements(AnnotatedType type) {
        return type instanceof AnnotatedParameterizedType list
                && List.class.equals(((ParameterizedType) list.getType()).getRawType())
                && isNullable(list.getAnnotatedActualTypeArguments()[0]);
    }

    /** Any library's annotation will do, so that nobody's record needs ours. */
    private static boolean isNullable(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
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

    private interface Call<T, R> {
        R on(T member) throws InvocationTargetException, IllegalAccessException, InstantiationException;
    }

    /** Calls a constructor or accessor; what it throws itself comes out as it is. */
    private <T extends AccessibleObject, R> R invoke(T member, Call<T, R> call) {
        try {
            // Records of a module that opens nothing may still be public and exported: then this is not needed.
            member.trySetAccessible();
            return call.on(member);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException thrown) throw thrown;
            if (e.getCause() instanceof Error thrown) throw thrown;
            throw new ConfigException("Making a " + type.getName() + " failed: " + e.getCause(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new ConfigException(remedy(), e);
        } catch (InstantiationException e) {
            throw new ConfigException("Making a " + type.getName() + " failed: " + e, e);
        }
    }

    private String remedy() {
        Module module = type.getModule();
        Module own = RecordSchema.class.getModule();
        String reader = own.isNamed() ? own.getName() : "ALL-UNNAMED";
        return "The record " + type.getName() + " cannot be read by " + reader + ". Add the line\n    opens "
                + type.getPackageName() + " to " + reader + ";\nto module-info.java of the module " + module.getName()
                + ", or make the record public in an exported package.";
    }
}
