package org.rhyton.internal.kernel;

import java.util.function.LongSupplier;

/**
 * The times at which a team does not work because the processors are busy with something else: the JVM's compiler in the
 * first second of a program, another model's training. A member that lost its processor in the middle of a share keeps
 * everyone waiting for as long as the operating system lets another thread run, which is milliseconds; the caller alone is
 * faster then, and leaves the other processors to who wants them.
 *
 * <p>A rest is twice as long as the last one if the team did not get to work for long in between.
 */
final class Rest {
    static final long SHORTEST_NANOS = 2_000_000;
    static final long LONGEST_NANOS = 16_000_000;

    /** After working for that long, what an interruption costs has been won several times over. */
    static final long WORTHWHILE_NANOS = 20_000_000;

    private final LongSupplier clock;
    private boolean resting;
    private long length;
    private long end;

    /** Not yet. The clock counts nanoseconds. */
    Rest(LongSupplier clock) {
        this.clock = clock;
        this.end = clock.getAsLong() - WORTHWHILE_NANOS;
    }

    /** Whether the team rests. */
    boolean lasts() {
        if (resting) resting = clock.getAsLong() - end < 0;
        return resting;
    }

    /** The team was interrupted, and rests from now on. */
    void begin() {
        long now = clock.getAsLong();
        length = now - end < WORTHWHILE_NANOS ? Math.min(2 * length, LONGEST_NANOS) : SHORTEST_NANOS;
        end = now + length;
        resting = true;
    }
}
