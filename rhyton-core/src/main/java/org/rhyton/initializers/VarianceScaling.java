package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.saving.Ignored;

/**
 * Random numbers with mean 0 and variance {@code scale} / n, where n is the fan-in, the fan-out, or their mean, and at
 * least 1. Keras: {@code keras.initializers.VarianceScaling}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 * @param scale positive; 1 by default
 * @param mode what n is; the fan-in by default
 * @param distribution truncated normal by default
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record VarianceScaling(@Nullable Long seed, double scale, Mode mode, Distribution distribution)
        implements Initializer {
    /** What the variance is divided by. */
    public enum Mode {
        FAN_IN,
        FAN_OUT,
        FAN_AVG
    }

    /** How the numbers are distributed. */
    public enum Distribution {
        /** Normal, without what lies farther than two standard deviations from 0; the variance is that of the rest. */
        TRUNCATED_NORMAL,
        UNTRUNCATED_NORMAL,
        /** Even, between −√(3 variance) and √(3 variance). */
        UNIFORM
    }

    /** The standard deviation of a standard normal distribution cut off at −2 and 2. */
    private static final double DEVIATION_WITHIN_TWO = 0.87962566103423978;

    public VarianceScaling() {
        this(1, Mode.FAN_IN, Distribution.TRUNCATED_NORMAL);
    }

    public VarianceScaling(double scale, Mode mode, Distribution distribution) {
        this(null, scale, mode, distribution);
    }

    public VarianceScaling(double scale, Mode mode, Distribution distribution, long seed) {
        this((Long) seed, scale, mode, distribution);
    }

    /** @throws IllegalArgumentException when the scale is not a positive number */
    public VarianceScaling {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("VarianceScaling needs a positive, finite scale, received " + scale);
        }
    }

    @Override
    public NDArray initialize(Shape shape, DType dtype) {
        return initialize(shape, Fans.of(shape), dtype);
    }

    @Override
    public NDArray initialize(Shape shape, Fans fans, DType dtype) {
        RandomStream random = Randomness.of(seed);
        double variance = scale / Math.max(1, fan(fans));
        return switch (distribution) {
            case TRUNCATED_NORMAL ->
                random.truncatedNormal(shape, 0, Math.sqrt(variance) / DEVIATION_WITHIN_TWO, dtype);
            case UNTRUNCATED_NORMAL -> random.normal(shape, 0, Math.sqrt(variance), dtype);
            case UNIFORM -> random.uniform(shape, -Math.sqrt(3 * variance), Math.sqrt(3 * variance), dtype);
        };
    }

    private double fan(Fans fans) {
        return switch (mode) {
            case FAN_IN -> fans.in();
            case FAN_OUT -> fans.out();
            case FAN_AVG -> (fans.in() + fans.out()) / 2;
        };
    }
}
