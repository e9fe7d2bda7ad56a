package org.rhyton.h5;

/** A tree was put together that no HDF5 file can hold; the message says where, why, and what to do. */
public final class H5TreeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public H5TreeException(String message) {
        super(message);
    }
}
