package org.rhyton.data;

/**
 * The generator MT19937 (Matsumoto, Nishimura 1998) seeded and used as NumPy's {@code RandomState} does it, so that splits
 * have the rows that they have in Python.
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    MersenneTwister(int seed) {
        int word = seed;
        for (int i = 0; i < SIZE; i++) {
            state[i] = word;
            word = 1812433253 * (word ^ (word >>> 30)) + i + 1;
        }
    }

    /** 32 random bits. */
    int nextInt() {
        if (next == SIZE) twist();
        int y = state[next++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            state[i] = state[(i + SHIFT) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }

    /** A number from 0 to greatest, both included: as many bits as it needs, drawn again while they are too many. */
    private int interval(int greatest) {
        int mask = greatest == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(greatest);
        int value;
        do {
            value = nextInt() & mask;
        } while (value > greatest);
        return value;
    }

    /** The numbers from 0 to n − 1 in random order: {@code RandomState.permutation(n)}. */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) order[i] = i;
        shuffle(order);
        return order;
    }

    /** In place: {@code RandomState.shuffle}. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i >= 1; i--) {
            int j = interval(i);
            int kept = values[j];
            values[j] = values[i];
            values[i] = kept;
        }
    }
}
