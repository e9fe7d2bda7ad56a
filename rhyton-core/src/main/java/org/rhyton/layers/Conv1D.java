package org.rhyton.layers;

/**
 * Convolution over sequences: each output channel is a weighted sum over a window that slides over time.
 *
 * <p>Input (batch, steps, channels), output (batch, positions, filters). Weights: kernel (window, channels / groups, filters),
 * bias (filters,). Keras: {@code keras.layers.Conv1D}.
 * With {@code CAUSAL} padding no output depends on later steps. van den Oord et al., "WaveNet" (2016).
 */
public final class Conv1D extends Conv<Conv1D> {
    /** With the window's size along each axis; one number stands for all. */
    public Conv1D(int filters, int... kernelSize) {
        this(new Config(filters, Space.list(kernelSize)));
    }

    public Conv1D(Config config) {
        super(config, 1);
    }
}
