package org.rhyton.datasets;

import java.io.IOException;

/** A file of a data set that is not what it should be: another content, or one that cannot be read. */
public class DatasetCorruptException extends DatasetException {
    private static final long serialVersionUID = 1L;

    public DatasetCorruptException(String message) {
        super(message);
    }

    public DatasetCorruptException(String message, IOException cause) {
        super(message, cause);
    }
}
