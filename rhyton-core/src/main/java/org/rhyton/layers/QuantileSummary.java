package org.rhyton.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/**
 * Much data in few numbers, from which its quantiles can be told: values in ascending order, and how many numbers each stands
 * for. Kept in float32, as Keras's {@code Discretization} does.
 */
record QuantileSummary(float[] values, float[] weights) {
    static final QuantileSummary EMPTY = new QuantileSummary(new float[0], new float[0]);

    /** The summary of data, of about 1 / epsilon values. */
    static QuantileSummary of(NDArray data, double epsilon) {
        float[] sorted = data.astype(DType.FLOAT32).toFloatArray();
        Arrays.sort(sorted);
        double step = Math.max(sorted.length / (1 / epsilon), 1);
        int stride = (int) step;
        List<Float> values = new ArrayList<>();
        for (int i = (int) (step - 1); i < sorted.length; i += stride) values.add(sorted[i]);
        float[] weights = new float[values.size()];
        Arrays.fill(weights, (float) step);
        return new QuantileSummary(floats(values), weights);
    }

    /** The summary of what two summaries stand for. */
    QuantileSummary merge(QuantileSummary other, double epsilon) {
        int n = values.length + other.values.length;
        List<Integer> order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> value(other, i)))
                .toList();
        float[] mergedValues = new float[n];
        float[] mergedWeights = new float[n];
        for (int i = 0; i < n; i++) {
            mergedValues[i] = value(other, order.get(i));
            mergedWeights[i] =
                    order.get(i) < values.length ? weights[order.get(i)] : other.weights[order.get(i) - values.length];
        }
        return new QuantileSummary(mergedValues, mergedWeights).compressed(epsilon);
    }

    private float value(QuantileSummary other, int i) {
        return i < values.length ? values[i] : other.values[i - values.length];
    }

    /** The boundaries of so many about equally full bins; fewer where there is less data. */
    List<Double> boundaries(int bins) {
        float[] ends = compressed(1.0 / bins).values;
        List<Double> boundaries = new ArrayList<>();
        for (int i = 0; i < ends.length - 1; i++) boundaries.add((double) ends[i]);
        return boundaries;
    }

    private QuantileSummary compressed(double epsilon) {
        if (values.length * epsilon < 1) return this;
        float[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) sums[i] += sums[i - 1];
        double[] shares = new double[sums.length];
        for (int i = 0; i < sums.length; i++) shares[i] = sums[i] / sums[sums.length - 1];
        int n = (int) Math.ceil(1 / epsilon);
        float[] newValues = new float[n];
        float[] newWeights = new float[n];
        double before = 0;
        for (int i = 0; i < n; i++) {
            double share = epsilon + i * epsilon;
            newValues[i] = (float) interpolated(share, shares, values);
            double sum = interpolated(share, shares, sums);
            newWeights[i] = (float) (sum - before);
            before = sum;
        }
        return new QuantileSummary(newValues, newWeights);
    }

    /** The value at x of the polygon through points, the ends going on level. */
    private static double interpolated(double x, double[] xs, float[] ys) {
        int last = xs.length - 1;
        if (x >= xs[last]) return ys[last];
        if (x < xs[0]) return ys[0];
        int right = 1;
        while (xs[right] <= x) right++;
        double slope = ((double) ys[right] - ys[right - 1]) / (xs[right] - xs[right - 1]);
        return slope * (x - xs[right - 1]) + ys[right - 1];
    }

    private static float[] floats(List<Float> list) {
        float[] floats = new float[list.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = list.get(i);
        return floats;
    }
}
