package org.rhyton.initializers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.saving.Saveable;

/**
 * Makes the first values of a weight. Immutable and safe for several threads. Keras: {@code
 * keras.initializers.Initializer}.
 */
@FunctionalInterface
public interface Initializer extends Saveable {
    /**
     * The values.
     *
     * @param shape the weight's shape, all sizes known
     * @param dtype the weight's element type; random initializers are for float32 and float64
     */
    NDArray initialize(Shape shape, DType dtype);

    /**
     * The values of a weight whose axes do not tell how many inputs and outputs its units have. By default this makes no
     * difference.
     */
    default NDArray initialize(Shape shape, Fans fans, DType dtype) {
        return initialize(shape, dtype);
    }
}
