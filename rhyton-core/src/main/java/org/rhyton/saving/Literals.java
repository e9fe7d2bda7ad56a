package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/**
 * The short forms of a kind's objects in JSON, beside {@code {"class_name", "config"}}: an activation is written as its
 * name, a constant learning rate as its number. Names of classes in a catalogue are read without this.
 *
 * @param <T> the kind
 */
public interface Literals<T> {
    /**
     * The object that a text or a number stands for, or null when it stands for none.
     *
     * @param json a String, Long, Double or Boolean
     */
    @Nullable
    T read(Object json);

    /** The text or number that stands for an object, or null when it is to be written with class name and config. */
    @Nullable
    Object write(T object);

    /** As {@link #read(Object)}, for kinds of which a name has meant different things in different versions of Keras. */
    default @Nullable T read(Object json, KerasVersion writtenBy) {
        return read(json);
    }

    /** As {@link #write(Object)}, for kinds of which a name has meant different things in different versions of Keras. */
    default @Nullable Object write(T object, KerasVersion readBy) {
        return write(object);
    }
}
