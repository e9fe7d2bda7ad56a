package org.rhyton.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.UnknownClassException;

/** Activations, compiled and eager, against values and derivatives that Keras computed. */
class GoldenActivationsTest {

    @TestFactory
    Stream<DynamicTest> valuesAndDerivatives() {
        return Golden.tests("activations", GoldenActivationsTest::check);
    }

    private static void check(Golden.Case given) {
        Activation activation = activation(given);
        CompiledFunction function = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor x = inputs.get(0);
            Tensor y = activation.apply(x);
            Tensor gradient =
                    Ops.gradientsBy(Ops.sum(y.times(inputs.get(1))), List.of(x)).getFirst();
            return List.of(y, gradient);
        });
        List<NDArray> inputs = List.of(given.array("input"), given.array("upstream"));
        for (CompiledFunction form : List.of(function, function.eagerly())) {
            List<NDArray> results = form.call(inputs);
            given.check("output", results.get(0));
            given.check("input_gradient", results.get(1));
        }
    }

    private static Activation activation(Golden.Case given) {
        Map<String, @Nullable Object> arguments = given.object("kwargs");
        String name = given.text("activation");
        if (arguments.isEmpty()) return Activations.get(name);
        return switch (name) {
            case "relu" ->
                Activations.relu(
                        or(arguments, "negative_slope", 0),
                        arguments.containsKey("max_value") ? or(arguments, "max_value", 0) : null,
                        or(arguments, "threshold", 0));
            case "leaky_relu" -> Activations.leakyRelu(or(arguments, "negative_slope", 0.2));
            case "elu" -> Activations.elu(or(arguments, "alpha", 1));
            case "celu" -> Activations.celu(or(arguments, "alpha", 1));
            case "gelu" -> Activations.gelu(or(arguments, "approximate", 0) == 1);
            case "softmax" -> Activations.softmax((int) or(arguments, "axis", -1));
            case "log_softmax" -> Activations.logSoftmax((int) or(arguments, "axis", -1));
            case "squareplus" -> Activations.squareplus(or(arguments, "b", 4));
            case "soft_shrink" -> Activations.softShrink(or(arguments, "threshold", 0.5));
            case "hard_shrink" -> Activations.hardShrink(or(arguments, "threshold", 0.5));
            case "threshold" -> Activations.threshold(or(arguments, "threshold", 0), or(arguments, "default_value", 0));
            default -> throw new AssertionError("no arguments are known of " + name);
        };
    }

    private static double or(Map<String, @Nullable Object> arguments, String key, double otherwise) {
        return arguments.containsKey(key) ? Golden.number(arguments.get(key)) : otherwise;
    }

    @Test
    void namesMeanWhatTheyMeanInKeras() {
        Map<String, @Nullable Object> names = Golden.read("identifier_strings", DType.FLOAT32)
                .named("activations.get")
                .object("resolves_to");
        names.forEach((name, meaning) -> {
            if (String.valueOf(meaning).startsWith("error")) {
                assertThrows(UnknownClassException.class, () -> Activations.get(name), name);
            } else {
                Activation found = Activations.get(name.equals("None") ? null : name);
                assertEquals(meaning, Activations.serialize(found), name);
            }
        });
    }
}
