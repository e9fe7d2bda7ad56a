package org.rhyton.saving;

/** A class name that no catalogue has and nobody registered. */
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
