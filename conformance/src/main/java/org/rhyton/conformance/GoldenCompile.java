package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.losses.Loss;
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
     */
    static List<CompileOption> options(GoldenObject arguments) {
        List<CompileOption> options = new ArrayList<>();
        if (arguments.has("optimizer")) options.add(Options.optimizer(optimizer(arguments.value("optimizer"))));
        if (arguments.has("loss")) options.add(loss(arguments.value("loss")));
        if (arguments.has("loss_weights")) options.add(lossWeights(arguments));
        if (arguments.has("metrics")) options.add(metrics(arguments.value("metrics"), false));
        if (arguments.has("weighted_metrics")) options.add(metrics(arguments.value("weighted_metrics"), true));
        return options;
    }

    static Optimizer optimizer(Object described) {
        return described instanceof String name
                ? Optimizers.get(name)
                : KerasObjects.READER.object(Optimizer.class, described, "optimizer");
    }

    private static CompileOption loss(Object described) {
        if (described instanceof List<?> several) {
            List<@Nullable Object> losses = new ArrayList<>();
            for (Object each : several) losses.add(each == null ? null : oneLoss(each));
            return Options.losses(losses);
        }
        if (!(described instanceof Map<?, ?> map) || map.containsKey("class_name")) {
            return Options.losses(List.of(oneLoss(described)));
        }
        Map<String, @Nullable Object> losses = new LinkedHashMap<>();
        map.forEach((output, loss) -> losses.put(String.valueOf(output), loss == null ? null : oneLoss(loss)));
        return Options.loss(losses);
    }

    private static Object oneLoss(Object described) {
        return described instanceof String ? described : KerasObjects.READER.object(Loss.class, described, "loss");
    }

    private static CompileOption lossWeights(GoldenObject arguments) {
        if (arguments.value("loss_weights") instanceof List<?>) {
            return Options.lossWeights(arguments.numbers("loss_weights"));
        }
        GoldenObject given = arguments.object("loss_weights");
        Map<String, Double> weights = new LinkedHashMap<>();
        given.keys().forEach(output -> weights.put(output, given.number(output)));
        return Options.lossWeights(weights);
    }

    private static CompileOption metrics(Object described, boolean weighted) {
        if (described instanceof Map<?, ?> map) {
            Map<String, Object> byOutput = new LinkedHashMap<>();
            map.forEach((output, metrics) -> byOutput.put(String.valueOf(output), known(metrics)));
            return weighted ? Options.weightedMetrics(byOutput) : Options.metrics(byOutput);
        }
        List<?> list = (List<?>) described;
        boolean perOutput = list.stream().allMatch(each -> each instanceof List<?>);
        List<?>[] lists = perOutput
                ? list.stream().map(GoldenCompile::known).toArray(List<?>[]::new)
                : new List<?>[] {known(list)};
        return weighted ? Options.weightedMetrics(lists) : Options.metrics(lists);
    }

    private static List<Object> known(Object described) {
        List<?> list = described instanceof List<?> several ? several : List.of(described);
        List<Object> metrics = new ArrayList<>();
        for (Object each : list) {
            metrics.add(each instanceof String ? each : KerasObjects.READER.object(Metric.class, each, "metrics"));
        }
        return metrics;
    }
}
