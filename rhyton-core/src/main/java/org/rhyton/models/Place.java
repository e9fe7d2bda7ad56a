package org.rhyton.models;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.Json;

/**
 * A value in a JSON document, and where it stands there, so that whatever is wrong with it can be said with its place.
 *
 * @param value as {@link Json} reads it
 * @param at such as {@code config.layers[2].inbound_nodes}
 */
record Place(@Nullable Object value, String at) {
    /** The value of a key; null inside when the object does not have it. */
    Place get(String key) {
        return new Place(object().get(key), at + "." + key);
    }

    Place get(int index) {
        List<?> list = list();
        if (index >= list.size()) {
            throw new ConfigException(at + ": expected at least " + (index + 1) + " elements, found " + list.size());
        }
        return new Place(list.get(index), at + "[" + index + "]");
    }

    boolean isNull() {
        return value == null;
    }

    boolean isList() {
        return value instanceof List<?>;
    }

    boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    boolean isText() {
        return value instanceof String;
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    @SuppressWarnings("unchecked") // the keys of JSON objects are texts
    Map<String, @Nullable Object> object() {
        if (value instanceof Map<?, ?> map) return (Map<String, @Nullable Object>) map;
        throw expected("an object {...}");
    }

    List<?> list() {
        if (value instanceof List<?> list) return list;
        throw expected("a list");
    }

    /** The elements of a list. */
    List<Place> elements() {
        return java.util.stream.IntStream.range(0, list().size())
                .mapToObj(this::get)
                .toList();
    }

    String text() {
        if (value instanceof String text) return text;
        throw expected("a text");
    }

    /** A number that counts from 0. */
    int index() {
        if (value instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) return number.intValue();
        throw expected("a whole number, 0 or more");
    }

    ConfigException expected(String what) {
        return new ConfigException(at + ": expected " + what + ", found " + Json.describe(value));
    }
}
