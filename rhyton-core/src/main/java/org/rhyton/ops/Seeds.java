package org.rhyton.ops;

import java.util.concurrent.ThreadLocalRandom;
import org.rhyton.internal.kernel.Threefry;

/**
 * The global source of seeds. Whatever is random and was given no seed takes its own from here when it is made: with
 * {@link #set} called first, a program makes the same random choices in every run.
 */
public final class Seeds {
    private static long seed = ThreadLocalRandom.current().nextLong();
    private static long drawn;

    private Seeds() {}

    /** Starts the sequence of seeds that belongs to the given number. Keras: {@code keras.utils.set_random_seed}. */
    public static synchronized void set(long newSeed) {
        seed = newSeed;
        drawn = 0;
    }

    /** The next seed. */
    public static synchronized long next() {
        return Threefry.block((int) seed, (int) (seed >>> 32), (int) drawn, (int) (drawn++ >>> 32));
    }
}
