package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Truncated normal numbers of variance 1 / fan-in (LeCun et al. 1998). Keras: {@code
 * keras.initializers.LecunNormal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record LecunNormal(@Nullable Long seed) implements ScaledByFans {
    public LecunNormal() {
        this(null);
    }

    public LecunNormal(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(seed, 1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }
}
