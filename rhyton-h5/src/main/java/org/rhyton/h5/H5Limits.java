package org.rhyton.h5;

/**
 * What reading a file may cost at most. A file that asks for more is refused before the memory is taken. Beside these,
 * everything a file says of sizes is held against its own length, and the work done on its structure stays within a
 * small multiple of that length.
 *
 * @param fileBytes length of the file, at most {@link #MAX_FILE_BYTES}
 * @param expandedBytes sum of the datasets that take more memory than file: compressed ones, and ones never written
 * @param objects groups, datasets, attributes and strings in attributes, together
 * @param depth groups within groups
 */
public record H5Limits(long fileBytes, long expandedBytes, int objects, int depth) {
    /** Nearly 2 GiB: a file is held in one Java array. */
    public static final long MAX_FILE_BYTES = Integer.MAX_VALUE - 8L;

    /** A file of any length that can be held, 1 GiB of expansion, 500,000 objects, 100 groups deep. */
    public static final H5Limits DEFAULT = new H5Limits(MAX_FILE_BYTES, 1L << 30, 500_000, 100);

    /** The deepest nesting that may be asked for; a walk over a deeper tree could run out of stack. */
    public static final int MAX_DEPTH = 250;

    public H5Limits {
        if (fileBytes < 0 || fileBytes > MAX_FILE_BYTES || expandedBytes < 0 || objects < 1) {
            throw new H5TreeException("Limits need 0 <= fileBytes <= " + MAX_FILE_BYTES
                    + ", expandedBytes >= 0 and objects >= 1; got fileBytes " + fileBytes + ", expandedBytes "
                    + expandedBytes + ", objects " + objects + ".");
        }
        if (depth < 1 || depth > MAX_DEPTH) {
            throw new H5TreeException("depth must be 1 to " + MAX_DEPTH + ", got " + depth + ".");
        }
    }
}
