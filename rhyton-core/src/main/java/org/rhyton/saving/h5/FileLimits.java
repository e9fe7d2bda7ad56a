package org.rhyton.saving.h5;

import org.rhyton.h5.H5Limits;

/**
 * How much memory a file may take when it is unpacked: compressed entries of archives, compressed arrays, arrays of which a
 * file says the size alone. Weights hardly compress, so that a file which grows a hundredfold was made to do harm.
 */
public final class FileLimits {
    /** Every file may grow to this many bytes. */
    private static final long FREE = 64L << 20;

    /** A larger file may grow this many times. */
    private static final long FACTOR = 20;

    private FileLimits() {}

    /** The bytes that a file of a length may take, unpacked. */
    public static long unpackedBytes(long fileBytes) {
        return Math.max(FREE, FACTOR * fileBytes);
    }

    /** What reading an HDF5 file of a length may cost. */
    public static H5Limits of(long fileBytes) {
        H5Limits usual = H5Limits.DEFAULT;
        return new H5Limits(usual.fileBytes(), unpackedBytes(fileBytes), usual.objects(), usual.depth());
    }
}
