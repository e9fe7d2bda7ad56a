package org.rhyton.initializers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** 1 everywhere. Keras: {@code keras.initializers.Ones}. */
public record Ones() implements Initializer {
    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return NDArray.full(shape, 1, dtype);
    }
}
