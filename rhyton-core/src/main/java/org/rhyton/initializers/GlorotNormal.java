package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.saving.Ignored;

/**
 * Truncated normal numbers of variance 2 / (fan-in + fan-out) (Glorot, Bengio 2010). Keras: {@code
 * keras.initializers.GlorotNormal}.
 *
 * @param seed of the random numbers; null, the default, for a new one at each call
 */
@Ignored(key = "input_axes")
@Ignored(key = "output_axes")
public record GlorotNormal(@Nullable Long seed) implements ScaledByFans {
    public GlorotNormal() {
        this(null);
    }

    public GlorotNormal(long seed) {
        this((Long) seed);
    }

    @Override
    public VarianceScaling scaling() {
        return new VarianceScaling(
                seed, 1, VarianceScaling.Mode.FAN_AVG, VarianceScaling.Distribution.TRUNCATED_NORMAL);
    }
}
