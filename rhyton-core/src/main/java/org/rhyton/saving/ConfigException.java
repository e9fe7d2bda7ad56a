package org.rhyton.saving;

import org.jspecify.annotations.Nullable;

/** A config that does not fit its class: an unknown or missing key, or a value of another type. */
public class ConfigException extends SavingException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
