package org.rhyton.conformance;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Call;
import org.rhyton.layers.Layer;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Stateful layers: the output of a call, of a second one that goes on from there, and of one after a reset. */
final class StatefulLayersTopic implements Topic {
    @Override
    public String name() {
        return "layers_recurrent_stateful";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return KerasObjects.withFloatx(golden.floatx(), () -> {
            Layer layer = KerasObjects.layer(golden);
            Comparison comparison = golden.comparison();
            List<NDArray> inputs = golden.arrays("inputs");
            layer.buildFor(inputs.stream().map(NDArray::shape).toList());
            layer.setWeights(golden.arrays("weights"));
            CompiledFunction function = Ops.compile((List<Tensor> given) -> layer.invoke(given, Call.inference()));
            for (UnaryOperator<CompiledFunction> form :
                    List.<UnaryOperator<CompiledFunction>>of(each -> each, CompiledFunction::eagerly)) {
                layer.resetStates();
                compareCalls(golden, layer, form.apply(function), comparison);
            }
            return comparison.outcome();
        });
    }

    private static void compareCalls(GoldenCase golden, Layer layer, CompiledFunction function, Comparison comparison) {
        List<NDArray> inputs = golden.arrays("inputs");
        List<NDArray> expected = golden.arrays("outputs_of_call1_call2_and_after_reset_states");
        comparison.array("first call", function.call(inputs).getFirst(), expected.get(0));
        comparison.array("second call", function.call(inputs).getFirst(), expected.get(1));
        layer.resetStates();
        comparison.array("after a reset", function.call(inputs).getFirst(), expected.get(2));
    }
}
