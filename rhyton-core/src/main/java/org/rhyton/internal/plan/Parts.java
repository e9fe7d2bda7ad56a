package org.rhyton.internal.plan;

import org.rhyton.internal.kernel.Team;

/** Runs the parts of a step: together where that pays, else one after the other. The bits are the same either way. */
final class Parts {
    /** Elementary operations below which waking other threads costs more than it brings. */
    private static final long SERIAL = 1 << 16;

    /** Elementary operations that a thread does in a nanosecond. */
    private static final long A_NANOSECOND = 10;

    private Parts() {}

    /**
     * The work of a step.
     *
     * @param operations how many elementary operations all parts have together
     */
    static Step.Work work(long operations, int parts, Team.Task task) {
        if (parts > 1 && operations >= SERIAL) return () -> Team.run(parts, operations / A_NANOSECOND, task);
        return () -> {
            for (int part = 0; part < parts; part++) task.run(part);
        };
    }
}
