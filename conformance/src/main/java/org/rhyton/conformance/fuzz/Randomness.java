package org.rhyton.conformance.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that depend on a seed and a number alone. */
final class Randomness {
    private final SplittableRandom random;

    Randomness(long seed, long number) {
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
    }

    int below(int bound) {
        return random.nextInt(Math.max(1, bound));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    byte octet() {
        return (byte) random.nextInt();
    }

    /** A number at which something may overflow. */
    long extreme(long usual) {
        return switch (random.nextInt(13)) {
            case 0 -> -1;
            case 1 -> 0;
            case 2 -> Long.MAX_VALUE;
            case 3 -> Long.MIN_VALUE;
            case 4 -> Integer.MAX_VALUE;
            case 5 -> 1L << 31;
            case 6 -> 1L << 32;
            case 7 -> usual + 1;
            case 8 -> usual - 1;
            case 9 -> usual * 2;
            case 10 -> 1L << random.nextInt(63);
            case 11 -> random.nextInt(Integer.MAX_VALUE);
            default -> random.nextInt(1000);
        };
    }
}
