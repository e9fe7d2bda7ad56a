package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Shape;
import org.rhyton.losses.Loss;
import org.rhyton.metrics.Mean;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** What a compiled model measures: the losses of its outputs, their weighted sum, and metrics, in the order of reports. */
final class Measures {
    private final Target target;
    private final List<@Nullable Loss> losses = new ArrayList<>();
    private final List<Double> lossWeights = new ArrayList<>();
    private final Mean totalLoss = new Mean().name("loss");
    private final List<Mean> outputLosses = new ArrayList<>();
    private final List<Measure> metrics = new ArrayList<>();

    /** A metric of one output, under the name of its reports. */
    private record Measure(String name, Metric metric, int output, boolean weighted) {}

    /** @param targetShapes the shapes of the targets, which decide what "accuracy" means */
    Measures(Target target, CompileSettings settings, List<Shape> targetShapes) {
        this.target = target;
        int outputs = target.outputs().size();
        requireNames(settings);
        for (int output = 0; output < outputs; output++) {
            losses.add(settings.lossOf(output, target.outputNames().get(output)));
            boolean given = output < settings.lossWeights().size();
            lossWeights.add(given ? settings.lossWeights().get(output) : 1.0);
        }
        if (outputs > 1) {
            target.outputNames().forEach(name -> outputLosses.add(new Mean().name(name + "_loss")));
        }
        for (int output = 0; output < outputs; output++) {
            Shape shape = targetShapes.get(output);
            List<Object> own = metricsOf(settings.metrics(), settings.metricsByOutput(), output);
            addMetrics(own, output, shape, false);
        }
        for (int output = 0; output < outputs; output++) {
            List<Object> own = metricsOf(settings.weightedMetrics(), settings.weightedMetricsByOutput(), output);
            addMetrics(own, output, targetShapes.get(output), true);
        }
    }

    private void requireNames(CompileSettings settings) {
        Stream.of(settings.lossesByOutput(), settings.metricsByOutput(), settings.weightedMetricsByOutput())
                .flatMap(named -> named.keySet().stream())
                .filter(name -> !target.outputNames().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "the model has no output '" + name + "'; its outputs are " + target.outputNames());
                });
        int given = settings.losses().size();
        if (given > 1 && given != target.outputs().size()) {
            throw new IllegalArgumentException("compile was given " + given + " losses for a model of "
                    + target.outputs().size() + " outputs: give one for all, or one for each");
        }
    }

    private List<Object> metricsOf(List<Object> forAll, Map<String, List<Object>> byOutput, int output) {
        List<Object> named = byOutput.get(target.outputNames().get(output));
        if (named != null) return named;
        return byOutput.isEmpty() ? forAll : List.of();
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
        String first = name;
        for (int number = 1; taken.contains(name); number++) name = first + "_" + number;
        return name;
    }

    /** How many numbers are reported. */
    int count() {
        return 1 + outputLosses.size() + metrics.size();
    }

    /** The names of the reported numbers. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of("loss"));
        outputLosses.forEach(loss -> names.add(loss.name()));
        metrics.forEach(measure -> names.add(measure.name()));
        return names;
    }

    /** Which way a reported number gets better; a metric may also be named without its output. */
    Metric.Direction direction(String name) {
        boolean isLoss = name.equals("loss")
                || outputLosses.stream().anyMatch(loss -> loss.name().equals(name));
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
        outputLosses.forEach(loss -> results.add(loss.result()));
        metrics.forEach(measure -> results.add(measure.metric().result()));
        return results;
    }

    void reset() {
        totalLoss.resetState();
        outputLosses.forEach(Metric::resetState);
        metrics.forEach(measure -> measure.metric().resetState());
    }

    /** The metrics themselves. */
    List<Metric> metrics() {
        return metrics.stream().map(Measure::metric).toList();
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
            if (!outputLosses.isEmpty()) outputLosses.get(output).updateValues(value, null);
            total = total.plus(value.times(lossWeights.get(output)));
        }
        for (Tensor each : added) total = total.plus(Ops.cast(each, total.dtype()));
        totalLoss.updateValues(total, samples);
        return total;
    }

    void updateMetrics(List<Tensor> targets, List<Tensor> outputs, List<Tensor> weights) {
        for (Measure measure : metrics) {
            Tensor weight = measure.weighted() ? weightOf(weights, measure.output()) : null;
            measure.metric().updateState(targets.get(measure.output()), outputs.get(measure.output()), weight);
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
