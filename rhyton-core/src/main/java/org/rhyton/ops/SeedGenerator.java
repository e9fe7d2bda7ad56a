package org.rhyton.ops;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.Shape;
import org.rhyton.internal.graph.Op;

/**
 * A source of randomness within programs, such as a Dropout layer owns one. What it draws is a function of its seed, of
 * the step of the run and of the order of its draws within a run; of nothing else.
 *
 * <p>Keras: {@code keras.random.SeedGenerator}.
 */
public final class SeedGenerator {
    private volatile long seed;
    private final AtomicLong eagerSteps = new AtomicLong();

    /** @param seed the seed; null draws one from the global generator, see {@link Seeds#set} */
    public SeedGenerator(@Nullable Long seed) {
        this.seed = seed == null ? Seeds.next() : seed;
    }

    public long seed() {
        return seed;
    }

    /** Takes another seed, as that of a model which is continued; programs traced before keep the one that they have. */
    public void reseed(long newSeed) {
        this.seed = newSeed;
    }

    long nextEagerStep() {
        return eagerSteps.getAndIncrement();
    }

    /** Numbers uniform in [0, 1). */
    public Tensor uniform(Shape shape, DType dtype) {
        return new Tensor(Trace.random(this, new Op.Distribution.Uniform(), shape, dtype));
    }

    /** Numbers of a normal distribution with mean 0 and standard deviation 1. */
    public Tensor normal(Shape shape, DType dtype) {
        return new Tensor(Trace.random(this, new Op.Distribution.Normal(), shape, dtype));
    }

    /** {@code kept} with probability {@code keep}, else 0. */
    public Tensor bernoulli(double keep, double kept, Shape shape, DType dtype) {
        return new Tensor(Trace.random(this, new Op.Distribution.Bernoulli(keep, kept), shape, dtype));
    }
}
