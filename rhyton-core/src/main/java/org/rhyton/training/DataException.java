package org.rhyton.training;

/** Data that cannot be trained on; the message says what is wrong with it. */
public class DataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }
}
