package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.losses.CosineSimilarity;
import org.rhyton.losses.Huber;
import org.rhyton.losses.Loss;
import org.rhyton.losses.Losses;
import org.rhyton.losses.Reduction;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Losses of batches with weights and masks, and their derivatives by the outputs, compiled and eager. */
final class LossesTopic implements Topic {
    private static final Registry REGISTRY = Registry.of(Losses.catalogue());

    @Override
    public String name() {
        return "losses";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Loss loss = loss(golden);
        CompiledFunction compiled = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor value = value(loss, golden, inputs);
            return List.of(
                    value,
                    Ops.gradientsBy(Ops.sum(value), List.of(inputs.get(1))).getFirst());
        });
        Comparison comparison = golden.comparison();
        for (CompiledFunction form : List.of(compiled, compiled.eagerly())) {
            List<NDArray> results = form.call(inputs(golden));
            comparison.array("loss", results.get(0), golden.array("loss"));
            if (golden.has("gradient")) comparison.array("gradient", results.get(1), golden.array("gradient"));
        }
        return comparison.outcome();
    }

    private static List<NDArray> inputs(GoldenCase golden) {
        List<NDArray> inputs = new ArrayList<>();
        for (String key : List.of("y_true", "y_pred", "sample_weight", "mask")) {
            if (golden.has(key)) inputs.add(golden.array(key));
        }
        return inputs;
    }

    private static Tensor value(Loss loss, GoldenCase golden, List<Tensor> inputs) {
        Tensor yTrue = inputs.get(0);
        Tensor yPred = inputs.get(1);
        if (golden.has("function")) return loss.call(yTrue, yPred);
        @Nullable Tensor weights = golden.has("sample_weight") ? inputs.get(2) : null;
        return loss.apply(yTrue, golden.has("mask") ? yPred.withMask(inputs.getLast()) : yPred, weights);
    }

    /** The loss of a case. Keras's config of two losses lacks an option, which the name of the case tells. */
    private static Loss loss(GoldenCase golden) {
        if (golden.has("function")) return Losses.get(golden.text("function"));
        GoldenObject config = golden.object("config");
        if (golden.name().startsWith("huber_0.4")) return new Huber().delta(0.4).reduction(reduction(config));
        if (golden.name().startsWith("cosine_axis0"))
            return new CosineSimilarity().axis(0).reduction(reduction(config));
        return new ConfigReader(REGISTRY, KerasVersion.KERAS_3).object(Loss.class, config.json(), golden.name());
    }

    private static Reduction reduction(GoldenObject config) {
        return Reduction.valueOf(config.object("config").text("reduction").toUpperCase(Locale.ROOT));
    }
}
