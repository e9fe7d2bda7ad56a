package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Truncated normal numbers of variance 2 / fan-in (He et al. 2015). Keras: {@code
 * keras.initializers.HeNormal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record HeNormal(@Nullable Long seed) implements ScaledByFans {
    public HeNormal() {
        this(null);
    }

    public HeNormal(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(seed, 2, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }
}
