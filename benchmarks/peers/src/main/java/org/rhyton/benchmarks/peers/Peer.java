package org.rhyton.benchmarks.peers;

/** A library with a {@link Network} built in it, as a user of that library would write it who cares for speed. */
public interface Peer extends AutoCloseable {
    /**
     * Trains on all samples once, in a new order.
     *
     * @return the mean loss over the epoch
     */
    double trainEpoch(Samples samples, int batch, long seed);

    /** The probabilities for all samples, batch after batch. */
    void predict(Samples samples, int batch);

    /** The probabilities for one sample of {@value Network#PIXELS} pixels. */
    float[] predictOne(float[] pixels);

    @Override
    void close();
}
