package org.rhyton.saving;

/**
 * A file that names a class which is neither Keras's nor registered. The message says its name, where it stands and how to
 * register it.
 */
public class UnknownCustomObjectException extends ModelFormatException {
    private static final long serialVersionUID = 1L;

    private final String className;

    public UnknownCustomObjectException(String message, UnknownClassException cause) {
        super(message, cause);
        this.className = cause.className();
    }

    /** The name that is not known. */
    public String className() {
        return className;
    }
}
