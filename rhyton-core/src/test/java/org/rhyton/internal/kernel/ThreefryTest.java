package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known answers that come with the authors' own implementation, Random123. */
class ThreefryTest {
    @ParameterizedTest
    @CsvSource({
        "00000000, 00000000, 00000000, 00000000, 6b200159, 99ba4efe",
        "ffffffff, ffffffff, ffffffff, ffffffff, 1cb996fc, bb002be7",
        "243f6a88, 85a308d3, 13198a2e, 03707344, c4923a9c, 483df7a0"
    })
    void knownAnswers(String counter0, String counter1, String key0, String key1, String word0, String word1) {
        long block = Threefry.block(word(key0), word(key1), word(counter0), word(counter1));
        assertEquals(word0, String.format("%08x", (int) block));
        assertEquals(word1, String.format("%08x", (int) (block >>> 32)));
        long key = (word(key0) & 0xffffffffL) | ((long) word(key1) << 32);
        long counter = (word(counter0) & 0xffffffffL) | ((long) word(counter1) << 32);
        assertEquals(block, Threefry.block(key, counter));
    }

    private static int word(String hexadecimal) {
        return Integer.parseUnsignedInt(hexadecimal, 16);
    }
}
