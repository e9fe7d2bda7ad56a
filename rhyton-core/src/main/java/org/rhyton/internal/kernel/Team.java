package org.rhyton.internal.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one team of threads of a JVM, on which the parts of a computation run at the same time.
 *
 * <p>Who wants the team tries to take it; who does not get it, because another thread has it or because the call comes
 * from inside a part, runs the same parts alone, one after the other. Parts are assigned in a fixed way: each member, the
 * caller being the first, gets the next share of equal size, so that what one step leaves in a member's cache the next
 * finds there. A share that its member has not begun when the caller is done with its own, because the member sleeps or
 * the machine is busy, is run by the caller. When somebody lost the processor in a share, or does not come when woken, the
 * team {@linkplain Rest rests} for some milliseconds, and callers work alone. A task whose parts do not depend on one
 * another computes the same bits in all cases.
 *
 * <p>Members wait for work by spinning for some microseconds (longer while somebody {@linkplain #acquire holds} the
 * team), then they park: an idle team costs nothing. The caller waits for them likewise. Nobody yields: on a busy machine
 * a thread that yields may not run again for milliseconds, one that is woken runs soon. Running a task allocates nothing.
 */
public final class Team {

    /** The parts of a computation. */
    @FunctionalInterface
    public interface Task {
        void run(int part);
    }

    /** The hold on the team: given back once, by the thread that took it. */
    public static final class Hold implements AutoCloseable {
        private final boolean held;

        private Hold(boolean held) {
            this.held = held;
        }

        /** Whether the team was free. */
        public boolean held() {
            return held;
        }

        @Override
        public void close() {
            if (held) {
                release();
            }
        }
    }

    /** How long a member stays awake for the next task of a holder: longer than most gaps inside a training step. */
    private static final long HELD_WAIT_NANOS = 100_000;

    /** How long a member stays awake after the holder has gone. */
    private static final long FREE_WAIT_NANOS = 30_000;

    /** How long the caller stays awake for the last member. */
    private static final long JOIN_WAIT_NANOS = 50_000;

    private static final long SLEEP_NANOS = 50_000;

    /** What a task takes longer than it should when a thread lost its processor; the system's own work takes less. */
    private static final long INTERRUPTION_NANOS = 500_000;

    /** How long it takes a member to come at most, if there is a processor for it. */
    private static final long LATE_NANOS = 1_000_000;

    /** What a task takes at least for which it pays to wake members that sleep. */
    private static final long WAKING_NANOS = 2_500;

    /** Light tasks that follow one another at most this far apart wake members. */
    private static final long BURST_NANOS = 50_000;

    private static final Hold HELD = new Hold(true);
    private static final Hold ALONE = new Hold(false);

    private static final AtomicReference<@Nullable Thread> OWNER = new AtomicReference<>();

    private static volatile int threads = configuredThreads();

    // Below: touched by the owner alone, and by members between the ticket that they got and their sign that it is
    // done.

    private static final Rest REST = new Rest(System::nanoTime);

    /** Read by all, for whom an old value is as good. */
    private static final Distance DISTANCE = new Distance();

    private static Member[] members = new Member[0];
    private static int holds;
    private static boolean running;
    private static long lastTicket;
    private static long lastLight = System.nanoTime() - BURST_NANOS;
    private static @Nullable Task task;
    private static int parts;
    private static int shares;

    private Team() {}

    /** The number of members, the caller included; by default what the JVM sees of processors. */
    public static int threads() {
        return threads;
    }

    /**
     * Changes the number of members, after waiting for the team to be free.
     *
     * @param count at least 1
     * @throws IllegalStateException if the caller holds the team
     */
    public static void setThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A team needs at least 1 thread, got " + count + ".");
        }
        Thread self = Thread.currentThread();
        if (OWNER.get() == self) {
            throw new IllegalStateException(
                    "The number of threads cannot change while this thread holds the team. Set it before.");
        }
        while (!OWNER.compareAndSet(null, self)) {
            LockSupport.parkNanos(SLEEP_NANOS);
        }
        try {
            if (members.length != count - 1) {
                dismiss();
            }
            threads = count;
        } finally {
            OWNER.set(null);
        }
    }

    /**
     * Takes the team for a sequence of tasks, if it is free, so that its members stay awake in between. Holds nest. The
     * tasks are run by {@link #run} either way.
     */
    public static Hold acquire() {
        return tryAcquire() ? HELD : ALONE;
    }

    /**
     * Runs task.run(0) to task.run(parts − 1), and returns when all have ended.
     *
     * @throws RuntimeException or Error: the first that a part has thrown, the others suppressed in it
     */
    public static void run(int parts, Task task) {
        run(parts, task, true);
    }

    /**
     * The same for a task that may be too small to be divided: that depends on how far the processors are from one another.
     *
     * @param nanos about how long it takes one thread
     */
    public static void run(int parts, long nanos, Task task) {
        if (nanos < DISTANCE.worthwhile()) runAlone(parts, task);
        else run(parts, task, nanos >= WAKING_NANOS);
    }

    /** As {@link #run(int, Task)}, but members that sleep are woken only if such tasks come one after the other. */
    public static void runLight(int parts, Task task) {
        run(parts, task, false);
    }

    private static void run(int parts, Task task, boolean worthWaking) {
        if (parts <= 1 || threads == 1 || !tryAcquire()) {
            runAlone(parts, task);
            return;
        }
        try {
            if (running || REST.lasts()) {
                runAlone(parts, task);
            } else {
                runTogether(parts, task, worthWaking || inBurst());
            }
        } finally {
            release();
        }
    }

    private static boolean tryAcquire() {
        Thread self = Thread.currentThread();
        if (OWNER.get() != self && !OWNER.compareAndSet(null, self)) {
            return false;
        }
        holds++;
        return true;
    }

    private static void release() {
        if (--holds == 0) {
            OWNER.set(null);
        }
    }

    private static void runAlone(int parts, Task task) {
        rethrow(runShare(task, 0, parts));
    }

    /** Whether the last light task was just now. */
    private static boolean inBurst() {
        long now = System.nanoTime();
        boolean burst = now - lastLight < BURST_NANOS;
        lastLight = now;
        return burst;
    }

    private static void runTogether(int count, Task work, boolean wake) {
        if (members.length != threads - 1) {
            hire();
        }
        running = true;
        task = work;
        parts = count;
        long ticket = ++lastTicket;
        int helpers = Math.min(count - 1, members.length);
        shares = helpers + 1;
        for (int i = 0; i < helpers; i++) {
            members[i].give(ticket, wake);
        }
        long start = System.nanoTime();
        @Nullable Throwable failure = runShare(work, 0, shareStart(1));
        long fastest = (System.nanoTime() - start) / shareStart(1);
        int came = helpers;
        boolean late = false;
        for (int i = 0; i < helpers; i++) {
            Member member = members[i];
            if (member.claim(ticket)) {
                failure = join(failure, runShare(work, shareStart(member.index), shareStart(member.index + 1)));
                member.done = ticket;
                came--;
                late |= member.isLate(start);
            }
        }
        for (int i = 0; i < helpers; i++) {
            Member member = members[i];
            member.awaitDone(ticket);
            failure = join(failure, member.takeFailure());
            fastest = Math.min(fastest, member.nanosPerPart);
            if (came == helpers && member.wasAwake) DISTANCE.learn(member.start - start);
        }
        if (late || (came == helpers && isInterrupted(System.nanoTime() - start, fastest))) REST.begin();
        task = null;
        running = false;
        rethrow(failure);
    }

    /** Whether a task took much longer than its fastest part says: somebody's processor was busy with something else. */
    private static boolean isInterrupted(long nanos, long fastestPart) {
        int largestShare = Math.ceilDiv(parts, shares);
        return nanos > 2L * largestShare * fastestPart + INTERRUPTION_NANOS;
    }

    /** The first part of a member's share. */
    private static int shareStart(int member) {
        return (int) ((long) parts * member / shares);
    }

    /** Runs some parts, whatever becomes of the others, and returns what was thrown. */
    private static @Nullable Throwable runShare(Task task, int from, int to) {
        @Nullable Throwable failure = null;
        for (int part = from; part < to; part++) {
            try {
                task.run(part);
            } catch (RuntimeException | Error e) {
                failure = join(failure, e);
            }
        }
        return failure;
    }

    @SuppressWarnings("ReferenceEquality") // what cannot suppress itself is the very same object
    private static @Nullable Throwable join(@Nullable Throwable first, @Nullable Throwable second) {
        if (first == null || first == second) {
            return second;
        }
        if (second != null) {
            first.addSuppressed(second);
        }
        return first;
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    private static void hire() {
        members = new Member[threads - 1];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(i + 1, lastTicket);
            members[i].start();
        }
    }

    private static void dismiss() {
        for (Member member : members) {
            member.give(Member.GO_HOME, true);
        }
        members = new Member[0];
    }

    private static int configuredThreads() {
        @Nullable Integer configured = Integer.getInteger("rhyton.threads");
        if (configured == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (configured < 1) {
            throw new IllegalArgumentException(
                    "The system property rhyton.threads must be at least 1, got " + configured + ".");
        }
        return configured;
    }

    /** A thread that waits for tickets. Each has its own, so that members which have no part are left asleep. */
    private static final class Member extends Thread {
        static final long GO_HOME = -1;

        /** Looks at the other side between looks at the clock. */
        private static final int SPINS = 64;

        private final int index;
        private final AtomicLong claimed;
        private volatile long ticket;
        private volatile long done;

        /**
         * Whether this member sleeps or is about to. It alone says so: an owner that took it back, and was held up
         * before, could do so when the member had fallen asleep again, whom nobody would then have woken any more.
         */
        private volatile boolean parked;

        private volatile @Nullable Thread waiting;
        private @Nullable Throwable failure;
        private long start;
        private long nanosPerPart;

        /** The last ticket that this member has seen. */
        private volatile long seen;

        // Of the owner: the first ticket that this member was woken for and has not seen, and when that was.
        private long called;
        private long calledAt;
        private boolean wasAwake;

        Member(int index, long ticket) {
            super(null, null, "rhyton-" + index, 0, false);
            this.index = index;
            this.ticket = ticket;
            this.done = ticket;
            this.seen = ticket;
            this.called = ticket;
            this.claimed = new AtomicLong(ticket);
            setDaemon(true);
            setContextClassLoader(null);
        }

        void give(long next, boolean wake) {
            ticket = next;
            boolean asleep = parked;
            wasAwake = !asleep;
            if (wake && asleep) {
                if (seen >= called) {
                    called = next;
                    calledAt = System.nanoTime();
                }
                LockSupport.unpark(this);
            }
        }

        /** Called by the owner: whether this member was woken a while ago and has not come. */
        boolean isLate(long now) {
            return seen < called && now - calledAt > LATE_NANOS;
        }

        /** Whether the share of this ticket is the caller's of this method to run: it is for the first who asks. */
        boolean claim(long wanted) {
            long last = claimed.get();
            return last < wanted && claimed.compareAndSet(last, wanted);
        }

        @Override
        public void run() {
            while (true) {
                long next = await(seen);
                if (next == GO_HOME) {
                    return;
                }
                seen = next;
                if (claim(next)) {
                    runOwnShare(next);
                }
            }
        }

        private void runOwnShare(long next) {
            Task work = task;
            if (work != null) {
                int from = shareStart(index);
                int to = shareStart(index + 1);
                start = System.nanoTime();
                failure = runShare(work, from, to);
                nanosPerPart = (System.nanoTime() - start) / (to - from);
            }
            done = next;
            Thread owner = waiting;
            if (owner != null) {
                LockSupport.unpark(owner);
            }
        }

        private long await(long seen) {
            long next = stayAwake(seen);
            if (next != seen) {
                return next;
            }
            parked = true;
            while ((next = ticket) == seen) {
                LockSupport.park(Team.class);
            }
            parked = false;
            return next;
        }

        private long stayAwake(long seen) {
            long start = System.nanoTime();
            while (true) {
                for (int i = 0; i < SPINS; i++) {
                    long next = ticket;
                    if (next != seen) {
                        return next;
                    }
                    Thread.onSpinWait();
                }
                long patience = OWNER.get() == null ? FREE_WAIT_NANOS : HELD_WAIT_NANOS;
                if (System.nanoTime() - start > patience) {
                    return seen;
                }
            }
        }

        /** Called by the owner: waits until this member is done. */
        void awaitDone(long expected) {
            long start = System.nanoTime();
            while (done != expected) {
                for (int i = 0; i < SPINS && done != expected; i++) {
                    Thread.onSpinWait();
                }
                if (System.nanoTime() - start > JOIN_WAIT_NANOS) {
                    sleepUntilDone(expected);
                }
            }
        }

        private void sleepUntilDone(long expected) {
            waiting = Thread.currentThread();
            while (done != expected) {
                LockSupport.park(Team.class);
            }
            waiting = null;
        }

        @Nullable
        Throwable takeFailure() {
            Throwable taken = failure;
            failure = null;
            return taken;
        }
    }
}
