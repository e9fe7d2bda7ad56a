package org.rhyton.constraints;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.saving.Json;

/** Constraints, read from Keras's configs, compiled and eager, against what Keras computed. */
class GoldenConstraintsTest {

    @TestFactory
    Stream<DynamicTest> weightsPutBackOnceAndTwice() {
        return Golden.tests("constraints", GoldenConstraintsTest::check);
    }

    private static void check(Golden.Case given) {
        Constraint constraint = Constraints.deserialize(given.object("config"));
        CompiledFunction function = Ops.compile(constraint);
        for (CompiledFunction form : List.of(function, function.eagerly())) {
            NDArray once = form.call(given.array("input"));
            given.check("output", once);
            given.check("output_twice", form.call(once));
        }
    }

    @TestFactory
    Stream<DynamicTest> configsAreWrittenAsKerasWritesThem() {
        return Golden.tests("constraints", given -> {
            Object written = Constraints.serialize(Constraints.deserialize(given.object("config")));
            assertEquals(numbersAsDoubles(given.object("config")), numbersAsDoubles((Map<?, ?>) written));
        });
    }

    /** Python tells 2 from 2.0, which are the same limit. */
    private static Object numbersAsDoubles(Object json) {
        return Json.parse(Json.write(json).replaceAll("(\\d)\\.0\\b", "$1"));
    }
}
