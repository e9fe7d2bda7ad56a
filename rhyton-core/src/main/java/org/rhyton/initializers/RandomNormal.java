package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Normally distributed numbers. Keras: {@code keras.initializers.RandomNormal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 * @param mean 0 by default
 * @param stddev the standard deviation, not negative; 0.05 by default
 */
public record RandomNormal(@Nullable Long seed, double mean, double stddev) implements Initializer {
    public RandomNormal() {
        this(0, 0.05);
    }

    public RandomNormal(double mean, double stddev) {
        this(null, mean, stddev);
    }

    public RandomNormal(double mean, double stddev, long seed) {
        this((Long) seed, mean, stddev);
    }

    /** @throws IllegalArgumentException when the standard deviation is negative or not finite */
    public RandomNormal {
        Randomness.requireDeviation("RandomNormal", stddev);
    }

    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return Randomness.of(seed).normal(shape, mean, stddev, dtype);
    }
}
