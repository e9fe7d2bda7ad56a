package org.rhyton.callbacks;

/** Counts batches over the epochs of a run, for what is to happen after every so many of them. */
final class BatchCount {
    private final int every;
    private int seen;
    private int last = -1;

    BatchCount(String what, int every) {
        if (every < 1) throw new CallbackException(what + " must be at least 1 batch, got " + every);
        this.every = every;
    }

    /** Whether it is time after a batch, which is counted from 0 within its epoch. */
    boolean isDue(int batch) {
        seen += batch <= last ? batch + 1 : batch - last;
        last = batch;
        if (seen < every) return false;
        seen = 0;
        return true;
    }
}
