package org.rhyton.internal.graph;

import org.rhyton.array.DType;
import org.rhyton.array.Shape;

/** What is known of a value before it is computed: its shape, perhaps with symbols, and its element type. */
public record Type(Shape shape, DType dtype) {
    /** Whether a value of the other type could be one of this type, as far as sizes are known. */
    boolean accepts(Type other) {
        return dtype == other.dtype && shape.accepts(other.shape);
    }

    @Override
    public String toString() {
        return dtype.keras() + shape;
    }
}
