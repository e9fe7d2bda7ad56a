package org.rhyton.conformance;

import java.util.List;
import org.rhyton.array.NDArray;
import org.rhyton.constraints.Constraint;
import org.rhyton.constraints.Constraints;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;

/** Weights put back once, and once more, compiled and eager. */
final class ConstraintsTopic implements Topic {
    @Override
    public String name() {
        return "constraints";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Constraint constraint = Constraints.deserialize(golden.object("config").json());
        CompiledFunction compiled = Ops.compile(constraint);
        Comparison comparison = golden.comparison();
        for (CompiledFunction form : List.of(compiled, compiled.eagerly())) {
            NDArray once = form.call(golden.array("input"));
            comparison.array("output", once, golden.array("output"));
            comparison.array("output_twice", form.call(once), golden.array("output_twice"));
        }
        return comparison.outcome();
    }
}
