package org.rhyton.callbacks;

/** A callback was made or used in a way that cannot work; the message says what to do. */
public final class CallbackException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CallbackException(String message) {
        super(message);
    }

    CallbackException(String message, Throwable cause) {
        super(message, cause);
    }
}
