package org.rhyton.internal.plan;

import org.rhyton.array.DType;

/** A view with numbers: element (i, j, …) is {@code array[offset + i·strides[0] + j·strides[1] + …]}. */
record Location(Object array, DType dtype, int offset, int[] dims, int[] strides) {

    int elements() {
        int product = 1;
        for (int dim : dims) product *= dim;
        return product;
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
