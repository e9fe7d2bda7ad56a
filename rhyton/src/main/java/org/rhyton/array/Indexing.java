package org.rhyton.array;

/** Positions and parts of arrays. */
final class Indexing {
    private Indexing() {}

    /** The index as a position from 0. */
    static int position(int index, int size, int axis, NDArray array) {
        int position = index < 0 ? index + size : index;
        if (position < 0 || position >= size) {
            throw new IndexException("index " + index + " is out of range for axis " + axis + " of shape "
                    + array.shape() + (size == 0 ? ", which is empty" : ", which has " + -size + " to " + (size - 1)));
        }
        return position;
    }
}
