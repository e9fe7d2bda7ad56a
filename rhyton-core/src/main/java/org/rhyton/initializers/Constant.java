package org.rhyton.initializers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * A given number everywhere, or a given array, stretched to the shape as in NumPy. Keras: {@code
 * keras.initializers.Constant}, which takes a number as float32 whatever the element type of the weight; so does this one.
 *
 * @param value the number, or the array; 0 by default
 */
public record Constant(NDArray value) implements Initializer {
    public Constant() {
        this(0);
    }

    public Constant(double value) {
        this(NDArray.scalar(value));
    }

    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        if (!Shape.broadcast(shape, value.shape()).equals(shape)) {
            throw new ShapeException(
                    "Constant has a value of shape " + value.shape() + ", which cannot be stretched to " + shape);
        }
        return values(dtype).broadcastTo(shape);
    }

    private NDArray values(DType dtype) {
        boolean rounded = dtype == DType.FLOAT64 && value.rank() == 0;
        return rounded ? NDArray.scalar((double) (float) value.item()) : value.astype(dtype);
    }
}
