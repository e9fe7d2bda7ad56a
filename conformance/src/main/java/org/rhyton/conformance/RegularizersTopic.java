package org.rhyton.conformance;

import java.util.List;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.regularizers.Regularizer;
import org.rhyton.regularizers.Regularizers;

/** Penalties and their derivatives, compiled and eager. */
final class RegularizersTopic implements Topic {
    @Override
    public String name() {
        return "regularizers";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Regularizer regularizer =
                Regularizers.deserialize(golden.object("config").json());
        NDArray weights = golden.array("input");
        Tensor parameter = Tensor.symbolic("weights", weights.shape(), weights.dtype(), null);
        CompiledFunction compiled = Ops.compile((Ops.TensorFunction) inputs -> {
                    Tensor loss = regularizer.apply(inputs.getFirst());
                    return List.of(loss, Ops.gradientsBy(loss, inputs).getFirst());
                })
                .withSignature(List.of(parameter));
        Comparison comparison = golden.comparison();
        for (CompiledFunction form : List.of(compiled, compiled.eagerly())) {
            List<NDArray> results = form.call(List.of(weights));
            comparison.array("loss", results.get(0), golden.array("loss"));
            comparison.array("gradient", results.get(1), golden.array("gradient"));
        }
        return comparison.outcome();
    }
}
