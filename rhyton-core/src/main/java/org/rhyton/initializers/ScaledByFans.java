package org.rhyton.initializers;

import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/** Random numbers whose variance follows from the fans of the weight. */
interface ScaledByFans extends Initializer {
    /** What makes the numbers. */
    VarianceScaling scaling();

    @Override
    default NDArray initialize(Shape shape, DType dtype) {
        return initialize(shape, Fans.of(shape), dtype);
    }

    @Override
    default NDArray initialize(Shape shape, Fans fans, DType dtype) {
        return scaling().initialize(shape, fans, dtype);
    }
}
