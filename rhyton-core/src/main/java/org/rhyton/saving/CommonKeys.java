package org.rhyton.saving;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that every class of a kind has in its config beside those of its own record, such as a layer's {@code name},
 * {@code trainable} and {@code dtype}.
 *
 * @param <T> the kind
 */
public interface CommonKeys<T> {
    /** The keys; they are taken out of the config before its record is read. */
    Set<String> keys();

    /** Gives a new object what the file says under those keys; keys that the file does not have are not in the map. */
    void apply(T object, Map<String, @Nullable Object> values, ConfigReader reader, String at);

    /** What to write under those keys, in Keras's order; it stands before the keys of the record. */
    Map<String, @Nullable Object> values(T object, ConfigWriter writer);
}
