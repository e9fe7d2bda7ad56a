package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/** A file of a model that could not be read from, or written to, where it lies; the message says which and why. */
public class ModelFileException extends SavingException {
    private static final long serialVersionUID = 1L;

    public ModelFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
