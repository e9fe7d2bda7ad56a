package org.rhyton.operations;

/** Says what an operation was told that it cannot do. */
public final class OperationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OperationException(String message) {
        super(message);
    }
}
