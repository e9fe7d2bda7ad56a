package org.rhyton.ops;

/** A derivative is not what finite differences say; see {@link GradientChecker}. */
public final class GradientMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GradientMismatchException(String message) {
        super(message);
    }
}
