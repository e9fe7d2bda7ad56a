package org.rhyton.internal.kernel;

/**
 * How far the processors of a team are from one another, learnt from how long members take to begin a share. Processors
 * that share a cache hand over within 150 nanoseconds; between others it takes three times as long, and so does every line
 * of memory that one has written and the other reads, which is most of what a small task costs. On a virtual machine this
 * may change from minute to minute.
 */
final class Distance {
    static final long FAR_NANOS = 240;

    /** What a task takes one thread at least, if it is to be divided among processors far from one another. */
    static final long WORTHWHILE_NANOS = 20_000;

    /** A thread that lost its processor says nothing of distance: longer counts as this. */
    private static final long MOST_NANOS = 1000;

    /** The weight of the mean beside that of what is learnt. */
    private static final int INERTIA = 64;

    private double mean = FAR_NANOS / 2.0;

    /** A member that was awake began its share so long after the caller had asked. */
    void learn(long nanos) {
        mean += (Math.clamp(nanos, 0, MOST_NANOS) - mean) / INERTIA;
    }

    /** What a task must take one thread to be divided. */
    long worthwhile() {
        return mean < FAR_NANOS ? 0 : WORTHWHILE_NANOS;
    }
}
