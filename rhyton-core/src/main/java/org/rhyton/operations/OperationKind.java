package org.rhyton.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rhyton.ops.Tensor;

/**
 * One operation of {@code keras.ops}.
 *
 * @param module Keras's Python module of its class: {@code keras.src.ops.numpy}
 * @param className Keras's name of the class: {@code Mean}
 * @param parameters what its call takes, in Keras's order; one with a star takes all that follow
 * @param settings what its constructor takes, in Keras's order
 * @param function computes it
 */
public record OperationKind(
        String module, String className, List<String> parameters, List<String> settings, Function function) {

    /** Computes the results from the arguments. */
    @FunctionalInterface
    public interface Function {
        List<Tensor> apply(Arguments arguments);
    }

    /** The parameters, without stars. */
    public List<String> parameterNames() {
        return parameters.stream().map(name -> name.replace("*", "")).toList();
    }

    /** The name of the argument in a place of the call; a parameter with a star takes all that are left. */
    public String parameterAt(int place) {
        if (place < parameters.size()) return parameterNames().get(place);
        if (takesAll(parameters.size() - 1)) return parameterNames().getLast();
        throw new OperationException(className + " takes " + parameters + ", got more arguments");
    }

    /** Whether the parameter in a place takes all arguments that are left. */
    public boolean takesAll(int place) {
        return place >= 0
                && parameters.get(Math.min(place, parameters.size() - 1)).startsWith("*");
    }

    /**
     * The results.
     *
     * @param values the arguments of call and constructor by name: tensors, numbers, texts, lists of such, null
     * @throws OperationException when an argument is missing or not of the kind that is expected
     */
    public List<Tensor> apply(Map<String, Object> values) {
        List<String> known = new ArrayList<>(parameterNames());
        known.addAll(settings);
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new OperationException(className + " has no parameter '" + name + "'; it has " + known);
            }
        }
        return function.apply(new Arguments(className, values));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationKind kind && kind.className.equals(className) && kind.module.equals(module);
    }

    @Override
    public int hashCode() {
        return Objects.hash(module, className);
    }
}
