package org.rhyton.array;

/** A kind of number that an operation does not take; the message names what was given, what fits, and what to do. */
public class DTypeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public DTypeException(String message) {
        super(message);
    }
}
