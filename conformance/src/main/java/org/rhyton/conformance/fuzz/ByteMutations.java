package org.rhyton.conformance.fuzz;

import java.util.Arrays;

/** Damage that needs no knowledge of the format. */
final class ByteMutations {
    private ByteMutations() {}

    /** Damages bytes in one to four places; another file is where pieces come from. */
    static byte[] damage(byte[] sound, byte[] other, Randomness random) {
        byte[] bytes = sound.clone();
        int times = 1 + random.below(4);
        for (int i = 0; i < times && bytes.length > 0; i++) bytes = damageOnce(bytes, other, random);
        return bytes;
    }

    private static byte[] damageOnce(byte[] bytes, byte[] other, Randomness random) {
        int at = usedByte(bytes, random);
        switch (random.below(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.below(8));
            case 1 -> bytes[at] = random.octet();
            case 2 -> putNumber(bytes, at, random.extreme(number(bytes, at)), 1 << random.below(4));
            case 3 -> copy(bytes, usedByte(bytes, random), bytes, at, 8);
            case 4 -> copy(other, random.below(other.length), bytes, at, random.below(512));
            case 5 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 6 -> {
                return without(bytes, at, random.below(64));
            }
            case 7 -> {
                return twice(bytes, at, random.below(256));
            }
            default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + random.below(64)), random.octet());
        }
        return bytes;
    }

    /** Much of a file is zeros that nobody looks at. */
    private static int usedByte(byte[] bytes, Randomness random) {
        int at = random.below(bytes.length);
        for (int i = 0; i < 1000 && bytes[at] == 0; i++) at = (at + 1) % bytes.length;
        return Math.max(0, at - random.below(4));
    }

    private static long number(byte[] bytes, int at) {
        long number = 0;
        for (int i = Math.min(7, bytes.length - at - 1); i >= 0; i--) number = number << 8 | (bytes[at + i] & 0xFF);
        return number;
    }

    private static void putNumber(byte[] bytes, int at, long value, int size) {
        for (int i = 0; i < size && at + i < bytes.length; i++) bytes[at + i] = (byte) (value >>> (8 * i));
    }

    private static void copy(byte[] from, int start, byte[] to, int at, int length) {
        System.arraycopy(from, start, to, at, Math.min(length, Math.min(from.length - start, to.length - at)));
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        int cut = Math.min(length, bytes.length - at);
        byte[] rest = new byte[bytes.length - cut];
        System.arraycopy(bytes, 0, rest, 0, at);
        System.arraycopy(bytes, at + cut, rest, at, rest.length - at);
        return rest;
    }

    private static byte[] twice(byte[] bytes, int at, int length) {
        int more = Math.min(length, bytes.length - at);
        byte[] longer = new byte[bytes.length + more];
        System.arraycopy(bytes, 0, longer, 0, at + more);
        System.arraycopy(bytes, at, longer, at + more, bytes.length - at);
        return longer;
    }
}
