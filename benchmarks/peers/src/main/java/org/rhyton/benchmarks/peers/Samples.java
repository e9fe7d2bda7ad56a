package org.rhyton.benchmarks.peers;

import java.util.Random;
import org.rhyton.array.Axes;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.data.SplitOption;
import org.rhyton.data.Splits;
import org.rhyton.datasets.FashionMnist;

/**
 * Images of Fashion-MNIST, standardised as the lesson does, as plain arrays and as Rhyton's.
 *
 * @param pixels row after row
 * @param labels from 0 to 9
 */
public record Samples(NDArray x, NDArray y, float[] pixels, int[] labels) {
    static Samples of(NDArray x, NDArray y) {
        return new Samples(x, y, x.toFloatArray(), y.astype(DType.INT32).toIntArray());
    }

    /** The 45,000 to train with and the 10,000 to test with. */
    static Samples[] load() {
        var data = FashionMnist.load();
        var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
        NDArray means = split.xTrain().mean(Axes.of(0).keepDims()).astype(DType.FLOAT32);
        NDArray deviations = split.xTrain().std(Axes.of(0).keepDims()).astype(DType.FLOAT32);
        return new Samples[] {
            of(split.xTrain().minus(means).dividedBy(deviations), split.yTrain()),
            of(data.xTest().minus(means).dividedBy(deviations), data.yTest())
        };
    }

    public int size() {
        return labels.length;
    }

    /** All indices, shuffled. */
    public int[] order(long seed) {
        int[] order = java.util.stream.IntStream.range(0, size()).toArray();
        Random random = new Random(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    /** The pixels of some samples, one after the other. */
    public float[] gather(int[] order, int from, int count) {
        float[] rows = new float[count * Network.PIXELS];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels, order[from + i] * Network.PIXELS, rows, i * Network.PIXELS, Network.PIXELS);
        }
        return rows;
    }

    /** The labels of some samples. */
    public int[] labels(int[] order, int from, int count) {
        int[] some = new int[count];
        for (int i = 0; i < count; i++) some[i] = labels[order[from + i]];
        return some;
    }

    /** The pixels of neighbouring samples. */
    public float[] rows(int from, int count) {
        return java.util.Arrays.copyOfRange(pixels, from * Network.PIXELS, (from + count) * Network.PIXELS);
    }
}
