package org.rhyton.array;

/** Shapes that do not fit each other or an operation; the message names what was given, what fits, and what to do. */
public class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public ShapeException(String message) {
        super(message);
    }
}
