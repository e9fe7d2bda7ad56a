package org.rhyton.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.layers.Call;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Mean;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/**
 * What a compiled model measures: the losses of its outputs, their weighted sum, metrics, and what layers add, in the order of
 * reports.
 */
final class Measures {
    private final Target target;
    private final List<@Nullable Loss> losses = new ArrayList<>();
    private final List<Double> lossWeights = new ArrayList<>();
    private final Mean totalLoss = new Mean().name("loss");
    private final Map<Integer, Mean> outputLosses = new LinkedHashMap<>();
    private final List<Measure> metrics = new ArrayList<>();
    private final Map<String, Measure> added = new LinkedHashMap<>();

    /** A metric under the name of its reports; the output that it is of, unless a layer adds what it is of. */
    private record Measure(String name, Metric metric, int output, boolean weighted) {}

    /**
     * @param targetShapes the shapes of the targets, which decide what "accuracy" means
     * @param addedNames the metrics that layers add
     */
    Measures(Target target, CompileSettings settings, List<Shape> targetShapes, Collection<String> addedNames) {
        this.target = target;
        List<String> names = target.outputNames();
        settings.losses().require("losses", names);
        settings.lossWeights().require("lossWeights", names);
        for (int output = 0; output < names.size(); output++) {
            Double weight = settings.lossWeights().of(output, names.get(output));
            losses.add(lossOf(settings, output, targetShapes));
            lossWeights.add(weight == null ? 1.0 : weight);
        }
        // As in Keras, the loss of an output is reported where several outputs have one.
        boolean several = losses.stream().filter(Objects::nonNull).count() > 1;
        for (int output = 0; several && output < names.size(); output++) {
            if (losses.get(output) != null) outputLosses.put(output, new Mean().name(names.get(output) + "_loss"));
        }
        addMetrics(settings.metrics().of(names), targetShapes, false);
        addMetrics(settings.weightedMetrics().of(names), targetShapes, true);
        for (String name : addedNames) added.put(name, new Measure(numbered(name), new Mean().name(name), -1, false));
    }

    private @Nullable Loss lossOf(CompileSettings settings, int output, List<Shape> targetShapes) {
        Object given = settings.losses().of(output, target.outputNames().get(output));
        return given instanceof String name
                ? Losses.resolve(name, targetShapes.get(output), target.outputShape(output))
                : (Loss) given;
    }

    private void addMetrics(List<List<Object>> perOutput, List<Shape> targetShapes, boolean weighted) {
        for (int output = 0; output < perOutput.size(); output++) {
            addMetrics(perOutput.get(output), output, targetShapes.get(output), weighted);
        }
    }

    private void addMetrics(List<Object> given, int output, Shape targetShape, boolean weighted) {
        for (Object metric : given) {
            Metric resolved = metric instanceof Metric own
                    ? own
                    : Metrics.resolve((String) metric, targetShape, target.outputShape(output));
            if (metrics.stream().anyMatch(known -> known.metric() == resolved)) {
                throw new IllegalArgumentException("the metric '" + resolved.name()
                        + "' is given twice, or to several outputs; a metric counts for one output only: make one for"
                        + " each, with metrics(Map.of(\"output\", List.of(...)))");
            }
            metrics.add(new Measure(freeName(resolved.name(), output, weighted), resolved, output, weighted));
        }
    }

    /** The name of a metric in reports: where it is taken, {@code weighted_} or a number makes it another, as in Keras. */
    private String freeName(String metric, int output, boolean weighted) {
        String prefix = target.outputs().size() > 1 ? target.outputNames().get(output) + "_" : "";
        List<String> taken = names();
        String name = prefix + metric;
        if (weighted && taken.contains(name)) name = prefix + "weighted_" + metric;
        return numbered(name);
    }

    private String numbered(String first) {
        List<String> taken = names();
        String name = first;
        for (int number = 1; taken.contains(name); number++) name = first + "_" + number;
        return name;
    }

    /** How many numbers are reported. */
    int count() {
        return 1 + outputLosses.size() + metrics.size() + added.size();
    }

