package org.rhyton.ops;

/** A function did something that cannot be recorded; the message says what, and how to write it instead. */
public class TracingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public TracingException(String message) {
        super(message);
    }

    public TracingException(String message, Throwable cause) {
        super(message, cause);
    }
}
