package org.rhyton.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.StringArray;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.saving.Json;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.training.Options;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Loads every model file of the golden data and saves it again in each format, beside what it predicts, so that real Keras
 * can be asked whether it loads and predicts the same: see {@code conformance/scripts/verify_files.py}. Looks itself
 * whether what was saved gives the same weights, bit for bit.
 */
@Command(
        name = "resave",
        mixinStandardHelpOptions = true,
        description = "Loads every model file of the golden data and saves it in each format, for real Keras to load.")
public final class ResaveCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "the folder of golden data, with files/keras-VERSION/*")
    private Path golden = Path.of(".");

    @Parameters(index = "1", paramLabel = "OUT", description = "where to write")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null) throw new IllegalStateException("ResaveCommand is run by picocli's CommandLine");
        PrintWriter report = command.commandLine().getOut();
        int wrong = 0;
        try (Stream<Path> files = Files.walk(golden.resolve("files"))) {
            for (Path file : files.filter(GoldenFile::isGolden)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList()) {
                for (GoldenCase each : GoldenFile.read(golden, file).cases()) wrong += resave(each, report);
            }
        }
        report.flush();
        return wrong == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private int resave(GoldenCase golden, PrintWriter report) throws IOException {
        int wrong = 0;
        for (Object name : golden.list("files")) {
            if (String.valueOf(name).endsWith(".weights.h5")) continue;
            Path file = golden.folder().resolve(String.valueOf(name));
            String base =
                    golden.folder().getFileName() + "_" + String.valueOf(name).replace('.', '_');
            try {
                wrong += resave(Models.load(file), golden, base, report);
            } catch (ModelFormatException e) {
                report.println(base + ": " + e.getMessage());
                wrong++;
            }
        }
        return wrong;
    }

    private int resave(Model model, GoldenCase golden, String base, PrintWriter report) throws IOException {
        Files.createDirectories(out);
        model.save(out.resolve(base + ".h5"));
        model.save(out.resolve(base + ".keras"));
        model.saveWeights(out.resolve(base + ".weights.h5"));
        Files.writeString(out.resolve(base + ".config.json"), model.toJson());
        List<Array> inputs = golden.objects("inputs").stream()
                .map(GoldenObject::asNumbersOrTexts)
                .toList();
        List<NDArray> outputs = model.predict(inputs, Options.verbose(0));
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("inputs", inputs.stream().map(ResaveCommand::json).toList());
        expected.put("outputs", outputs.stream().map(ResaveCommand::json).toList());
        Files.writeString(out.resolve(base + ".json"), Json.write(expected));
        int wrong = 0;
        for (String ending : List.of(".h5", ".keras")) {
            Model again = Models.load(out.resolve(base + ending));
            boolean isSame = again.getWeights().equals(model.getWeights())
                    && again.predict(inputs, Options.verbose(0)).equals(outputs);
            if (!isSame) {
                report.println(base + ending + ": not the same bits after loading");
                wrong++;
            }
        }
        Model again = Models.fromJson(model.toJson());
        again.loadWeights(out.resolve(base + ".weights.h5"));
        if (!again.getWeights().equals(model.getWeights())) {
            report.println(base + ".weights.h5: not the same bits after loading");
            wrong++;
        }
        return wrong;
    }

    private static Map<String, @Nullable Object> json(Array array) {
        List<Object> data = new ArrayList<>();
        switch (array) {
            case StringArray texts -> data.addAll(texts.values());
            case NDArray numbers -> {
                for (double value : numbers.astype(DType.FLOAT64).toDoubleArray()) data.add(value);
            }
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        List<Object> shape = new ArrayList<>();
        for (int size : array.shape().dims()) shape.add(size);
        json.put("shape", shape);
        json.put("dtype", array.elementType().keras());
        json.put("data", data);
        return json;
    }
}
