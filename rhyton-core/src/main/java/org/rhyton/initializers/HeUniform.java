package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Numbers spread evenly between −√(6 / fan-in) and its opposite (He et al. 2015). Keras: {@code
 * keras.initializers.HeUniform}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record HeUniform(@Nullable Long seed) implements ScaledByFans {
    public HeUniform() {
        this(null);
    }

    public HeUniform(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(seed, 2, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM);
    }
}
