package org.rhyton.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamTest {

    private static final int DEFAULT_THREADS = Team.threads();

    @AfterAll
    static void restore() {
        Team.setThreads(DEFAULT_THREADS);
    }

    /** Each region reads what all parts of the one before have written: a part that starts or ends late is seen. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void manyTinyRegionsHandOverTheirResults(int threads) {
        Team.setThreads(threads);
        assertArrayEquals(diffused(false), diffused(true));
    }

    private static double[] diffused(boolean byTeam) {
        int n = 37;
        double[][] x = {new double[n], new double[n]};
        x[0][5] = 1;
        int[] step = {0};
        Team.Task task = part -> {
            double[] from = x[step[0] % 2];
            x[(step[0] + 1) % 2][part] = (from[(part + n - 1) % n] + 2 * from[part] + from[(part + 1) % n]) / 4;
        };
        try (Team.Hold hold = Team.acquire()) {
            assertTrue(hold.held());
            for (; step[0] < 5_000; step[0]++) {
                if (byTeam) {
                    Team.run(n, task);
                } else {
                    for (int part = 0; part < n; part++) {
                        task.run(part);
                    }
                }
            }
        }
        return x[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void regionsWithPausesWakeTheMembers(int threads) throws InterruptedException {
        Team.setThreads(threads);
        AtomicInteger sum = new AtomicInteger();
        for (int i = 0; i < 20; i++) {
            Team.run(7, sum::addAndGet);
            Thread.sleep(i % 4);
        }
        assertEquals(20 * 21, sum.get());
    }

    /** A member that sleeps in its share is one whose processor was taken away: soon after, callers work alone. */
    @Test
    void callersWorkAloneAfterAMemberWasHeldUp() {
        Team.setThreads(2);
        Thread caller = Thread.currentThread();
        boolean alone = false;
        for (int round = 0; round < 100 && !alone; round++) {
            Team.run(2, part -> {
                if (Thread.currentThread() != caller) LockSupport.parkNanos(5_000_000);
            });
            Thread[] threads = new Thread[64];
            Team.run(64, part -> {
                threads[part] = Thread.currentThread();
                LockSupport.parkNanos(10_000);
            });
            alone = Arrays.stream(threads).allMatch(thread -> thread == caller);
        }
        assertTrue(alone);
    }

    @Test
    void aShareRunsOnItsMemberOrOnTheCaller() throws InterruptedException {
        Team.setThreads(3);
        int[] shares = {0, 0, 1, 1, 1, 2, 2, 2};
        Thread[] threads = new Thread[8];
        for (int round = 0; round < 200; round++) {
            Arrays.fill(threads, null);
            Team.run(8, part -> threads[part] = Thread.currentThread());
            for (int part = 1; part < 8; part++) {
                if (shares[part] == shares[part - 1]) assertSame(threads[part - 1], threads[part]);
            }
            assertSame(Thread.currentThread(), threads[0]);
            assertTrue(threads[7] == threads[0] || threads[7].isDaemon());
            if (round % 50 == 0) Thread.sleep(2);
        }
    }

    /** Not always, since the team rests at times; but a member that never came would be one too many. */
    @Test
    void membersTakePartInWhatLasts() {
        Team.setThreads(2);
        Thread caller = Thread.currentThread();
        Thread[] threads = {caller, caller};
        for (int round = 0; round < 1000 && threads[1] == caller; round++) {
            Team.run(2, part -> {
                threads[part] = Thread.currentThread();
                LockSupport.parkNanos(2_000_000);
            });
        }
        assertTrue(threads[1].isDaemon());
    }

    @Test
    void lightTasksNeedNobody() throws InterruptedException {
        Team.setThreads(2);
        AtomicInteger sum = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            Team.runLight(7, sum::addAndGet);
            if (i % 10 == 0) Thread.sleep(1);
        }
        assertEquals(100 * 21, sum.get());
    }

    @Test
    void whoDoesNotGetTheTeamRunsAlone() throws InterruptedException {
        Team.setThreads(2);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            try (Team.Hold hold = Team.acquire()) {
                assertTrue(hold.held());
                held.countDown();
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        holder.start();
        held.await();
        Thread[] threads = new Thread[4];
        try (Team.Hold hold = Team.acquire()) {
            assertFalse(hold.held());
            Team.run(4, part -> threads[part] = Thread.currentThread());
        }
        done.countDown();
        holder.join();
        assertTrue(Arrays.stream(threads).allMatch(Thread.currentThread()::equals));
        try (Team.Hold hold = Team.acquire()) {
            assertTrue(hold.held());
        }
    }

    @Test
    void aTaskInsideATaskRunsAlone() {
        Team.setThreads(2);
        int[] sums = new int[4];
        Team.run(4, part -> {
            Thread outer = Thread.currentThread();
            Team.run(5, inner -> {
                assertSame(outer, Thread.currentThread());
                sums[part] += inner;
            });
        });
        assertArrayEquals(new int[] {10, 10, 10, 10}, sums);
    }

    @Test
    void failuresAreThrownWhenAllPartsHaveEnded() {
        Team.setThreads(3);
        AtomicInteger ended = new AtomicInteger();
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> Team.run(10, part -> {
                    ended.incrementAndGet();
                    if (part % 4 == 1) {
                        throw new IllegalStateException("part " + part);
                    }
                }));
        assertEquals(10, ended.get());
        assertEquals(2, thrown.getSuppressed().length);
        Team.run(3, part -> ended.incrementAndGet());
        assertEquals(13, ended.get());
    }

    @Test
    void holdsNest() {
        Team.setThreads(2);
        try (Team.Hold outer = Team.acquire()) {
            try (Team.Hold inner = Team.acquire()) {
                assertTrue(inner.held());
            }
            assertTrue(outer.held());
            assertThrows(IllegalStateException.class, () -> Team.setThreads(3));
        }
        Team.setThreads(3);
        assertEquals(3, Team.threads());
        assertThrows(IllegalArgumentException.class, () -> Team.setThreads(0));
    }

    @Test
    void anIdleTeamSleeps() throws InterruptedException {
        Team.setThreads(3);
        Team.run(3, part -> {});
        List<Thread> members = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("rhyton-"))
                .toList();
        assertTrue(members.size() >= 2, () -> members.toString());
        for (Thread member : members) assertTrue(fallsAsleep(member), member::toString);
    }

    /** How soon depends on how busy the machine is; that it does, does not. */
    private static boolean fallsAsleep(Thread member) throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            if (member.getState() == Thread.State.WAITING) return true;
            Thread.sleep(10);
        }
        return false;
    }
}
