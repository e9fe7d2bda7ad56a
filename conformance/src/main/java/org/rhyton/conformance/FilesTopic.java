package org.rhyton.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Layer;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.ops.Variable;
import org.rhyton.training.History;
import org.rhyton.training.Options;

/**
 * Files that some version of Keras wrote: whether they load, predict what they predicted there, and train on as there. A
 * case has the same model in several formats; where one of them is not read yet the case is unsupported, after the others
 * agreed.
 */
final class FilesTopic implements Topic {
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 2e-6);
    private static final String WHOLE = ".h5";
    private static final String WEIGHTS = ".weights.h5";

    @Override
    public String name() {
        return "files";
    }

    @Override
    public Outcome run(GoldenCase golden) {
        Comparison comparison = new Comparison(TOLERANCE);
        List<String> unread = new ArrayList<>();
        if (losesItsProduct(golden)) unread.add("the state of Nadam, which this version does not save whole");
        for (Object name : golden.list("files")) {
            Path file = golden.folder().resolve(String.valueOf(name));
            if (!isRead(file)) unread.add(String.valueOf(name));
            else if (file.toString().endsWith(WEIGHTS)) compareWeights(golden, file, comparison);
            else compareModel(golden, file, comparison);
        }
        Outcome outcome = comparison.outcome();
        boolean agrees = outcome instanceof Outcome.Passed;
        return agrees && !unread.isEmpty() ? Outcome.unsupported(String.join(", ", unread)) : outcome;
    }

    /**
     * Keras 2.11 to 2.15 do not save Nadam's running product, and multiply it once a weight instead of once a step; Rhyton goes
     * on with the product that Keras 3 has.
     */
    private static boolean losesItsProduct(GoldenCase golden) {
        return golden.has("optimizer_class")
                && golden.text("optimizer_class").endsWith(".nadam.Nadam")
                && golden.text("keras_version").matches("2\\.(1[1-9]|2\\d)\\..*");
    }

    /** HDF5 is read, and weights in it in the older layout; formats not read yet may be missing. */
    private static boolean isRead(Path file) {
        if (!Files.exists(file)) return false;
        byte[] start = start(file);
        if (start.length < 2 || start[1] != 'H') return false;
        return !file.toString().endsWith(WEIGHTS)
                || String.valueOf(file.getParent()).contains("keras-2.8");
    }

    private static byte[] start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compareModel(GoldenCase golden, Path file, Comparison comparison) {
        Model model = Models.load(file);
        comparePredictions(golden, model, file, comparison);
        GoldenObject resumed = resumed(golden);
        if (resumed != null && !losesItsProduct(golden)) compareTraining(golden, model, resumed, file, comparison);
    }

    /** Weights alone go into a new model of the same architecture. */
    private static void compareWeights(GoldenCase golden, Path file, Comparison comparison) {
        String name = file.toString();
        Path whole = Path.of(name.substring(0, name.length() - WEIGHTS.length()) + WHOLE);
        Model model = Models.fromJson(Models.load(whole, Models.compile(false)).toJson());
        model.loadWeights(file);
        comparePredictions(golden, model, file, comparison);
    }

    private static void comparePredictions(GoldenCase golden, Model model, Path file, Comparison comparison) {
        List<NDArray> outputs = model.predict(arrays(golden, "inputs"), Options.verbose(0));
        compare(file.getFileName() + ": output", outputs, arrays(golden, "outputs"), comparison);
    }

    private static void compareTraining(
            GoldenCase golden, Model model, GoldenObject resumed, Path file, Comparison comparison) {
        int batchSize = (int) golden.object("fit").number("batch_size");
        History history = model.fit(
                arrays(golden, "inputs"),
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
        compare(file.getFileName() + ": weight", weights(model), arrays(resumed, "weights"), comparison);
    }

    /** In Keras's order: within each layer of the model, those in training first. */
    private static List<NDArray> weights(Model model) {
        List<Variable> weights = new ArrayList<>();
        for (Layer layer : model.layers()) {
            weights.addAll(layer.trainableWeights());
            weights.addAll(layer.nonTrainableWeights());
        }
        return weights.stream().map(Variable::value).toList();
    }

    /** What Keras got of one more epoch; of Keras 3 from its other format, since it does not restore this one. */
    private static @Nullable GoldenObject resumed(GoldenCase golden) {
        for (String key : List.of("resume_after_loading_h5", "resume_after_loading_keras")) {
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

    private static List<NDArray> arrays(GoldenObject object, String key) {
        return object.objects(key).stream().map(GoldenObject::asArray).toList();
    }
}
