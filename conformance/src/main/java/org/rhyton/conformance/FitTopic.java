package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.Optimizer;
import org.rhyton.training.Callback;
import org.rhyton.training.CompileOption;
import org.rhyton.training.FitOption;
import org.rhyton.training.History;
import org.rhyton.training.Logs;
import org.rhyton.training.Options;

/**
 * Whole training runs: what is reported after each batch and each epoch, weights after each epoch, the optimizer's state,
 * evaluation before and after, predictions.
 */
final class FitTopic implements Topic {
    private static final Set<String> KNOWN_ARGUMENTS = Set.of(
            "epochs",
            "batch_size",
            "validation_data",
            "validation_split",
            "validation_freq",
            "validation_batch_size",
            "validation_steps",
            "initial_epoch",
            "steps_per_epoch",
            "sample_weight",
            "class_weight");

    private final String name;

    FitTopic(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome run(GoldenCase golden) {
        return KerasObjects.withFloatx(golden.floatx(), () -> {
            if (golden.has("error")) return BothWeights.run(golden);
            if (golden.has("gradients_of_total")) return OneStep.run(golden);
            for (Object described : golden.list("callbacks")) {
                if (GoldenCallbacks.of(described, golden.place()).isEmpty()) {
                    return Outcome.unsupported("callback " + described);
                }
            }
            Optional<String> unknown = golden.object("fit").keys().stream()
                    .filter(argument -> !KNOWN_ARGUMENTS.contains(argument))
                    .findFirst();
            return unknown.map(argument -> Outcome.unsupported("fit(" + argument + "=...)"))
                    .orElseGet(() -> new Training(golden).run());
        });
    }

    /** One run. */
    private static final class Training {
        private final GoldenCase golden;
        private final Comparison comparison;
        private final Model model;
        private final List<String> outputs;
        private final Optimizer optimizer;
        private final Watch watch = new Watch();

        Training(GoldenCase golden) {
            this.golden = golden;
            this.comparison = golden.comparison();
            this.model = GoldenModels.of(golden.object("model"));
            this.outputs = model.outputNames();
            this.optimizer = GoldenCompile.optimizer(golden.object("compile").value("optimizer"));
        }

        Outcome run() {
            model.setWeights(golden.arrays("initial_weights"));
            Map<String, @Nullable Object> arguments =
                    new LinkedHashMap<>(golden.object("compile").json());
            arguments.remove("optimizer");
            List<CompileOption> options =
                    new ArrayList<>(GoldenCompile.options(new GoldenObject(golden.place() + ".compile", arguments)));
            options.add(Options.optimizer(optimizer));
            model.compile(options.toArray(CompileOption[]::new));
            List<NDArray> x = data(golden.object("data").text("x"));
            List<NDArray> y = data(golden.object("data").text("y"));
            logs("evaluation before", evaluated(x, y), golden.object("evaluate_before"));
            compareHistory(model.fit(x, y, fitOptions()));
            compareBatches();
            compareEpochs();
            arrays("final weights", values(model.weights()), golden.arrays("final_weights"));
            arrays("optimizer variables", values(optimizer.variables()), golden.arrays("optimizer_variables"));
            logs("evaluation after", evaluated(x, y), golden.object("evaluate_after"));
            List<NDArray> expected = golden.arrays("predict_first_rows");
            int rows = expected.getFirst().shape().size(0);
            List<NDArray> first = x.stream().map(array -> array.rows(0, rows)).toList();
            arrays("predictions", model.predict(first), expected);
            return comparison.outcome();
        }

        /** In batches of the same size: the losses of single outputs depend on it, as Keras does not weigh batches there. */
        private Logs evaluated(List<NDArray> x, List<NDArray> y) {
            int batch = golden.object("fit").whole("batch_size");
            return model.evaluateNamed(x, y, Options.verbose(0), Options.batchSize(batch));
        }

        // ---- arguments

        /** {@code X}, {@code [X, X2]} or {@code {value: y_regression, kind: y_onehot}}. */
        private List<NDArray> data(String names) {
            GoldenObject data = golden.shared().object("data");
            Map<String, NDArray> named = new HashMap<>();
            List<NDArray> listed = new ArrayList<>();
            for (String part : names.replaceAll("[\\[\\]{}]", "").split(",\\s*", -1)) {
                String[] pair = part.split(":\\s*", -1);
                NDArray array = data.array(pair[pair.length - 1].strip());
                named.put(pair[0].strip(), array);
                listed.add(array);
            }
            return names.startsWith("{") ? outputs.stream().map(named::get).toList() : listed;
        }

        private FitOption[] fitOptions() {
            GoldenObject fit = golden.object("fit");
            List<FitOption> options = new ArrayList<>(List.of(
                    Options.epochs(fit.whole("epochs")),
                    Options.batchSize(fit.whole("batch_size")),
                    Options.shuffle(false),
                    Options.verbose(0)));
            for (Object described : golden.list("callbacks")) {
                options.add(Options.callbacks(
                        GoldenCallbacks.of(described, golden.place()).orElseThrow()));
            }
            options.add(Options.callbacks(watch));
            if (fit.has("validation_data")) {
                List<NDArray> parts = Arrays.stream(fit.text("validation_data").split(",\\s*", -1))
                        .map(name -> data(name).getFirst())
                        .toList();
                options.add(
                        parts.size() == 3
                                ? Options.validationData(parts.get(0), parts.get(1), parts.get(2))
                                : Options.validationData(parts.get(0), parts.get(1)));
            }
            if (fit.has("validation_split")) options.add(Options.validationSplit(fit.number("validation_split")));
            if (fit.has("validation_freq")) options.add(Options.validationFreq(fit.whole("validation_freq")));
            if (fit.has("validation_batch_size")) {
                options.add(Options.validationBatchSize(fit.whole("validation_batch_size")));
            }
            if (fit.has("validation_steps")) options.add(Options.validationSteps(fit.whole("validation_steps")));
            if (fit.has("initial_epoch")) options.add(Options.initialEpoch(fit.whole("initial_epoch")));
            if (fit.has("steps_per_epoch")) options.add(Options.stepsPerEpoch(fit.whole("steps_per_epoch")));
            if (fit.has("sample_weight")) {
                options.add(Options.sampleWeight(data(fit.text("sample_weight")).toArray(NDArray[]::new)));
            }
            if (fit.has("class_weight")) {
                Map<Integer, Double> weights = new HashMap<>();
                GoldenObject given = fit.object("class_weight");
                given.keys().forEach(key -> weights.put(Integer.valueOf(key), given.number(key)));
                options.add(Options.classWeight(weights));
            }
            return options.toArray(FitOption[]::new);
        }

        // ---- comparing

        private void compareHistory(History history) {
            GoldenObject expected = golden.object("history");
            comparison.equal(
                    "names in History", new TreeSet<>(history.history().keySet()), new TreeSet<>(expected.keys()));
            comparison.equal(
                    "epochs", history.epoch().stream().map(Long::valueOf).toList(), golden.list("epoch"));
            for (String name : expected.keys()) {
                if (!history.history().containsKey(name)) continue;
                double[] wanted = expected.numbers(name);
                List<Double> found = history.get(name);
                comparison.equal("number of values of " + name, found.size(), wanted.length);
                for (int i = 0; i < Math.min(wanted.length, found.size()); i++) {
                    comparison.number("History " + name + "[" + i + "]", found.get(i), wanted[i]);
                }
            }
        }

        private void compareBatches() {
            List<GoldenObject> expected = golden.objects("per_batch_logs");
            comparison.equal("number of batches", watch.batches.size(), expected.size());
            for (int i = 0; i < Math.min(expected.size(), watch.batches.size()); i++) {
                String what = "log of batch " + i;
                comparison.equal(
                        what, watch.batchNumbers.get(i), expected.get(i).whole("batch"));
                logs(what, watch.batches.get(i), expected.get(i).object("logs"));
            }
        }

        private void compareEpochs() {
            List<GoldenObject> expected = golden.objects("after_each_epoch");
            comparison.equal("number of epochs", watch.epochs.size(), expected.size());
            for (int i = 0; i < Math.min(expected.size(), watch.epochs.size()); i++) {
                logs("log of epoch " + i, watch.epochs.get(i), expected.get(i).object("logs"));
                double rate = expected.get(i).number("learning_rate");
                comparison.number("learning rate after epoch " + i, watch.rates.get(i), rate);
                arrays(
                        "weights after epoch " + i,
                        watch.weights.get(i),
                        expected.get(i).arrays("weights"));
            }
        }

        private void logs(String what, Logs found, GoldenObject expected) {
            logs(what, found.asMap(), expected);
        }

        private void logs(String what, Map<String, Double> found, GoldenObject expected) {
            comparison.equal("names in " + what, new TreeSet<>(found.keySet()), new TreeSet<>(expected.keys()));
            for (String name : expected.keys()) {
                Double value = found.get(name);
                if (value != null) comparison.number(what + ": " + name, value, expected.number(name));
            }
        }

        private void arrays(String what, List<NDArray> found, List<NDArray> expected) {
            comparison.equal("number of " + what, found.size(), expected.size());
            for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
                comparison.array(what + " " + i, found.get(i), expected.get(i));
            }
        }

        private static List<NDArray> values(List<Variable> variables) {
            return variables.stream().map(Variable::value).toList();
        }

        /** Notes what is reported. */
        private final class Watch implements Callback {
            final List<Integer> batchNumbers = new ArrayList<>();
            final List<Map<String, Double>> batches = new ArrayList<>();
            final List<Map<String, Double>> epochs = new ArrayList<>();
            final List<List<NDArray>> weights = new ArrayList<>();
            final List<Double> rates = new ArrayList<>();

            @Override
            public void onTrainBatchEnd(int batch, Logs logs) {
                batchNumbers.add(batch);
                batches.add(logs.asMap());
            }

            @Override
            public void onEpochEnd(int epoch, Logs logs) {
                epochs.add(logs.asMap());
                weights.add(values(model.weights()));
                rates.add(optimizer.learningRate());
            }
        }
    }
}
