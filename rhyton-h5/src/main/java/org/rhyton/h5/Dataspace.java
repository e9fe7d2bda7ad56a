package org.rhyton.h5;

/** Shapes in the file. */
final class Dataspace {
    static final int MAX_RANK = 32;

    private static final int HAS_MAXIMA = 1;
    private static final int NULL_SPACE = 2;

    private Dataspace() {}

    /**
     * Reads a dataspace message.
     *
     * @return the sizes; for HDF5's "null" dataspace, which has no data, (0,). Their product fits an int.
     */
    static int[] read(Cursor cursor) {
        int version = cursor.version(1, 2);
        int rank = cursor.u8("rank");
        cursor.u8("flags");
        if (rank > MAX_RANK) {
            throw cursor.error("expected up to 32 dimensions, found " + rank + ".");
        }
        if (version == 1) {
            cursor.skip(5);
        } else if (cursor.u8("type") == NULL_SPACE) {
            return new int[] {0};
        }
        int[] dims = new int[rank];
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            long dim = cursor.length("dimension");
            elements = dim > Integer.MAX_VALUE ? Long.MAX_VALUE : elements * dim;
            if (elements > Integer.MAX_VALUE) {
                throw cursor.error("dimension " + i + " is " + dim
                        + ": expected no more elements than a Java array holds, " + Integer.MAX_VALUE + ".");
            }
            dims[i] = (int) dim;
        }
        return dims;
    }

    /** A version 1 message, its maximal sizes equal to its sizes: a shape that does not grow. */
    static byte[] write(int[] dims) {
        LittleEndian out = new LittleEndian();
        out.u8(1).u8(dims.length).u8(dims.length == 0 ? 0 : HAS_MAXIMA).zeros(5);
        for (int twice = 0; twice < 2; twice++) {
            for (int dim : dims) {
                out.u64(dim);
            }
        }
        return out.toByteArray();
    }
}
