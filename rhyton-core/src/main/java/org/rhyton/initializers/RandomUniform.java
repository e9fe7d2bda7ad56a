package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Numbers spread evenly between two bounds. Keras: {@code keras.initializers.RandomUniform}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 * @param minval the lower bound, included; −0.05 by default
 * @param maxval the upper bound, excluded; 0.05 by default
 */
public record RandomUniform(@Nullable Long seed, double minval, double maxval) implements Initializer {
    public RandomUniform() {
        this(-0.05, 0.05);
    }

    public RandomUniform(double minval, double maxval) {
        this(null, minval, maxval);
    }

    public RandomUniform(double minval, double maxval, long seed) {
        this((Long) seed, minval, maxval);
    }

    /** @throws IllegalArgumentException when minval is greater than maxval, or either is not finite */
    public RandomUniform {
        if (!(minval <= maxval) || Double.isInfinite(maxval - minval)) {
            throw new IllegalArgumentException(
                    "RandomUniform needs finite bounds with minval <= maxval, received minval=" + minval + ", maxval="
                            + maxval);
        }
    }

    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return Randomness.of(seed).uniform(shape, minval, maxval, dtype);
    }
}
