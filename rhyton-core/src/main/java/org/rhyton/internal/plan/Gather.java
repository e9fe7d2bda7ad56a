package org.rhyton.internal.plan;

import java.util.List;

/** Copies the elements of a location, however they lie, in row-major order. */
final class Gather {
    private final Location from;
    private final Geometry geometry;
    private final int rows;
    private final int inner;
    private final int stride;

    Gather(Location from) {
        this.from = from;
        this.geometry = Geometry.of(from.dims(), List.of(from.strides()), new boolean[from.dims().length]);
        this.rows = from.elements() == 0 ? 0 : geometry.outer();
        this.inner = geometry.inner();
        this.stride = inner == 1 ? 1 : geometry.strides[0][geometry.dims.length - 1];
    }

    /** Copies to an array, from an element on. */
    void to(Object array, int at) {
        for (int row = 0; row < rows; row++) {
            int rest = row;
            int source = from.offset();
            for (int loop = geometry.dims.length - 2; loop >= 0; loop--) {
                source += (rest % geometry.dims[loop]) * geometry.strides[0][loop];
                rest /= geometry.dims[loop];
            }
            Storage.copy(from.array(), source, stride, array, at + row * inner, 1, inner);
        }
    }
}
