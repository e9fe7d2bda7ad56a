package org.rhyton.conformance;

import java.util.List;
import java.util.Map;
import org.rhyton.array.NDArray;
import org.rhyton.constraints.Constraint;
import org.rhyton.constraints.Constraints;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.BaseOptimizer;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.optimizers.Optimizers;
import org.rhyton.optimizers.schedules.Schedules;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/**
 * Optimizers, read from their configs: a kernel and a bias after each of some steps with given gradients, by one compiled
 * program; the learning rate and the iterations then, the optimizer's variables at the end, and its config.
 */
final class OptimizersTopic implements Topic {
    private static final Registry REGISTRY =
            Registry.of(Optimizers.catalogue(), Schedules.catalogue(), Constraints.catalogue());

    private static final ConfigReader READER = new ConfigReader(REGISTRY, KerasVersion.KERAS_3);

    @Override
    public String name() {
        return "optimizers";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Optimizer optimizer = READER.object(Optimizer.class, golden.raw("config"), "config");
        GoldenObject initial = golden.shared().object("initial");
        Variable kernel = new Variable("kernel", initial.array("kernel"));
        Variable bias = new Variable("bias", initial.array("bias"));
        if (golden.has("constraint_on_kernel")) {
            kernel.constraint(READER.object(Constraint.class, golden.raw("constraint_on_kernel"), "constraint"));
        }
        if (golden.has("exclude_from_weight_decay") && optimizer instanceof BaseOptimizer<?> configurable) {
            configurable.excludeFromWeightDecay(golden.list("exclude_from_weight_decay").stream()
                    .map(String::valueOf)
                    .toArray(String[]::new));
        }
        Comparison comparison = golden.comparison();
        train(golden, optimizer, List.of(kernel, bias), comparison);
        compareVariables(golden, optimizer, comparison);
        if (golden.has("after_finalize_variable_values")) {
            optimizer.finalizeVariableValues();
            GoldenObject finals = golden.object("after_finalize_variable_values");
            comparison.array("final kernel", kernel.value(), finals.array("kernel"));
            comparison.array("final bias", bias.value(), finals.array("bias"));
        }
        compareConfig(golden, comparison);
        return comparison.outcome();
    }

    private static void train(GoldenCase golden, Optimizer optimizer, List<Variable> variables, Comparison comparison) {
        CompiledFunction step = Ops.compile((Ops.TensorFunction) gradients -> {
            optimizer.apply(gradients, variables);
            return List.of(Tensor.of(0, golden.floatx()));
        });
        List<GoldenObject> gradients = golden.shared().objects(gradientsKey(golden));
        List<GoldenObject> trajectory = golden.objects("trajectory");
        for (int i = 0; i < trajectory.size(); i++) {
            GoldenObject slopes = gradients.get(i % gradients.size());
            GoldenObject expected = trajectory.get(i);
            step.call(List.of(slopes.array("kernel"), slopes.array("bias")));
            for (Variable variable : variables) {
                String what = variable.name() + " after step " + (i + 1);
                comparison.array(what, variable.value(), expected.array(variable.name()));
            }
            if (expected.has("iterations")) {
                long iterations = (long) expected.number("iterations");
                comparison.equal("iterations after step " + (i + 1), optimizer.iterations(), iterations);
            }
            if (!expected.has("learning_rate")) continue;
            comparison.number(
                    "learning rate after step " + (i + 1),
                    optimizer.learningRate(),
                    expected.array("learning_rate").item());
        }
    }

    /** The gradients that a case is made with: {@code main} are the file's {@code gradients}. */
    private static String gradientsKey(GoldenCase golden) {
        String set = golden.has("gradient_set") ? golden.text("gradient_set") : "main";
        return set.equals("main") ? "gradients" : "gradients_" + set;
    }

    private static void compareVariables(GoldenCase golden, Optimizer optimizer, Comparison comparison) {
        List<GoldenObject> expected = golden.objects("optimizer_variables");
        List<Variable> found = optimizer.variables();
        comparison.equal(
                "optimizer variables",
                found.stream().map(Variable::path).toList(),
                expected.stream().map(OptimizersTopic::path).toList());
        if (found.size() != expected.size()) return;
        for (int i = 0; i < found.size(); i++) {
            NDArray value = found.get(i).value();
            comparison.equal(
                    "dtype of " + found.get(i).path(),
                    value.dtype().keras(),
                    expected.get(i).text("dtype"));
            comparison.array(found.get(i).path(), value, expected.get(i).asArray());
        }
    }

    /** The path of a variable; Keras numbers variables without a name through the whole of a process. */
    private static String path(GoldenObject variable) {
        return variable.text("path").replaceFirst("^variable_\\d+$", "variable");
    }

    /** What is read from a config is written as the same config; a number may be written as a float. */
    private static void compareConfig(GoldenCase golden, Comparison comparison) {
        Optimizer fresh = READER.object(Optimizer.class, golden.raw("config"), "config");
        Map<?, ?> written = (Map<?, ?>) new ConfigWriter(REGISTRY, KerasVersion.KERAS_3).object(fresh);
        comparison.equal("config", Configs.comparable(written), Configs.comparable(golden.raw("config")));
    }
}
