package org.rhyton.initializers;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.RandomStream;
import org.rhyton.ops.Seeds;

/** Where random initializers take their numbers from. */
final class Randomness {
    private Randomness() {}

    /** The stream of a seed; without one, of a new seed at each call. */
    static RandomStream of(@Nullable Long seed) {
        return RandomStream.of(seed == null ? Seeds.next() : seed);
    }

    static void requireDeviation(String owner, double stddev) {
        if (!(stddev >= 0) || Double.isInfinite(stddev)) {
            throw new IllegalArgumentException(
                    owner + " needs a stddev that is finite and not negative, received " + stddev);
        }
    }
}
