package org.rhyton.losses;

/** Targets that no class has. */
public final class LabelException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    LabelException(String message) {
        super(message);
    }
}
