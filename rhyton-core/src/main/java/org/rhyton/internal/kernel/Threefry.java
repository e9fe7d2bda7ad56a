package org.rhyton.internal.kernel;

/**
 * The counter-based random function Threefry-2x32 with 20 rounds: a keyed scrambling of a 64-bit counter into 64 random
 * bits (Salmon, Moraes, Dror, Shaw: <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC 2011). Any block can be computed
 * alone, in any order and on any thread, with the same bits.
 */
public final class Threefry {
    private static final int PARITY = 0x1BD11BDA;

    private Threefry() {}

    /**
     * The block of a counter under a key.
     *
     * @return word 0 in the low 32 bits, word 1 in the high 32 bits
     */
    public static long block(int key0, int key1, int counter0, int counter1) {
        int key2 = PARITY ^ key0 ^ key1;
        int x = counter0 + key0;
        int y = counter1 + key1;

        x += y;
        y = Integer.rotateLeft(y, 13) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 15) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 26) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 6) ^ x;
        x += key1;
        y += key2 + 1;

        x += y;
        y = Integer.rotateLeft(y, 17) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 29) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 16) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 24) ^ x;
        x += key2;
        y += key0 + 2;

        x += y;
        y = Integer.rotateLeft(y, 13) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 15) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 26) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 6) ^ x;
        x += key0;
        y += key1 + 3;

        x += y;
        y = Integer.rotateLeft(y, 17) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 29) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 16) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 24) ^ x;
        x += key1;
        y += key2 + 4;

        x += y;
        y = Integer.rotateLeft(y, 13) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 15) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 26) ^ x;
        x += y;
        y = Integer.rotateLeft(y, 6) ^ x;
        x += key2;
        y += key0 + 5;

        return (x & 0xffffffffL) | ((long) y << 32);
    }

    /** The block of the 64-bit counter under the 64-bit key; the low 32 bits of each are word 0. */
    public static long block(long key, long counter) {
        return block((int) key, (int) (key >>> 32), (int) counter, (int) (counter >>> 32));
    }
}
