package org.rhyton.conformance;

/** A golden file is not as it should be. */
public final class GoldenFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GoldenFormatException(String message) {
        super(message);
    }

    public GoldenFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
