package org.rhyton.saving;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/** One component of a config: its name in Java, its key in Keras's JSON, its type. Equal to itself alone. */
final class ConfigComponent {
    private final RecordComponent component;
    private final String key;

    ConfigComponent(RecordComponent component) {
        this.component = component;
        Key given = component.getAnnotation(Key.class);
        this.key = given == null ? RecordSchema.snakeCase(component.getName()) : given.value();
    }

    String name() {
        return component.getName();
    }

    String key() {
        return key;
    }

    Class<?> rawType() {
        return component.getType();
    }

    /** The type, generic parameters included. */
    Type type() {
        return component.getGenericType();
    }

    /** Whether it is marked {@code @Nullable}. The first such answer of a JVM takes some 15 ms. */
    boolean isNullable() {
        return isNullable(component.getAnnotatedType());
    }

    /** Whether it is a list whose elements are marked so. */
    boolean hasNullableElements() {
        return component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                && List.class.equals(((ParameterizedType) list.getType()).getRawType())
                && isNullable(list.getAnnotatedActualTypeArguments()[0]);
    }

    /** Any library's annotation will do, so that nobody's record needs ours. */
    private static boolean isNullable(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }
}
