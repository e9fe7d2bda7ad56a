package org.rhyton.array;

import java.io.IOException;

/** Data that is not a {@code .npy} file, or one that cannot be read here; the message names what was found and expected. */
public class NpyFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public NpyFormatException(String message) {
        super(message);
    }
}
