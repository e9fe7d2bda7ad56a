package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Numbers spread evenly between −√(6 / (fan-in + fan-out)) and its opposite (Glorot, Bengio 2010). Keras: {@code
 * keras.initializers.GlorotUniform}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record GlorotUniform(@Nullable Long seed) implements ScaledByFans {
    public GlorotUniform() {
        this(null);
    }

    public GlorotUniform(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(seed, 1, VarianceScaling.Mode.FAN_AVG, VarianceScaling.Distribution.UNIFORM);
    }
}
