package org.rhyton.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** What metrics gather and give, batch after batch, as real Keras did: at once, and as compiled programs. */
class MetricsGoldenTest {
    private static final Registry REGISTRY = Registry.of(Metrics.catalogue());

    @TestFactory
    Stream<DynamicTest> asKeras() {
        return Golden.tests("metrics", each -> {
            check(each, false);
            check(each, true);
        });
    }

    private static void check(Golden.Case each, boolean compiled) {
        Metric metric = metric(each);
        CompiledFunction compiledStep = Ops.compile((Ops.TensorFunction) inputs -> List.of(step(metric, each, inputs)));
        CompiledFunction step = compiled ? compiledStep : compiledStep.eagerly();
        int number = 0;
        for (Golden.Case update : each.cases("updates")) {
            NDArray result = step.call(inputs(update)).getFirst();
            each.assertClose("result " + number++, update.array("result"), result);
        }
        if (each.json().get("variables_after") instanceof List<?>) checkVariables(each, metric);
        metric.resetState();
        each.assertClose(
                "result after reset",
                each.array("result_after_reset"),
                metric.result().value());
    }

    private static void checkVariables(Golden.Case each, Metric metric) {
        List<Golden.Case> expected = each.cases("variables_after");
        List<Variable> variables = metric.variables();
        assertEquals(
                expected.stream().map(Golden.Case::name).toList(),
                variables.stream().map(Variable::name).toList());
        for (int i = 0; i < expected.size(); i++) {
            Golden.Case variable = expected.get(i);
            each.assertClose(
                    variable.name(), variable.array("value"), variables.get(i).value());
        }
    }

    private static List<NDArray> inputs(Golden.Case update) {
        List<NDArray> inputs = new ArrayList<>();
        for (String key : List.of("values", "y_true", "y_pred", "sample_weight")) {
            if (update.has(key)) inputs.add(update.array(key));
        }
        return inputs;
    }

    private static Tensor step(Metric metric, Golden.Case each, List<Tensor> inputs) {
        boolean weighted = each.cases("updates").getFirst().has("sample_weight");
        @Nullable Tensor weight = weighted ? inputs.getLast() : null;
        switch (metric) {
            case Mean mean -> mean.updateValues(inputs.getFirst(), weight);
            case Sum sum -> sum.updateValues(inputs.getFirst(), weight);
            default -> metric.updateState(inputs.get(0), inputs.get(1), weight);
        }
        return metric.result();
    }

    private static Metric metric(Golden.Case each) {
        Map<String, @Nullable Object> config = new LinkedHashMap<>(each.object("config"));
        if (config.get("label_weights") instanceof Map<?, ?> array) config.put("label_weights", array.get("data"));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("class_name", each.text("class_name"));
        json.put("config", config);
        Metric metric = new ConfigReader(REGISTRY, KerasVersion.KERAS_3).object(Metric.class, json, each.name());
        Map<String, @Nullable Object> written = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3).config(metric);
        assertEquals(comparable(config).toString(), comparable(written).toString(), "the config written again");
        return metric;
    }

    /** Keras writes 0 where a float is 0 by default. */
    private static Object comparable(@Nullable Object json) {
        return switch (json) {
            case null -> "null";
            case Number number -> number.doubleValue();
            case List<?> list ->
                list.stream().map(MetricsGoldenTest::comparable).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> all = new LinkedHashMap<>();
                map.forEach((key, value) -> all.put(key, comparable(value)));
                yield all;
            }
            default -> json;
        };
    }
}
