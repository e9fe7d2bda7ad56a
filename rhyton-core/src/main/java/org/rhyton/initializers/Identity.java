package org.rhyton.initializers;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.saving.Adapter;
import org.rhyton.saving.KerasVersion;

/**
 * A matrix with {@code gain} in its diagonal and 0 elsewhere. Keras: {@code keras.initializers.Identity}.
 *
 * @param gain 1 by default
 */
public record Identity(double gain) implements Initializer {
    public Identity() {
        this(1);
    }

    /** @throws ShapeException when the shape does not have two axes */
    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        if (shape.rank() != 2) {
            throw new ShapeException("Identity is for weights of rank 2, received shape " + shape);
        }
        double[] values = new double[shape.elements()];
        for (int i = 0; i < Math.min(shape.size(0), shape.size(1)); i++) values[i * shape.size(1) + i] = gain;
        return NDArray.of(values).reshape(shape.dims()).astype(dtype);
    }

    /** Keras 3 writes no gain, but reads one: it is written where it is not the default. */
    static final class GainAdapter implements Adapter {
        @Override
        public void reading(Map<String, @Nullable Object> config, KerasVersion writtenBy) {}

        @Override
        public void writing(Map<String, @Nullable Object> config, KerasVersion readBy) {
            if (readBy.isKeras3()) config.remove("gain", 1.0);
        }
    }
}
