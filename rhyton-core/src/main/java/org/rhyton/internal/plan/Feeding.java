package org.rhyton.internal.plan;

import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.internal.kernel.Team;
import org.rhyton.internal.raw.RawArrays;

/** Copies chosen rows of arrays into an input of a binding, with several threads where they are many; allocates nothing. */
final class Feeding implements Team.Task {
    /** Elements that a thread copies at least. */
    private static final int SHARE = 8192;

    private static final int[] NO_ROWS = {};

    private final Location to;
    private @Nullable NDArray from;
    private int[] rows = NO_ROWS;
    private int first;
    private int count;
    private int parts;

    Feeding(Location to) {
        this.to = to;
    }

    /** Row {@code rows[first + i]} of the array becomes row i. */
    void feed(NDArray array, int[] chosen, int start, int number) {
        from = array;
        rows = chosen;
        first = start;
        count = number;
        parts = Math.clamp(to.elements() / SHARE, 1, Math.max(1, number));
        Team.runLight(parts, this);
        from = null;
        rows = NO_ROWS;
    }

    @Override
    public void run(int part) {
        NDArray array = from;
        if (array == null) throw new IllegalStateException("nothing to feed");
        Object data = RawArrays.data(array);
        int width = to.elements() / Math.max(1, count);
        int end = (int) ((long) count * (part + 1) / parts);
        for (int i = (int) ((long) count * part / parts); i < end; i++) {
            int source = rows[first + i] * width;
            int target = to.offset() + i * width;
            if (array.dtype() == to.dtype()) Storage.copy(data, source, 1, to.array(), target, 1, width);
            else Binding.convert(data, array.dtype(), source, to.array(), to.dtype(), target, width);
        }
    }
}
