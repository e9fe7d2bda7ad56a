package org.rhyton.initializers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** 0 everywhere. Keras: {@code keras.initializers.Zeros}. */
public record Zeros() implements Initializer {
    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return NDArray.full(shape, 0, dtype);
    }
}
