package org.rhyton.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Layer;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.ops.Variable;
import org.rhyton.training.History;
import org.rhyton.training.Options;

/**
 * Files that some version of Keras wrote: whether they load, predict what they predicted there, and train on as there. A
 * case has the same model in several formats; each is looked at by itself.
 */
final class FilesTopic implements Topic {
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 2e-6);

    private static final String H5 = ".h5";
    private static final String WEIGHTS = ".weights.h5";
    private static final String CONFIG = ".config.json";
    private static final String RESUMED_H5 = "resume_after_loading_h5";
    private static final String RESUMED_KERAS = "resume_after_loading_keras";

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Comparison comparison = new Comparison(TOLERANCE);
        for (Object name : golden.list("files")) {
            Path file = golden.folder().resolve(String.valueOf(name));
            if (!Files.exists(file)) comparison.differs(file + " is missing");
            else if (file.toString().endsWith(WEIGHTS)) compareWeights(golden, file, comparison);
            else compareModel(golden, file, comparison);
        }
        Path config = golden.folder().resolve(golden.text("name") + CONFIG);
        if (Files.exists(config)) compareConfig(golden, config, comparison);
        return comparison.outcome();
    }

    private static void compareModel(GoldenCase golden, Path file, Comparison comparison) {
        Model model = Models.load(file);
        comparePredictions(golden, model, file, comparison);
        GoldenObject resumed = resumed(golden, file);
        if (resumed != null) compareTraining(golden, model, resumed, file, comparison);
    }

    /** Weights alone go into a new model of the same architecture. */
    private static void compareWeights(GoldenCase golden, Path file, Comparison comparison) {
        Model model = Models.fromJson(whole(golden).toJson());
        model.loadWeights(file);
        comparePredictions(golden, model, file, comparison);
    }

    /** The architecture alone, as {@code to_json} gave it, gets the weights of the other files. */
    private static void compareConfig(GoldenCase golden, Path config, Comparison comparison) {
        Model model = Models.fromJson(text(config));
        for (Object name : golden.list("files")) {
            model.loadWeights(golden.folder().resolve(String.valueOf(name)));
            comparePredictions(golden, model, config, comparison);
        }
    }

    private static Model whole(GoldenCase golden) {
        for (Object name : golden.list("files")) {
            boolean isWhole = !String.valueOf(name).endsWith(WEIGHTS);
            if (isWhole) return Models.load(golden.folder().resolve(String.valueOf(name)), Models.compile(false));
        }
        throw new GoldenFormatException(golden.text("name") + " has no file of a whole model");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void comparePredictions(GoldenCase golden, Model model, Path file, Comparison comparison) {
        List<NDArray> outputs = model.predict(inputs(golden), Options.verbose(0));
        compare(file.getFileName() + ": output", outputs, arrays(golden, "outputs"), comparison);
    }

    private static void compareTraining(
            GoldenCase golden, Model model, GoldenObject resumed, Path file, Comparison comparison) {
        int batchSize = (int) golden.object("fit").number("batch_size");
        History history = model.fit(
                inputs(golden),
                arrays(golden, "targets"),
                Options.shuffle(false),
                Options.batchSize(batchSize),
                Options.verbose(0));
        GoldenObject expected = resumed.object("one_more_epoch_history");
        for (Map.Entry<String, List<Double>> series : history.history().entrySet()) {
            if (!expected.has(series.getKey())) {
                comparison.differs(
                        file.getFileName() + ": there should be no '" + series.getKey() + "' in the history");
                continue;
            }
            double wanted = ((Number) expected.list(series.getKey()).getFirst()).doubleValue();
            comparison.number(
                    file.getFileName() + ": " + series.getKey(),
                    series.getValue().getFirst(),
                    wanted);
        }
        compareWeights(golden, model, file, arrays(resumed, "weights"), comparison);
    }

    private static void compareWeights(
            GoldenCase golden, Model model, Path file, List<NDArray> expected, Comparison comparison) {
        List<Variable> weights = weights(model);
        String what = file.getFileName() + ": weight";
        comparison.equal(what + "s", weights.size(), expected.size());
        for (int i = 0; i < Math.min(weights.size(), expected.size()); i++) {
            Variable weight = weights.get(i);
            boolean agrees = new Comparison(TOLERANCE)
                            .array(what, weight.value(), expected.get(i))
                            .outcome()
                    instanceof Outcome.Passed;
            if (agrees || !isWithoutEffect(weight, golden, model)) {
                comparison.array(what + " " + i, weight.value(), expected.get(i));
            } else {
                comparison.remark(what + " " + i + ", " + weight.path()
                        + ", is not compared: no output depends on it, so that it follows nothing but rounding");
            }
        }
    }

    /**
     * Whether other values of a weight leave the model's outputs as they are: so it is with what is added to all keys of
     * attention, which changes no share. Its gradient is 0 but for rounding, and Adam makes whole steps of what was rounded, so
     * that no two orders of sums end at the same number.
     */
    private static boolean isWithoutEffect(Variable weight, GoldenCase golden, Model model) {
        NDArray value = weight.value();
        List<NDArray> inputs = arrays(golden, "inputs");
        List<NDArray> before = model.predict(inputs, Options.verbose(0));
        weight.assign(value.times(-2).plus(1));
        List<NDArray> after = model.predict(inputs, Options.verbose(0));
        weight.assign(value);
        Comparison both = new Comparison(TOLERANCE);
        compare("output", after, before, both);
        return both.outcome() instanceof Outcome.Passed;
    }

    /** In Keras's order: within each layer of the model, those in training first. */
    private static List<Variable> weights(Model model) {
        List<Variable> weights = new ArrayList<>();
        for (Layer layer : model.layers()) {
            weights.addAll(layer.trainableWeights());
            weights.addAll(layer.nonTrainableWeights());
        }
        return weights;
    }

    /**
     * What Keras got of one more epoch. Keras 3 does not restore the optimizer of an {@code .h5}; it should go on as it does
     * with the archive of the same model. Archives of Keras 2 do not have the state of its legacy optimizers at all.
     */
    private static @Nullable GoldenObject resumed(GoldenCase golden, Path file) {
        boolean isH5 = file.toString().endsWith(H5);
        for (String key : isH5 ? List.of(RESUMED_H5, RESUMED_KERAS) : List.of(RESUMED_KERAS)) {
            if (golden.has(key) && !golden.object(key).has("error")) return golden.object(key);
        }
        return null;
    }

    private static void compare(String what, List<NDArray> found, List<NDArray> expected, Comparison comparison) {
        comparison.equal(what + "s", found.size(), expected.size());
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            comparison.array(what + " " + i, found.get(i), expected.get(i));
        }
    }

    private static List<Array> inputs(GoldenObject golden) {
        return golden.objects("inputs").stream()
                .map(GoldenObject::asNumbersOrTexts)
                .toList();
    }

    private static List<NDArray> arrays(GoldenObject object, String key) {
        return object.objects(key).stream().map(GoldenObject::asArray).toList();
    }
}
