package org.rhyton.benchmarks.peers;

import java.util.stream.LongStream;

/**
 * A library with a {@link Network} built in it, as a user of that library would write it who cares for speed. It holds the
 * samples in whatever form it likes best.
 */
public interface Peer extends AutoCloseable {
    /**
     * Trains on all samples once, in a new order.
     *
     * @return the mean loss over the epoch
     */
    double trainEpoch(int batch, long seed);

    /** Trains for some epochs; returns the losses. */
    default double[] train(int epochs, int batch, long seed) {
        return LongStream.range(seed, seed + epochs)
                .mapToDouble(epoch -> trainEpoch(batch, epoch))
                .toArray();
    }

    /** The probabilities for all test samples, batch after batch. */
    void predict(int batch);

    /** The probabilities for one sample of {@value Network#PIXELS} pixels. */
    float[] predictOne(float[] pixels);

    @Override
    void close();
}