    /** The names of the reported numbers. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("loss"));
        outputLosses.values().forEach(loss -> names.add(loss.name()));
        metrics.forEach(measure -> names.add(measure.name()));
        added.values().forEach(measure -> names.add(measure.name()));
        return names;
    }

    /** Which way a reported number gets better; a metric may also be named without its output. */
    Metric.Direction direction(String name) {
        boolean isLoss = name.equals("loss")
                || outputLosses.values().stream().anyMatch(loss -> loss.name().equals(name));
        if (isLoss) return Metric.Direction.DOWN;
        return metrics.stream()
                .filter(measure ->
                        measure.name().equals(name) || measure.metric().name().equals(name))
                .map(measure -> measure.metric().direction())
                .findFirst()
                .orElse(Metric.Direction.UNKNOWN);
    }

    /** The present results, as scalars, in the order of {@link #names}. */
    List<Tensor> results() {
        List<Tensor> results = new ArrayList<>(List.of(totalLoss.result()));
        outputLosses.values().forEach(loss -> results.add(loss.result()));
        metrics.forEach(measure -> results.add(measure.metric().result()));
        added.values().forEach(measure -> results.add(measure.metric().result()));
        return results;
    }

    void reset() {
        totalLoss.resetState();
        outputLosses.values().forEach(Metric::resetState);
        metrics.forEach(measure -> measure.metric().resetState());
        added.values().forEach(measure -> measure.metric().resetState());
    }

    /** The weighted sum of the outputs' losses and what layers and weights add; also notes the outputs' losses. */
    Tensor loss(List<Tensor> targets, List<Tensor> outputs, List<Tensor> weights, List<Tensor> added) {
        Tensor samples = Ops.size(outputs.getFirst().dim(0), target.floating());
        Tensor total = Tensor.of(0, target.floating());
        for (int output = 0; output < outputs.size(); output++) {
            Loss loss = losses.get(output);
            if (loss == null) continue;
            Tensor value = loss.apply(targets.get(output), outputs.get(output), weightOf(weights, output));
            // Keras 3 counts the batches of an output's loss alike, whatever their sizes.
            Mean reported = outputLosses.get(output);
            if (reported != null) reported.updateValues(value, null);
            total = total.plus(value.times(lossWeights.get(output)));
        }
        for (Tensor each : added) total = total.plus(Ops.cast(Ops.sum(each), total.dtype()));
        totalLoss.updateValues(total, samples);
        return total;
    }

    void updateMetrics(List<Tensor> targets, List<Tensor> outputs, List<Tensor> weights) {
        for (Measure measure : metrics) {
            Tensor weight = measure.weighted() ? weightOf(weights, measure.output()) : null;
            measure.metric().updateState(targets.get(measure.output()), outputs.get(measure.output()), weight);
        }
    }

    /** Takes in what layers added in a call: a mean over its values, each batch's alike. Keras 2: {@code add_metric}. */
    void updateAdded(List<Call.Added> values) {
        for (Call.Added each : values) {
            Measure measure = added.get(each.name());
            if (measure == null) {
                throw new IllegalArgumentException("a layer adds the metric '" + each.name()
                        + "', which it did not add when the model was drawn; a layer adds the same metrics always");
            }
            ((Mean) measure.metric()).updateValues(Ops.reshape(each.value(), -1), null);
        }
    }

    private static @Nullable Tensor weightOf(List<Tensor> weights, int output) {
        if (weights.isEmpty()) return null;
        return weights.size() == 1 ? weights.getFirst() : weights.get(output);
    }

    /**
     * Refuses targets that the losses cannot take, such as labels that are out of range.
     *
     * @throws IllegalArgumentException when a target does not fit its loss
     */
    void check(Data data) {
        for (int output = 0; output < losses.size() && output < data.targets().size(); output++) {
            Loss loss = losses.get(output);
            if (loss != null) loss.checkTargets(data.targets().get(output), target.outputShape(output));
        }
    }
}
