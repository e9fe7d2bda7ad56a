package org.rhyton.array;

/** An index that an array does not have, or that cannot be read; the message names the index, the shape and the way out. */
public class IndexException extends IndexOutOfBoundsException {
    private static final long serialVersionUID = 1L;

    public IndexException(String message) {
        super(message);
    }
}
