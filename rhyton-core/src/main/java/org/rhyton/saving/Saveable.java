package org.rhyton.saving;

/**
 * Something that Keras files tell of by class name and config: a layer, an initializer, a loss.
 *
 * <p>A small immutable function is a record and its own config, and has nothing more to write. Anything else says in
 * {@link #config()} what it was made with, and is made again from that by the factory given to its {@link Catalogue}.
 */
public interface Saveable {
    /** The name of the class in Keras; the simple name of the Java class when not said otherwise. */
    default String className() {
        return getClass().getSimpleName();
    }

    /** What it is made with: a record whose components are Keras's keys. */
    default Record config() {
        if (this instanceof Record record) return record;
        if (getClass().isHidden()) {
            throw new ConfigException("a lambda cannot be saved, since a file has no name for it: write it as a record,"
                    + " public record MyFunction() implements ..., and register the record before loading");
        }
        throw new ConfigException(getClass().getName() + " is not a record and so must implement config(), which"
                + " returns a record of what it is made with");
    }
}
