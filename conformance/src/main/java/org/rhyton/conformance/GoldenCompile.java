package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.metrics.Metric;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.training.CompileOption;
import org.rhyton.training.Options;

/** The arguments of {@code compile} as golden files have them: names, configs, lists, and maps by output. */
final class GoldenCompile {
    private GoldenCompile() {}

    /**
     * The options of a call of {@code compile}.
     *
     * @param arguments loss, loss_weights, optimizer, metrics, weighted_metrics; each may be missing
     * @param outputs the names of the model's outputs
     */
    static List<CompileOption> options(GoldenObject arguments, List<String> outputs) {
        List<CompileOption> options = new ArrayList<>();
        if (arguments.has("optimizer")) options.add(Options.optimizer(optimizer(arguments.value("optimizer"))));
        if (arguments.has("loss")) options.add(loss(arguments.value("loss")));
        if (arguments.has("loss_weights")) options.add(lossWeights(arguments, outputs));
        if (arguments.has("metrics")) options.addAll(metrics(arguments.value("metrics"), outputs, false));
        if (arguments.has("weighted_metrics")) {
            options.addAll(metrics(arguments.value("weighted_metrics"), outputs, true));
        }
        return options;
    }

    static Optimizer optimizer(Object described) {
        return described instanceof String name
                ? Optimizers.get(name)
                : KerasObjects.READER.object(Optimizer.class, described, "optimizer");
    }

    private static CompileOption loss(Object described) {
        if (described instanceof List<?> several) {
            return Options.loss(several.stream().map(GoldenCompile::oneLoss).toArray(Loss[]::new));
        }
        if (!(described instanceof Map<?, ?> map) || map.containsKey("class_name")) {
            return Options.loss(oneLoss(described));
        }
        Map<String, Loss> losses = new LinkedHashMap<>();
        map.forEach((output, loss) -> losses.put(String.valueOf(output), oneLoss(loss)));
        return Options.losses(losses);
    }

    private static Loss oneLoss(Object described) {
        return described instanceof String name
                ? Losses.get(name)
                : KerasObjects.READER.object(Loss.class, described, "loss");
    }

    private static CompileOption lossWeights(GoldenObject arguments, List<String> outputs) {
        if (arguments.value("loss_weights") instanceof List<?>) {
            return Options.lossWeights(arguments.numbers("loss_weights"));
        }
        GoldenObject weights = arguments.object("loss_weights");
        return Options.lossWeights(outputs.stream().mapToDouble(weights::number).toArray());
    }

    private static List<CompileOption> metrics(Object described, List<String> outputs, boolean weighted) {
        if (described instanceof Map<?, ?> map) return List.of(Options.metrics(byOutput(map)));
        List<?> list = (List<?>) described;
        if (list.stream().allMatch(each -> each instanceof List<?>)) {
            Map<String, Object> byOutput = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) byOutput.put(outputs.get(i), list.get(i));
            return List.of(Options.metrics(byOutput(byOutput)));
        }
        List<CompileOption> options = new ArrayList<>();
        for (Object each : list) {
            if (each instanceof String name) {
                options.add(weighted ? Options.weightedMetrics(name) : Options.metrics(name));
            } else {
                Metric metric = metric(each);
                options.add(weighted ? Options.weightedMetrics(metric) : Options.metrics(metric));
            }
        }
        return options;
    }

    private static Map<String, List<Object>> byOutput(Map<?, ?> described) {
        Map<String, List<Object>> metrics = new LinkedHashMap<>();
        described.forEach((output, list) -> {
            List<Object> ofOutput = new ArrayList<>();
            for (Object each : (List<?>) list) ofOutput.add(each instanceof String ? each : metric(each));
            metrics.put(String.valueOf(output), ofOutput);
        });
        return metrics;
    }

    private static Metric metric(Object described) {
        return KerasObjects.READER.object(Metric.class, described, "metrics");
    }
}
