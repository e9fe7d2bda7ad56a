package org.rhyton.data;

/** A dataset that cannot give what is asked of it; the message says why, and what to do. */
public final class DatasetElementException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public DatasetElementException(String message) {
        super(message);
    }

    DatasetElementException(String message, Throwable cause) {
        super(message, cause);
    }
}
