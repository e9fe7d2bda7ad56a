package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.Dense;
import org.rhyton.layers.InputLayer;
import org.rhyton.metrics.Metrics;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.training.CompileOption;
import org.rhyton.training.History;
import org.rhyton.training.Options;

/**
 * What {@code "accuracy"} becomes, and the names in reports. Keras 3 sorts these; Rhyton reports the loss first and then
 * metrics as they were given, as Keras 2 does, so that the names are compared as sets and their order as Keras 2's.
 */
final class MetricResolutionTopic implements Topic {
    private static final int SAMPLES = 8;
    private static final int FEATURES = 4;

    @Override
    public String name() {
        return "metric_resolution";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return KerasObjects.withFloatx(golden.floatx(), () -> {
            if (golden.has("error")) return refusal(golden);
            if (golden.has("output_shape")) return oneOutput(golden);
            return twoOutputs(golden);
        });
    }

    /** Names that Keras refuses to take for metrics. */
    private static Outcome refusal(GoldenCase golden) {
        String error = golden.text("error");
        String name = error.substring(error.lastIndexOf(' ') + 1);
        try {
            Metrics.resolve(name, Shape.of(SAMPLES, 1), Shape.of(SAMPLES, 1));
        } catch (UnknownClassException e) {
            return Outcome.passed(0);
        }
        return Outcome.failed("'" + name + "' is taken for a metric; Keras: " + error);
    }

    private static Outcome oneOutput(GoldenCase golden) {
        List<?> output = golden.list("output_shape");
        int[] sizes = sizes(output);
        Dense dense = new Dense(sizes[sizes.length - 1]);
        if (golden.has("activation")) dense.activation(golden.text("activation"));
        int[] sample = java.util.Arrays.copyOfRange(sizes, 1, sizes.length);
        sample[sample.length - 1] = FEATURES;
        Model model = new Sequential(dense.inputShape(sample));
        int[] inputs = sample.clone();
        NDArray x = NDArray.zeros(Shape.of(inputs).prepend(org.rhyton.array.Dim.of(SAMPLES)), golden.floatx());
        Shape target = Shape.of(sizes(golden.list("y_shape")));
        NDArray y = NDArray.zeros(target, DType.of(golden.text("y_dtype")));
        Comparison comparison = golden.comparison();
        compareClasses(comparison, golden, target, Shape.of(sizes));
        return compareNames(comparison, golden, model, List.of(x), List.of(y));
    }

    private static int[] sizes(List<?> json) {
        return json.stream()
                .mapToInt(size -> size instanceof Long known ? Math.toIntExact(known) : SAMPLES)
                .toArray();
    }

    /** {@code [["BinaryAccuracy:accuracy", ...]]}, the classes and names of the metrics that are given by name. */
    private static void compareClasses(Comparison comparison, GoldenCase golden, Shape target, Shape output) {
        if (!golden.has("metrics_arg")) return;
        List<?> given = golden.list("metrics_arg");
        List<?> built = (List<?>) golden.list("metrics_built").getFirst();
        for (int i = 0; i < given.size(); i++) {
            if (!(given.get(i) instanceof String name)) continue;
            var metric = Metrics.resolve(name, target, output);
            comparison.equal("metric '" + name + "'", metric.className() + ":" + metric.name(), built.get(i));
        }
    }

    private static Outcome twoOutputs(GoldenCase golden) {
        InputLayer input = new InputLayer(new InputLayer.Config(Shape.of(FEATURES)));
        Tensor price = new Dense(1).name("price").apply(input.tensor());
        Tensor kind = new Dense(3).activation("softmax").name("kind").apply(input.tensor());
        Model model = new Functional(List.of(input.tensor()), List.of(price, kind));
        NDArray x = NDArray.zeros(Shape.of(SAMPLES, FEATURES), golden.floatx());
        List<NDArray> y = List.of(
                NDArray.zeros(Shape.of(SAMPLES, 1), golden.floatx()),
                NDArray.zeros(Shape.of(SAMPLES, 3), golden.floatx()));
        return compareNames(golden.comparison(), golden, model, List.of(x), y);
    }

    private static Outcome compareNames(
            Comparison comparison, GoldenCase golden, Model model, List<NDArray> x, List<NDArray> y) {
        Map<String, Object> arguments = new java.util.LinkedHashMap<>();
        Stream.of("loss", "loss_weights").filter(golden::has).forEach(key -> arguments.put(key, golden.value(key)));
        if (golden.has("metrics_arg")) arguments.put("metrics", golden.value("metrics_arg"));
        if (golden.has("weighted_metrics_arg")) arguments.put("weighted_metrics", golden.value("weighted_metrics_arg"));
        List<CompileOption> options =
                new ArrayList<>(GoldenCompile.options(new GoldenObject(golden.place(), Map.copyOf(arguments))));
        options.add(Options.optimizer("sgd"));
        model.compile(options.toArray(CompileOption[]::new));
        History history = model.fit(x, y, Options.verbose(0), Options.validationData(x, y));
        List<String> reported = new ArrayList<>(history.history().keySet());
        comparison.equal("names in History", new TreeSet<>(reported), new TreeSet<>(golden.list("history_keys")));
        List<String> evaluated = model.evaluateNamed(x, y, Options.verbose(0)).names();
        comparison.equal("names of evaluate", new TreeSet<>(evaluated), new TreeSet<>(golden.list("evaluate_keys")));
        comparison.equal("the first name", evaluated.getFirst(), "loss");
        List<String> validated = evaluated.stream().map(name -> "val_" + name).toList();
        comparison.equal(
                "order in History",
                reported,
                Stream.concat(evaluated.stream(), validated.stream()).toList());
        return comparison.outcome();
    }
}
