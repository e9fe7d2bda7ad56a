package org.rhyton.saving;

/**
 * A name of a class that no catalogue has and nobody registered. One that stands in a file is an {@link
 * UnknownCustomObjectException}.
 */
public class UnknownClassException extends SavingException {
    private static final long serialVersionUID = 1L;

    private final String className;

    public UnknownClassException(String className, String message) {
        super(message);
        this.className = className;
    }

    /** The name that is not known. */
    public String className() {
        return className;
    }
}
