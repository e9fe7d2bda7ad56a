package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Tensor;

/** What random layers do to constants: values exactly, shares and moments within what chance allows. */
final class DropoutFactsTopic implements Topic {
    private static final int ELEMENTS = 100_000;

    /** How many standard errors chance may take: of a million cases, less than one goes further. */
    private static final double ERRORS = 5;

    @Override
    public String name() {
        return "dropout_facts";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return KerasObjects.withFloatx(golden.floatx(), () -> {
            Layer layer = layer(golden);
            Comparison comparison = golden.comparison();
            if (golden.has("same_along_time")) {
                sameAlong(comparison, golden, layer, Shape.of(4, 50, 6), 1);
            } else if (golden.has("same_over_space")) {
                sameAlong(comparison, golden, layer, Shape.of(4, 9, 8, 6), 1, 2);
            } else if (golden.has("same_along_axis1")) {
                sameAlong(comparison, golden, layer, Shape.of(8, 20, 3), 1);
            } else if (golden.has("expected_multiplier_std")) {
                multiplier(comparison, golden, layer);
            } else {
                twoValues(comparison, golden, layer);
            }
            return comparison.outcome();
        });
    }

    private static Layer layer(GoldenCase golden) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("rate", golden.number("rate"));
        if (golden.has("noise_shape")) config.put("noise_shape", golden.list("noise_shape"));
        return KerasObjects.READER.object(
                Layer.class, Map.of("class_name", golden.text("class_name"), "config", config), golden.place());
    }

    private static NDArray inTraining(Layer layer, NDArray x) {
        return layer.invoke(Tensor.of(x), Call.training()).value();
    }

    /** Dropout and AlphaDropout make one of two values of a constant. */
    private static void twoValues(Comparison comparison, GoldenCase golden, Layer layer) {
        boolean alpha = golden.has("alpha_p");
        double rate = golden.number("rate");
        double dropped = golden.number(alpha ? "expected_dropped_value" : "dropped_value");
        double kept = golden.number(alpha ? "expected_kept_value" : "kept_value");
        NDArray x = NDArray.full(Shape.of(ELEMENTS), golden.number("input_constant"), golden.floatx());
        double[] found = numbers(inTraining(layer, x));
        double middle = (dropped + kept) / 2;
        int drops = 0;
        for (double value : found) {
            boolean isDropped = value < middle;
            if (isDropped) drops++;
            comparison.number(isDropped ? "dropped value" : "kept value", value, isDropped ? dropped : kept);
        }
        double error = Math.sqrt(rate * (1 - rate) / ELEMENTS);
        within(comparison, "share of dropped elements", (double) drops / ELEMENTS, rate, ERRORS * error);
    }

    private static void multiplier(Comparison comparison, GoldenCase golden, Layer layer) {
        double deviation = golden.number("expected_multiplier_std");
        double[] found = numbers(inTraining(layer, NDArray.ones(Shape.of(ELEMENTS), golden.floatx())));
        double mean = Arrays.stream(found).average().orElseThrow();
        double variance = Arrays.stream(found)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        within(comparison, "mean", mean, 1, ERRORS * deviation / Math.sqrt(ELEMENTS));
        double error = deviation / Math.sqrt(2.0 * ELEMENTS);
        within(comparison, "standard deviation", Math.sqrt(variance), deviation, ERRORS * error);
    }

    /** All elements along some axes share one choice, and not all choices are the same. */
    private static void sameAlong(Comparison comparison, GoldenCase golden, Layer layer, Shape shape, int... axes) {
        NDArray found = inTraining(layer, NDArray.ones(shape, golden.floatx()));
        NDArray least = found;
        NDArray most = found;
        for (int i = axes.length - 1; i >= 0; i--) {
            least = least.min(axes[i]);
            most = most.max(axes[i]);
        }
        comparison.equal("the same along the axes", Arrays.toString(numbers(least)), Arrays.toString(numbers(most)));
        List<Double> values = new ArrayList<>(
                Arrays.stream(numbers(found)).distinct().sorted().boxed().toList());
        comparison.equal("number of values", values.size(), 2);
        if (values.size() != 2) return;
        comparison.number("dropped value", values.get(0), 0);
        comparison.number("kept value", values.get(1), 1 / (1 - golden.number("rate")));
    }

    private static void within(Comparison comparison, String what, double found, double expected, double error) {
        if (Math.abs(found - expected) > error) {
            comparison.differs(what + " is " + found + ", expected " + expected + " to within " + error);
        }
    }

    private static double[] numbers(NDArray array) {
        return array.astype(DType.FLOAT64).flatten().toDoubleArray();
    }
}
