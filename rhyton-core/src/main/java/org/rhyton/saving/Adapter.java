package org.rhyton.saving;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Levels out what one class's config looks like in different versions of Keras. */
@FunctionalInterface
public interface Adapter {
    /** Changes a config, as the given Keras wrote it, into the form that the class's record has. */
    void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy);

    /** Changes a config, as the class's record has it, into the form that the given Keras reads. */
    default void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {}
}
