package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RestTest {
    private long now = Long.MAX_VALUE - 10 * Rest.SHORTEST_NANOS; // the clock overflows, as System.nanoTime() may

    private final Rest rest = new Rest(() -> now);

    @Test
    void aTeamWorksUntilItIsInterrupted() {
        assertFalse(rest.lasts());
        rest.begin();
        assertTrue(rest.lasts());
        assertEquals(Rest.SHORTEST_NANOS, lengthOfRest());
        assertFalse(rest.lasts());
    }

    @Test
    void interruptionsThatFollowOneAnotherDoubleTheRest() {
        for (long expected = Rest.SHORTEST_NANOS; expected <= Rest.LONGEST_NANOS; expected *= 2) {
            rest.begin();
            assertEquals(expected, lengthOfRest());
            now += Rest.WORTHWHILE_NANOS / 2;
        }
        rest.begin();
        assertEquals(Rest.LONGEST_NANOS, lengthOfRest());
    }

    @Test
    void afterWorkThatWasWorthwhileTheNextRestIsShort() {
        rest.begin();
        lengthOfRest();
        rest.begin();
        assertEquals(2 * Rest.SHORTEST_NANOS, lengthOfRest());
        now += Rest.WORTHWHILE_NANOS;
        rest.begin();
        assertEquals(Rest.SHORTEST_NANOS, lengthOfRest());
    }

    /** Lets time pass until the rest has ended, in steps of a thousandth of the shortest. */
    private long lengthOfRest() {
        long start = now;
        while (rest.lasts()) now += Rest.SHORTEST_NANOS / 1000;
        return now - start;
    }
}
