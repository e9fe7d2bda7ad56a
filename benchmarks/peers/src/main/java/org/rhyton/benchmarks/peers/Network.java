package org.rhyton.benchmarks.peers;

import java.util.List;

/**
 * A classifier of 784 pixels: dense layers with relu, softmax at the end.
 *
 * @param hidden the units of the hidden layers
 * @param l2 the factor of the squared weights in the loss; 0 for none
 * @param dropout the share of inputs of each dense layer that is dropped in training; 0 for none
 * @param nadam whether Nadam of Keras's defaults trains it, rather than SGD with a rate of 0.001
 */
public record Network(List<Integer> hidden, double l2, double dropout, boolean nadam) {
    public static final int PIXELS = 784;
    public static final int CLASSES = 10;

    /** The inputs of each dense layer, then the outputs of the last. */
    public List<Integer> widths() {
        List<Integer> widths = new java.util.ArrayList<>(List.of(PIXELS));
        widths.addAll(hidden);
        widths.add(CLASSES);
        return List.copyOf(widths);
    }
}
