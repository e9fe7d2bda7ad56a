package org.rhyton.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long two threads take to hand a number to each other and back: a yardstick of what threads that share their work
 * wait for at least. On a virtual machine it tells whether the two processors are near each other at the moment.
 */
final class HandOver {
    private static final int RUNS = 40;
    private static final long RUN_NANOS = 5_000_000;
    private static final long STOP = -1;

    private HandOver() {}

    /** Nanoseconds of one round trip, run by run. */
    static double[] nanoseconds() {
        double[] runs = new double[RUNS];
        AtomicLong ball = new AtomicLong();
        Thread partner = Thread.ofPlatform().daemon().start(() -> returnAll(ball));
        for (int run = 0; run < RUNS; run++) runs[run] = roundTrip(ball);
        ball.set(STOP);
        join(partner);
        return runs;
    }

    private static double roundTrip(AtomicLong ball) {
        long start = System.nanoTime();
        long first = ball.get();
        long last = first;
        while (System.nanoTime() - start < RUN_NANOS) {
            for (int i = 0; i < 100; i++) {
                ball.set(last + 1);
                last += 2;
                while (ball.get() != last) Thread.onSpinWait();
            }
        }
        return (System.nanoTime() - start) / ((last - first) / 2.0);
    }

    /** Answers each odd number with the even one that follows. */
    private static void returnAll(AtomicLong ball) {
        while (true) {
            long number = ball.get();
            if (number == STOP) return;
            if (number % 2 == 1) ball.set(number + 1);
            else Thread.onSpinWait();
        }
    }

    private static void join(Thread partner) {
        try {
            partner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while threads were measured", e);
        }
    }
}
