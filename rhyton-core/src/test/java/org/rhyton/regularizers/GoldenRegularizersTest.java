package org.rhyton.regularizers;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Regularizers, read from Keras's configs, compiled and eager, against what Keras computed. */
class GoldenRegularizersTest {

    @TestFactory
    Stream<DynamicTest> penaltiesAndDerivatives() {
        return Golden.tests("regularizers", GoldenRegularizersTest::check);
    }

    private static void check(Golden.Case given) {
        Regularizer regularizer = Regularizers.deserialize(given.object("config"));
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor loss = regularizer.apply(inputs.getFirst());
            return List.of(loss, Ops.gradientsBy(loss, inputs).getFirst());
        });
        Tensor signature = Tensor.symbolic("weights", given.array("input").shape(), given.floatx(), null);
        for (CompiledFunction form : List.of(function.withSignature(List.of(signature)), function.eagerly())) {
            List<NDArray> results = form.call(List.of(given.array("input")));
            given.check("loss", results.get(0));
            given.check("gradient", results.get(1));
        }
    }
}
