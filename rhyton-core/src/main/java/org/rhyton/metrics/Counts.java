package org.rhyton.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.rhyton.array.Shape;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;

/** How many decisions turned out in which way, weighted, one number a threshold. */
final class Counts {
    private final Map<Outcome, Variable> variables;

    private Counts(Map<Outcome, Variable> variables) {
        this.variables = variables;
    }

    static Counts of(Outcome outcome, Variable variable) {
        return new Counts(new EnumMap<>(Map.of(outcome, variable)));
    }

    static Counts of(Outcome first, Variable ofFirst, Outcome second, Variable ofSecond) {
        return new Counts(new EnumMap<>(Map.of(first, ofFirst, second, ofSecond)));
    }

    /** Makes a variable of zeros. */
    @FunctionalInterface
    interface Adding {
        Variable add(String name, Shape shape);
    }

    /** All four, added in Keras's order. */
    static Counts all(Adding adding, Shape shape) {
        Map<Outcome, Variable> variables = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) variables.put(outcome, adding.add(outcome.variable(), shape));
        return new Counts(variables);
    }

    /** Takes in decisions, all labels together. */
    void update(Decisions decisions, Thresholds thresholds) {
        updateByLabel(decisions.flat(), thresholds);
    }

    /** Takes in decisions, summing over axis 0 only: labels in a second axis are counted apart. */
    void updateByLabel(Decisions decisions, Thresholds thresholds) {
        Tensor claimed = thresholds.above(decisions.outputs());
        Tensor actual = Ops.notEqual(decisions.targets(), Ops.zerosLike(decisions.targets()));
        Tensor one = Ops.onesLike(decisions.outputs());
        Tensor weights = decisions.weights() == null ? one : one.times(decisions.weights());
        Tensor none = Ops.zerosLike(weights);
        Tensor yes = Ops.where(actual, weights, none);
        Tensor no = Ops.where(actual, none, weights);
        variables.forEach((outcome, variable) -> {
            Tensor counted = Ops.expandDims(outcome.actual ? yes : no, 0);
            Tensor zero = Ops.zerosLike(counted);
            Tensor here = outcome.claimed ? Ops.where(claimed, counted, zero) : Ops.where(claimed, zero, counted);
            variable.assignAdd(Ops.sum(here, 1));
        });
    }

    Tensor read(Outcome outcome) {
        Variable variable = variables.get(outcome);
        if (variable == null) throw new IllegalArgumentException(outcome + " is not counted here");
        return variable.read();
    }

    /** part / (part + rest), 0 where both are 0. */
    Tensor share(Outcome part, Outcome rest) {
        return Ops.divideNoNan(read(part), read(part).plus(read(rest)));
    }
}
