package org.rhyton.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A data set that cannot be had; the message says why and what can be done. */
public class DatasetException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message, IOException cause) {
        super(message, cause);
    }

    public DatasetException(String message) {
        super(message, new IOException(message));
    }
}
