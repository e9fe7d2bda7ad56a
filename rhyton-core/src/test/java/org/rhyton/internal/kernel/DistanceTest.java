package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DistanceTest {
    private final Distance distance = new Distance();

    @Test
    void nearProcessorsDivideEveryTask() {
        assertEquals(0, distance.worthwhile());
        learn(1000, 120);
        assertEquals(0, distance.worthwhile());
    }

    @Test
    void farProcessorsDivideLargeTasksAloneUntilTheyAreNearAgain() {
        learn(200, 400);
        assertEquals(Distance.WORTHWHILE_NANOS, distance.worthwhile());
        learn(200, 120);
        assertEquals(0, distance.worthwhile());
    }

    @Test
    void aThreadThatLostItsProcessorSaysNothingOfDistance() {
        learn(1000, 120);
        learn(5, 4_000_000);
        assertEquals(0, distance.worthwhile());
    }

    private void learn(int times, long nanos) {
        for (int i = 0; i < times; i++) distance.learn(nanos);
    }
}
