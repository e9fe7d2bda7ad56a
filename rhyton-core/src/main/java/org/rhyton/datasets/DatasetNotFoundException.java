package org.rhyton.datasets;

import java.io.IOException;

/** A data set that is neither on this machine nor can be downloaded; the message names every way to get it. */
public class DatasetNotFoundException extends DatasetException {
    private static final long serialVersionUID = 1L;

    public DatasetNotFoundException(String message, IOException cause) {
        super(message, cause);
    }
}
