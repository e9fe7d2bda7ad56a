package org.rhyton.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.constraints.Constraint;
import org.rhyton.constraints.Constraints;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Json;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** Optimizers, read from Keras's configs, compiled and eager, against what Keras computed. */
class GoldenOptimizersTest {
    private static final Registry REGISTRY =
            Registry.of(Optimizers.catalogue(), Schedules.catalogue(), Constraints.catalogue());
    private static final ConfigReader READER = new ConfigReader(REGISTRY, KerasVersion.KERAS_3);
    private static final ConfigWriter WRITER = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3);

    @TestFactory
    Stream<DynamicTest> compiledSteps() {
        return Golden.tests("optimizers", given -> steps(given, false));
    }

    @TestFactory
    Stream<DynamicTest> eagerSteps() {
        return Golden.tests("optimizers", given -> steps(given, true));
    }

    private static void steps(Golden.Case given, boolean eagerly) {
        Golden golden = Golden.read("optimizers", given.floatx());
        Map<?, ?> initial = (Map<?, ?>) golden.content().get("initial");
        List<?> gradients = (List<?>) golden.content().get("gradients");
        Variable kernel = new Variable("kernel", Golden.array(initial.get("kernel")));
        Variable bias = new Variable("bias", Golden.array(initial.get("bias")));
        if (given.has("constraint_on_kernel")) {
            kernel.constraint(READER.object(Constraint.class, given.get("constraint_on_kernel"), "constraint"));
        }
        Optimizer optimizer = READER.object(Optimizer.class, given.get("config"), "config");
        if (given.has("exclude_from_weight_decay")) {
            given.list("exclude_from_weight_decay")
                    .forEach(name -> ((BaseOptimizer<?>) optimizer).excludeFromWeightDecay(String.valueOf(name)));
        }
        CompiledFunction compiled = Ops.compile((Ops.TensorFunction) slopes -> {
            optimizer.apply(slopes, List.of(kernel, bias));
            return slopes;
        });
        CompiledFunction step = eagerly ? compiled.eagerly() : compiled;
        List<Golden.Case> trajectory = given.cases("trajectory");
        for (int i = 0; i < trajectory.size(); i++) {
            Map<?, ?> slopes = (Map<?, ?>) gradients.get(i);
            step.call(List.of(Golden.array(slopes.get("kernel")), Golden.array(slopes.get("bias"))));
            trajectory.get(i).check("kernel", kernel.value());
            trajectory.get(i).check("bias", bias.value());
            NDArray rate = trajectory.get(i).array("learning_rate");
            trajectory
                    .get(i)
                    .assertClose(
                            "rate",
                            rate,
                            NDArray.of(optimizer.learningRate())
                                    .astype(rate.dtype())
                                    .reshape());
        }
        variables(given, optimizer);
        if (given.has("after_finalize_variable_values")) {
            optimizer.finalizeVariableValues();
            Map<?, ?> finals = given.object("after_finalize_variable_values");
            given.assertClose("final kernel", Golden.array(finals.get("kernel")), kernel.value());
            given.assertClose("final bias", Golden.array(finals.get("bias")), bias.value());
        }
    }

    private static void variables(Golden.Case given, Optimizer optimizer) {
        List<Golden.Case> expected = given.cases("optimizer_variables");
        assertEquals(
                // Keras numbers variables without a name through the whole of a process.
                expected.stream()
                        .map(each -> each.text("path").replaceFirst("^variable_\\d+$", "variable"))
                        .toList(),
                optimizer.variables().stream().map(Variable::path).toList());
        for (int i = 0; i < expected.size(); i++) {
            given.assertClose(
                    expected.get(i).text("path"),
                    Golden.array(expected.get(i).json()),
                    optimizer.variables().get(i).value());
        }
    }

    @TestFactory
    Stream<DynamicTest> configsAreWrittenAsKerasWritesThem() {
        return Golden.tests("optimizers", given -> {
            Optimizer optimizer = READER.object(Optimizer.class, given.get("config"), "config");
            assertEquals(numbersAsFloats(given.object("config")), numbersAsFloats(WRITER.object(optimizer)));
        });
    }

    @Test
    void defaultsAreKerass() {
        Map<?, ?> expected = (Map<?, ?>) Golden.read("optimizers", org.rhyton.array.DType.FLOAT32)
                .content()
                .get("default_configs");
        assertTrue(expected.size() >= 12);
        expected.forEach((name, config) -> {
            Map<Object, Object> wanted = new LinkedHashMap<>((Map<?, ?>) config);
            Map<Object, Object> found = new LinkedHashMap<>(WRITER.config(Optimizers.get(String.valueOf(name))));
            // Keras numbers the names of optimizers that it was given none for.
            assertEquals(String.valueOf(wanted.remove("name")).replaceFirst("_\\d+$", ""), found.remove("name"));
            assertEquals(numbersAsFloats(wanted), numbersAsFloats(found), String.valueOf(name));
        });
    }

    @Test
    void namesAreKerass() {
        Map<?, ?> expected = (Map<?, ?>) Golden.read("optimizers", org.rhyton.array.DType.FLOAT32)
                .content()
                .get("identifier_strings");
        assertTrue(expected.size() >= 12);
        expected.forEach((name, className) ->
                assertEquals(className, Optimizers.get(String.valueOf(name)).className()));
    }

    /** Python tells 10 from 10.0, which are the same number; Keras's learning rates went through a float32 variable. */
    private static Object numbersAsFloats(Object json) {
        return switch (json) {
            case Number number -> number.floatValue();
            case List<?> list ->
                list.stream().map(GoldenOptimizersTest::numbersAsFloats).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> all = new LinkedHashMap<>();
                map.forEach((key, value) -> all.put(key, value == null ? "null" : numbersAsFloats(value)));
                yield List.copyOf(all.entrySet());
            }
            default -> Json.write(json);
        };
    }
}
