package org.rhyton.data;

/** Rows that cannot be split as asked; the message names the numbers and what would do. */
public class SplitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SplitException(String message) {
        super(message);
    }
}
