package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/**
 * A file that is not a model, or not one that can be loaded: damaged, cut short, of another format, or with a part that
 * does not fit the others. The message says which file, what was expected, what was found, and what to do.
 */
public class ModelFormatException extends SavingException {
    private static final long serialVersionUID = 1L;

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
