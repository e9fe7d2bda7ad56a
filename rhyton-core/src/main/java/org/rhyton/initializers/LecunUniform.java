package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Numbers spread evenly between −√(3 / fan-in) and its opposite (LeCun et al. 1998). Keras: {@code
 * keras.initializers.LecunUniform}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record LecunUniform(@Nullable Long seed) implements ScaledByFans {
    public LecunUniform() {
        this(null);
    }

    public LecunUniform(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(seed, 1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM);
    }
}
