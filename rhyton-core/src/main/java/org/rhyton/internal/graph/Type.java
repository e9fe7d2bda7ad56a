package org.rhyton.internal.graph;

import org.rhyton.array.DType;
import org.rhyton.array.Shape;

/** What is known of a value before it is computed: its shape, perhaps with symbols, and its element type. */
public record Type(Shape shape, DType dtype) {
    @Override
    public String toString() {
        return dtype.keras() + shape;
    }
}
