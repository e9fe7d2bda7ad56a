package org.rhyton.h5;

/**
 * A type of HDF5 that this package does not read, such as a compound or a reference. A file with such data opens;
 * asking for the data is an error.
 *
 * @param description what it is, in HDF5's words
 */
public record H5Unsupported(String description) implements H5Type {
    @Override
    public String toString() {
        return description;
    }
}
