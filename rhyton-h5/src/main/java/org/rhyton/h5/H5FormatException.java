package org.rhyton.h5;

/**
 * A file is not what was expected: damaged, cut short, not HDF5, using a part of HDF5 that is not read here, or lacking
 * the group, dataset, attribute or type that was asked for. The message says the file, the place in it, what was
 * expected and what was found.
 */
public final class H5FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public H5FormatException(String message) {
        super(message);
    }

    public H5FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
