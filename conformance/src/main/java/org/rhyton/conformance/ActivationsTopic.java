package org.rhyton.conformance;

import java.util.List;
import org.rhyton.activations.Activation;
import org.rhyton.activations.Activations;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;

/** Values and derivatives of the activations, compiled and eager. */
final class ActivationsTopic implements Topic {
    @Override
    public String name() {
        return "activations";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Activation activation = activation(golden.text("activation"), golden.object("kwargs"));
        CompiledFunction compiled = Ops.compile((Ops.TensorFunction) inputs -> {
            Tensor x = inputs.get(0);
            Tensor y = activation.apply(x);
            return List.of(
                    y,
                    Ops.gradientsBy(Ops.sum(y.times(inputs.get(1))), List.of(x)).getFirst());
        });
        Comparison comparison = golden.comparison();
        for (CompiledFunction form : List.of(compiled, compiled.eagerly())) {
            List<NDArray> results = form.call(List.of(golden.array("input"), golden.array("upstream")));
            comparison.array("output", results.get(0), golden.array("output"));
            comparison.array("input_gradient", results.get(1), golden.array("input_gradient"));
        }
        return comparison.outcome();
    }

    private static Activation activation(String name, GoldenObject arguments) {
        if (arguments.keys().isEmpty()) return Activations.get(name);
        return switch (name) {
            case "relu" ->
                Activations.relu(
                        number(arguments, "negative_slope", 0),
                        arguments.has("max_value") ? arguments.number("max_value") : null,
                        number(arguments, "threshold", 0));
            case "leaky_relu" -> Activations.leakyRelu(number(arguments, "negative_slope", 0.2));
            case "elu" -> Activations.elu(number(arguments, "alpha", 1));
            case "celu" -> Activations.celu(number(arguments, "alpha", 1));
            case "gelu" -> Activations.gelu(arguments.has("approximate") && arguments.truth("approximate"));
            case "glu" -> Activations.glu(axis(arguments));
            case "softmax" -> Activations.softmax(axis(arguments));
            case "log_softmax" -> Activations.logSoftmax(axis(arguments));
            case "sparsemax" -> Activations.sparsemax(axis(arguments));
            case "squareplus" -> Activations.squareplus(number(arguments, "b", 4));
            case "soft_shrink" -> Activations.softShrink(number(arguments, "threshold", 0.5));
            case "hard_shrink" -> Activations.hardShrink(number(arguments, "threshold", 0.5));
            case "threshold" -> Activations.threshold(arguments.number("threshold"), arguments.number("default_value"));
            default -> throw new GoldenFormatException(arguments.place() + ": " + name + " has no arguments");
        };
    }

    private static int axis(GoldenObject arguments) {
        return arguments.has("axis") ? arguments.whole("axis") : -1;
    }

    private static double number(GoldenObject arguments, String key, double otherwise) {
        return arguments.has(key) ? arguments.number(key) : otherwise;
    }
}
