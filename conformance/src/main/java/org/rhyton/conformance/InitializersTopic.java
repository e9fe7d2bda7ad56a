package org.rhyton.conformance;

import java.util.Arrays;
import java.util.List;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Fans;
import org.rhyton.initializers.Identity;
import org.rhyton.initializers.Initializer;
import org.rhyton.initializers.Initializers;

/**
 * Exact values, fans, orthogonality, and distributions: random numbers are others than Keras's, so that two samples of
 * equal size are compared by mean, deviation, quantiles and bounds.
 */
final class InitializersTopic implements Topic {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    /** Standard errors that the means of two samples may differ by: once in a million and a half. */
    private static final double STANDARD_ERRORS = 5;

    @Override
    public String name() {
        return "initializers";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        if (golden.has("fans_in_out")) return fans(golden);
        Initializer initializer = initializer(golden);
        NDArray value = initializer.initialize(shape(golden.numbers("shape")), golden.floatx());
        Comparison comparison = golden.comparison();
        comparison.equal("dtype", value.dtype(), golden.floatx());
        if (golden.has("value")) comparison.array("value", value, golden.array("value"));
        else if (golden.has("gram")) orthogonal(golden, initializer, value, comparison);
        else distribution(golden, value, comparison);
        return comparison.outcome();
    }

    /** Keras 3 leaves the gain of Identity out of its config; the value tells it. */
    private static Initializer initializer(GoldenCase golden) {
        Initializer initializer =
                Initializers.deserialize(golden.object("config").json());
        if (!(initializer instanceof Identity)) return initializer;
        return new Identity(golden.array("value").getDouble(0, 0));
    }

    private static Outcome fans(GoldenCase golden) {
        Comparison comparison = golden.comparison();
        List<?> shapes = golden.list("shapes");
        for (int i = 0; i < shapes.size(); i++) {
            Fans fans = Fans.of(shape(numbers(shapes.get(i))));
            double[] expected = numbers(golden.list("fans_in_out").get(i));
            comparison.number("fan-in of " + shapes.get(i), fans.in(), expected[0]);
            comparison.number("fan-out of " + shapes.get(i), fans.out(), expected[1]);
        }
        return comparison.outcome();
    }

    private static void orthogonal(GoldenCase golden, Initializer initializer, NDArray value, Comparison comparison) {
        comparison.equal("the second value of one seed", initializer.initialize(value.shape(), value.dtype()), value);
        NDArray matrix = value.astype(DType.FLOAT64)
                .reshape(shape(golden.numbers("flattened_shape")).dims());
        NDArray vectors = golden.text("orthonormal").equals("rows") ? matrix : matrix.transpose();
        int count = vectors.size(0);
        NDArray products = vectors.reshape(count, 1, vectors.size(1)).times(vectors.reshape(1, count, vectors.size(1)));
        comparison.array("gram", products.sum(2), golden.array("gram"));
    }

    private static void distribution(GoldenCase golden, NDArray value, Comparison comparison) {
        double[] sample = value.astype(DType.FLOAT64).toDoubleArray();
        Arrays.sort(sample);
        double std = golden.number("sample_std");
        double noise = STANDARD_ERRORS * std * Math.sqrt(2.0 / sample.length);
        comparison.equal("count", sample.length, golden.whole("sample_count"));
        near(
                "mean",
                Arrays.stream(sample).average().orElse(Double.NaN),
                golden.number("sample_mean"),
                noise,
                comparison);
        near("std", NDArray.of(sample).std().item(), std, noise, comparison);
        double[] quantiles = golden.numbers("sample_quantiles_.05_.25_.5_.75_.95");
        for (int i = 0; i < quantiles.length; i++) {
            double found = sample[(int) (QUANTILES[i] * sample.length)];
            // The density at these quantiles is at least a third of one over the deviation.
            near("quantile " + QUANTILES[i], found, quantiles[i], 3 * noise, comparison);
        }
        if (golden.has("expected")) bounds(sample, golden.object("expected"), comparison);
    }

    private static void bounds(double[] sorted, GoldenObject expected, Comparison comparison) {
        boolean uniform = expected.has("limit");
        if (!uniform && !expected.has("stddev_parameter")) return;
        double limit = uniform ? expected.number("limit") : 2 * expected.number("stddev_parameter");
        double greatest = Math.max(-sorted[0], sorted[sorted.length - 1]);
        if (greatest > limit * (1 + 1e-6) || greatest < limit * 0.99) {
            comparison.differs("the greatest absolute value is " + greatest + ", expected just within " + limit);
        }
    }

    private static void near(String what, double found, double expected, double within, Comparison comparison) {
        if (Math.abs(found - expected) <= within) return;
        comparison.differs(what + " of the sample is " + found + ", expected " + expected + " to within " + within);
    }

    private static double[] numbers(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }

    private static Shape shape(double[] sizes) {
        return Shape.of(Arrays.stream(sizes).mapToInt(size -> (int) size).toArray());
    }
}
