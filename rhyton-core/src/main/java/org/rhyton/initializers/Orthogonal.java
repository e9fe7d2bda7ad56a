package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;

/**
 * A random orthogonal matrix (Saxe, McClelland, Ganguli 2013): the last axis makes the columns, all others together the
 * rows; columns are orthonormal, or rows if there are more columns. Keras: {@code keras.initializers.Orthogonal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 * @param gain what the matrix is multiplied by; 1 by default
 */
public record Orthogonal(@Nullable Long seed, double gain) implements Initializer {
    public Orthogonal() {
        this(1.0);
    }

    public Orthogonal(double gain) {
        this(null, gain);
    }

    public Orthogonal(double gain, long seed) {
        this((Long) seed, gain);
    }

    /** @throws ShapeException when the shape has fewer than two axes */
    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        if (shape.rank() < 2) {
            throw new ShapeException("Orthogonal is for weights of rank 2 or more, received shape " + shape);
        }
        int columns = shape.size(-1);
        int rows = shape.slice(0, -1).elements();
        int large = Math.max(rows, columns);
        int small = Math.min(rows, columns);
        double[] normal = Randomness.of(seed)
                .normal(Shape.of(large, small), 0, 1, DType.FLOAT64)
                .toDoubleArray();
        NDArray basis =
                NDArray.of(Householder.orthonormalColumns(normal, large, small)).reshape(large, small);
        NDArray matrix = rows < columns ? basis.transpose() : basis;
        return matrix.reshape(shape.dims()).times(gain).astype(dtype);
    }
}
