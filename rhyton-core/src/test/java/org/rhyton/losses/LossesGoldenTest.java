package org.rhyton.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Values and gradients of all losses as real Keras computed them: at once, and as compiled programs. */
class LossesGoldenTest {
    private static final Registry REGISTRY = Registry.of(Losses.catalogue());

    @TestFactory
    Stream<DynamicTest> asKeras() {
        return Stream.of("f32", "f64").flatMap(floatx -> {
            Golden golden = Golden.read(floatx + "/losses");
            return golden.cases().stream()
                    .map(each -> DynamicTest.dynamicTest(floatx + " " + each.name(), () -> check(golden, each)));
        });
    }

    private static void check(Golden golden, Golden.Case each) {
        Loss loss = loss(each);
        NDArray expected = each.array("loss");
        NDArray gradient = each.arrayOrNull("gradient");
        List<NDArray> inputs = inputs(each);
        List<NDArray> eager = compute(
                        loss, each, inputs.stream().map(Tensor::of).toList())
                .stream()
                .map(Tensor::value)
                .toList();
        List<NDArray> compiled = Ops.compile((Ops.TensorFunction) tensors -> compute(loss, each, tensors))
                .call(inputs);
        for (List<NDArray> results : List.of(eager, compiled)) {
            golden.assertClose(each, "loss", expected, results.get(0));
            if (gradient != null) golden.assertClose(each, "gradient", gradient, results.get(1));
        }
    }

    private static List<NDArray> inputs(Golden.Case each) {
        List<NDArray> inputs = new ArrayList<>(List.of(each.array("y_true"), each.array("y_pred")));
        for (String key : List.of("sample_weight", "mask")) {
            NDArray array = each.arrayOrNull(key);
            if (array != null) inputs.add(array);
        }
        return inputs;
    }

    private static List<Tensor> compute(Loss loss, Golden.Case each, List<Tensor> inputs) {
        boolean weighted = each.arrayOrNull("sample_weight") != null;
        boolean masked = each.arrayOrNull("mask") != null;
        Tensor yTrue = inputs.get(0);
        Tensor yPred = inputs.get(1);
        @Nullable Tensor weight = weighted ? inputs.get(2) : null;
        Tensor outputs = masked ? yPred.withMask(inputs.getLast()) : yPred;
        Tensor value = each.has("function") ? loss.call(yTrue, yPred) : loss.apply(yTrue, outputs, weight);
        return List.of(value, Ops.gradientsBy(Ops.sum(value), List.of(yPred)).getFirst());
    }

    /** The loss of a case. Keras's config of two losses lacks an option, which is told by the name of the case. */
    private static Loss loss(Golden.Case each) {
        if (each.has("function")) return Losses.get(each.text("function"));
        if (each.name().startsWith("huber_0.4")) return new Huber().delta(0.4).reduction(reduction(each));
        if (each.name().startsWith("cosine_axis0"))
            return new CosineSimilarity().axis(0).reduction(reduction(each));
        Map<String, @Nullable Object> json = each.object("config");
        Loss loss = new ConfigReader(REGISTRY, KerasVersion.KERAS_3).object(Loss.class, json, each.name());
        Object written = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3).description(loss);
        assertEquals(Json.write(json), Json.write(written), "the config written again");
        return loss;
    }

    private static Reduction reduction(Golden.Case each) {
        Map<?, ?> config = (Map<?, ?>) each.object("config").get("config");
        assertTrue(config != null);
        return Reduction.valueOf(config.get("reduction").toString().toUpperCase(java.util.Locale.ROOT));
    }
}
