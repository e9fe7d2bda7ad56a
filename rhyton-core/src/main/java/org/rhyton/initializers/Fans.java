package org.rhyton.initializers;

import org.rhyton.array.Shape;

/**
 * How many numbers of a weight lead into a unit, and how many out of one. The last two axes of a kernel are its inputs and
 * outputs; each counts as often as there are places in the axes before, as a convolution has them.
 *
 * @param in the fan-in
 * @param out the fan-out
 */
public record Fans(double in, double out) {
    /** The fans of a weight: of a vector, its length twice; of a scalar, 1 and 1. */
    public static Fans of(Shape shape) {
        int rank = shape.rank();
        if (rank == 0) return new Fans(1, 1);
        if (rank == 1) return new Fans(shape.size(0), shape.size(0));
        double places = 1;
        for (int axis = 0; axis < rank - 2; axis++) places *= shape.size(axis);
        return new Fans(places * shape.size(-2), places * shape.size(-1));
    }
}
