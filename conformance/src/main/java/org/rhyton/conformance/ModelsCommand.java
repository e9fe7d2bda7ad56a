package org.rhyton.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.NDArray;
import org.rhyton.array.Npz;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.ops.Variable;
import org.rhyton.training.Options;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads the models of a folder that real Keras filled ({@code conformance/scripts/keras_models.py}), compares what they
 * predict with what they predicted there, and saves them in each format, so that Keras can be asked of those ({@code
 * conformance/scripts/verify_models.py}).
 *
 * <p>A model is {@code NAME.keras} or {@code NAME.h5}, with {@code NAME.weights.h5} where there is one; beside it lies {@code
 * NAME.npz} with inputs {@code x0}, {@code x1}, … and outputs {@code y0}, {@code y1}, ….
 */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = {
            "Loads the models of a folder that real Keras filled, compares their predictions, and saves them in each"
                    + " format.",
            "See conformance/scripts/keras_models.py and verify_models.py."
        })
public final class ModelsCommand implements Callable<Integer> {
    /** Of the largest output. */
    private static final double TOLERANCE = 1e-5;

    private static final String WEIGHTS = ".weights.h5";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "the folder of Keras's files")
    private Path folder = Path.of(".");

    @Parameters(index = "1", paramLabel = "OUT", description = "where to save the models again")
    private Path out = Path.of(".");

    @Option(names = "--only", paramLabel = "TEXT", description = "only files with this in their names")
    private String only = "";

    @Option(names = "--verbose", description = "tell how far each prediction is off")
    private boolean verbose;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null) throw new IllegalStateException("ModelsCommand is run by picocli's CommandLine");
        PrintWriter report = command.commandLine().getOut();
        Files.createDirectories(out);
        int right = 0;
        List<Path> files = files();
        for (Path file : files) {
            List<String> problems = new ArrayList<>();
            double difference = judge(file, problems);
            if (problems.isEmpty()) right++;
            problems.forEach(problem -> report.println(file.getFileName() + ": " + problem));
            if (verbose) report.printf("%s: off by %.1e of the largest output%n", file.getFileName(), difference);
            report.flush();
        }
        report.println(right + " of " + files.size() + " files load, predict as in Keras and are saved");
        report.flush();
        return right == files.size() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private List<Path> files() throws IOException {
        Predicate<String> isModel =
                name -> name.endsWith(".keras") || (name.endsWith(".h5") && !name.endsWith(WEIGHTS));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isModel.test(file.getFileName().toString()))
                    .filter(file -> file.getFileName().toString().contains(only))
                    .sorted()
                    .toList();
        }
    }

    /** How far the predictions are off. */
    private double judge(Path file, List<String> problems) throws IOException {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        String format = name.substring(stem.length() + 1);
        Path data = folder.resolve(stem + ".npz");
        Map<String, NDArray> arrays = Files.exists(data) ? Npz.read(data) : Map.of();
        List<NDArray> inputs = numbered(arrays, "x");
        List<NDArray> expected = numbered(arrays, "y");
        String doing = "loading";
        try {
            Model model = Models.load(file);
            doing = "predicting";
            List<NDArray> found = predictions(model, inputs);
            double difference = difference(found, expected);
            if (!(difference <= TOLERANCE)) problems.add("predictions are off by " + difference);
            doing = "loading weights alone";
            Path weights = folder.resolve(stem + WEIGHTS);
            if (Files.exists(weights) && format.equals("keras")) {
                Model other = Models.load(file);
                other.weights().forEach(ModelsCommand::clear);
                other.loadWeights(weights);
                if (!predictions(other, inputs).equals(found))
                    problems.add("other predictions by " + weights.getFileName());
            }
            doing = "saving";
            String base = stem + "_from_" + format;
            for (String ending : List.of(".keras", ".h5")) {
                Path again = out.resolve(base + ending);
                model.save(again);
                if (!predictions(Models.load(again), inputs).equals(found))
                    problems.add("other predictions as " + ending);
            }
            if (!arrays.isEmpty()) Files.copy(data, out.resolve(base + ".npz"), StandardCopyOption.REPLACE_EXISTING);
            return difference;
        } catch (RuntimeException e) {
            problems.add(doing + ": " + e);
            return Double.NaN;
        }
    }

    /** Of all samples at once: operations may join them. */
    private static List<NDArray> predictions(Model model, List<NDArray> inputs) {
        if (inputs.isEmpty()) return List.of();
        return model.predict(inputs, Options.batchSize(inputs.getFirst().shape().size(0)), Options.verbose(0));
    }

    private static void clear(Variable weight) {
        weight.assign(NDArray.zeros(weight.shape(), weight.dtype()));
    }

    private static List<NDArray> numbered(Map<String, NDArray> arrays, String letter) {
        List<NDArray> found = new ArrayList<>();
        while (arrays.containsKey(letter + found.size())) {
            found.add(Objects.requireNonNull(arrays.get(letter + found.size())));
        }
        return found;
    }

    /** The largest difference as a share of the largest output; infinite where shapes differ. */
    private static double difference(List<NDArray> found, List<NDArray> expected) {
        if (found.size() != expected.size() && !expected.isEmpty()) return Double.POSITIVE_INFINITY;
        double worst = 0;
        for (int i = 0; i < expected.size(); i++) {
            if (!found.get(i).shape().equals(expected.get(i).shape())) return Double.POSITIVE_INFINITY;
            worst = Math.max(
                    worst,
                    difference(found.get(i).toDoubleArray(), expected.get(i).toDoubleArray()));
        }
        return worst;
    }

    private static double difference(double[] found, double[] expected) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] == expected[i] || (Double.isNaN(found[i]) && Double.isNaN(expected[i]))) continue;
            largest = Math.max(largest, Math.abs(expected[i]));
            double difference = Math.abs(found[i] - expected[i]);
            worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return worst == 0 ? 0 : worst / largest;
    }
}
