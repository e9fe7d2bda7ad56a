package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.metrics.Mean;
import org.rhyton.metrics.Metric;
import org.rhyton.metrics.Metrics;
import org.rhyton.metrics.Sum;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** What metrics give after each of several batches, what they have gathered then, and what is left after a reset. */
final class MetricsTopic implements Topic {
    private static final Registry REGISTRY = Registry.of(Metrics.catalogue());

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Comparison comparison = golden.comparison();
        compare(comparison, golden, true);
        compare(comparison, golden, false);
        return comparison.outcome();
    }

    private static void compare(Comparison comparison, GoldenCase golden, boolean compiled) {
        Metric metric = metric(golden);
        comparison.equal("name", metric.name(), golden.text("metric_name"));
        CompiledFunction recorded = Ops.compile((Ops.TensorFunction) inputs -> List.of(update(metric, golden, inputs)));
        CompiledFunction step = compiled ? recorded : recorded.eagerly();
        List<GoldenObject> updates = golden.objects("updates");
        for (int i = 0; i < updates.size(); i++) {
            NDArray result = step.call(inputs(updates.get(i))).getFirst();
            comparison.array("result after batch " + i, result, updates.get(i).array("result"));
        }
        if (golden.raw("variables_after") instanceof List<?>) compareVariables(comparison, golden, metric.variables());
        metric.resetState();
        comparison.array("result after reset", metric.result().value(), golden.array("result_after_reset"));
    }

    private static void compareVariables(Comparison comparison, GoldenCase golden, List<Variable> variables) {
        List<GoldenObject> expected = golden.objects("variables_after");
        List<String> names = variables.stream().map(Variable::name).toList();
        List<String> expectedNames =
                expected.stream().map(each -> each.text("name")).toList();
        comparison.equal("variables", names, expectedNames);
        if (!names.equals(expectedNames)) return;
        for (int i = 0; i < names.size(); i++) {
            comparison.array(
                    names.get(i), variables.get(i).value(), expected.get(i).array("value"));
        }
    }

    private static List<NDArray> inputs(GoldenObject update) {
        List<NDArray> inputs = new ArrayList<>();
        for (String key : List.of("values", "y_true", "y_pred", "sample_weight")) {
            if (update.has(key)) inputs.add(update.array(key));
        }
        return inputs;
    }

    private static Tensor update(Metric metric, GoldenCase golden, List<Tensor> inputs) {
        boolean weighted = golden.objects("updates").getFirst().has("sample_weight");
        @Nullable Tensor weights = weighted ? inputs.getLast() : null;
        switch (metric) {
            case Mean mean -> mean.updateValues(inputs.getFirst(), weights);
            case Sum sum -> sum.updateValues(inputs.getFirst(), weights);
            default -> metric.updateState(inputs.get(0), inputs.get(1), weights);
        }
        return metric.result();
    }

    private static Metric metric(GoldenCase golden) {
        Map<String, @Nullable Object> config =
                new LinkedHashMap<>(golden.object("config").json());
        // The golden files hold every array with its shape; a model's file has a plain list here.
        if (config.get("label_weights") instanceof Map<?, ?> array) config.put("label_weights", array.get("data"));
        Map<String, @Nullable Object> description = new LinkedHashMap<>();
        description.put("class_name", golden.text("class_name"));
        description.put("config", config);
        return new ConfigReader(REGISTRY, KerasVersion.KERAS_3).object(Metric.class, description, golden.name());
    }
}
