package org.rhyton.benchmarks.peers;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.data.SplitOption;
import org.rhyton.data.Splits;
import org.rhyton.datasets.FashionMnist;

/**
 * Images of Fashion-MNIST, standardised as the lesson does, as plain arrays: the form that no library is at home in.
 *
 * @param pixels row after row
 * @param labels from 0 to 9
 */
public record Samples(float[] pixels, int[] labels) {
    /** How many there are to train with. */
    static final int TRAINING = 45_000;

    private static final int PIXELS = Network.PIXELS;

    /** The 45,000 to train with and the 10,000 to test with. */
    static Samples[] load() {
        var data = FashionMnist.load();
        var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
        Samples train = of(split.xTrain(), split.yTrain());
        Samples test = of(data.xTest(), data.yTest());
        for (int pixel = 0; pixel < PIXELS; pixel++) standardise(pixel, train.pixels, test.pixels);
        return new Samples[] {train, test};
    }

    /** Takes little more memory than the result, so that a library's peak is its own. */
    private static Samples of(NDArray images, NDArray labels) {
        byte[] bytes = images.toByteArray();
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) pixels[i] = Byte.toUnsignedInt(bytes[i]);
        return new Samples(pixels, labels.astype(DType.INT32).toIntArray());
    }

    private static void standardise(int pixel, float[] train, float[] test) {
        double sum = 0;
        double squares = 0;
        for (int i = pixel; i < train.length; i += PIXELS) {
            sum += train[i];
            squares += (double) train[i] * train[i];
        }
        double count = train.length / PIXELS;
        float mean = (float) (sum / count);
        float deviation = (float) Math.sqrt(squares / count - sum / count * (sum / count));
        for (float[] pixels : new float[][] {train, test}) {
            for (int i = pixel; i < pixels.length; i += PIXELS) pixels[i] = (pixels[i] - mean) / deviation;
        }
    }

    /** The first ones. */
    Samples first(int count) {
        return new Samples(rows(0, count), Arrays.copyOf(labels, count));
    }

    public int size() {
        return labels.length;
    }

    /** All indices, shuffled. */
    public int[] order(long seed) {
        int[] order = IntStream.range(0, size()).toArray();
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
        float[] rows = new float[count * PIXELS];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels, order[from + i] * PIXELS, rows, i * PIXELS, PIXELS);
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
        return Arrays.copyOfRange(pixels, from * PIXELS, (from + count) * PIXELS);
    }
}
