package org.rhyton.training;

import org.jspecify.annotations.Nullable;

/**
 * Where the batches of a run come from, pass after pass. A batch is some rows of arrays, which are gathered straight into the
 * memory of the program that takes them.
 */
abstract class Batches implements AutoCloseable {
    /** How many batches a pass has; null when only reading tells. */
    abstract @Nullable Integer perPass();

    /** Begins a pass from its start; its number decides the order. */
    abstract void begin(long pass);

    /** Whether the pass has another batch. */
    abstract boolean hasNext();

    /** Moves on to the next batch. */
    abstract void next();

    /** The arrays that the present batch is rows of. */
    abstract Data data();

    /** The rows of all batches. */
    abstract int[] rows();

    /** Where the rows of the present batch begin. */
    abstract int first();

    /** How many rows it has. */
    abstract int count();

    /** The arrays of the batch that {@link #next} will give, to learn shapes from. */
    abstract Data ahead();

    @Override
    public void close() {}

    static int[] ascending(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        return order;
    }
}
