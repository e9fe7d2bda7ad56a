package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/** Something that cannot be saved or loaded as it is; the message says where, why and what to do. */
public class SavingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SavingException(String message) {
        super(message);
    }

    public SavingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
