package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;

/**
 * Normally distributed numbers, none farther than two standard deviations from the mean. Keras: {@code keras.initializers.TruncatedNormal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 * @param mean 0 by default
 * @param stddev the standard deviation, before the tails are cut off; what is left has 0.88 of it; 0.05 by default
 */
public record TruncatedNormal(@Nullable Long seed, double mean, double stddev) implements Initializer {
    public TruncatedNormal() {
        this(0, 0.05);
    }

    public TruncatedNormal(double mean, double stddev) {
        this(null, mean, stddev);
    }

    public TruncatedNormal(double mean, double stddev, long seed) {
        this((Long) seed, mean, stddev);
    }

    /** @throws IllegalArgumentException when the standard deviation is negative or not finite */
    public TruncatedNormal {
        Randomness.requireDeviation("TruncatedNormal", stddev);
    }

    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return Randomness.of(seed).truncatedNormal(shape, mean, stddev, dtype);
    }
}
