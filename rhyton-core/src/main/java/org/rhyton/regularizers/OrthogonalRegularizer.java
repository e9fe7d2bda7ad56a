package org.rhyton.regularizers;

import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * Pulls the rows, or the columns, of a matrix apart: {@code factor} times half the mean of |cos| of the angles between any
 * two of them, each pair counted twice. Keras: {@code keras.regularizers.OrthogonalRegularizer}, which takes the
 * factor as float32.
 *
 * @param factor not negative; 0.01 by default
 * @param mode rows or columns; rows by default
 */
public record OrthogonalRegularizer(double factor, Mode mode) implements Regularizer {
    /** What is to be orthogonal. */
    public enum Mode {
        ROWS,
        COLUMNS
    }

    /** A row whose sum of squares is less than this is taken to have this one. */
    private static final double LEAST_SQUARE = 1e-14;

    public OrthogonalRegularizer() {
        this(0.01, Mode.ROWS);
    }

    /** @throws IllegalArgumentException when the factor is negative or not finite */
    public OrthogonalRegularizer {
        Factors.require("OrthogonalRegularizer", "factor", factor);
    }

    /**
     * The penalty.
     *
     * @param weights a matrix
     * @throws ShapeException when the weights are not a matrix of at least two rows (columns)
     */
    @Override
    public Tensor apply(Tensor weights) {
        if (weights.rank() != 2) {
            throw new ShapeException(
                    "OrthogonalRegularizer is for weights of rank 2, received shape " + weights.shape());
        }
        Tensor vectors = mode == Mode.ROWS ? weights : Ops.transpose(weights);
        int count = vectors.shape().size(0);
        if (count < 2) {
            throw new ShapeException("OrthogonalRegularizer compares at least two "
                    + (mode == Mode.ROWS ? "rows" : "columns") + ", received shape " + weights.shape());
        }
        Tensor directions = normalized(vectors);
        Tensor cosines = Ops.matmul(directions, Ops.transpose(directions));
        Tensor others = Ops.eye(count, weights.dtype()).negate().plus(1);
        double pairs = count * (count - 1.0) / 2.0;
        return Ops.sum(Ops.absolute(cosines.times(others)))
                .times((float) factor * 0.5)
                .dividedBy(pairs);
    }

    private static Tensor normalized(Tensor vectors) {
        Tensor squares = Ops.keepDims(Ops.sum(Ops.square(vectors), 1), vectors, 1);
        return vectors.times(Ops.rsqrt(Ops.maximum(squares, LEAST_SQUARE)));
    }
}
