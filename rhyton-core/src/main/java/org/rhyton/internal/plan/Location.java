package org.rhyton.internal.plan;

import org.rhyton.array.DType;
import org.rhyton.array.ShapeException;

/** A view with numbers: element (i, j, …) is {@code array[offset + i·strides[0] + j·strides[1] + …]}. */
record Location(Object array, DType dtype, int offset, int[] dims, int[] strides) {

    int elements() {
        int product = 1;
        for (int dim : dims) product *= dim;
        return product;
    }

    /** What symbols left open when the program was recorded. */
    void checkSameSize(Location other, String what) {
        if (elements() != other.elements()) {
            throw new ShapeException(what + " " + elements() + " and " + other.elements()
                    + " elements; both must be of one shape, whatever the sizes of the inputs");
        }
    }

    float[] floats() {
        return (float[]) array;
    }

    double[] doubles() {
        return (double[]) array;
    }

    long[] longs() {
        return (long[]) array;
    }
}
