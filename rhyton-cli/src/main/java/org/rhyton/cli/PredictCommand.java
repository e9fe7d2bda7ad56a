package org.rhyton.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.NDArray;
import org.rhyton.models.LayerGraph;
import org.rhyton.models.Model;
import org.rhyton.training.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rhyton predict}: a model's outputs for arrays. */
@Command(
        name = "predict",
        description = "Prints, or writes, what a model predicts for the arrays in files.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:a file could not be read or written, or the command was not understood"},
        footer = {
            "",
            "A .npy file and a JSON list hold one array. A .npz file and a JSON object",
            "hold arrays by name: those of the model's inputs. The first axis of each",
            "array counts the samples.",
            "",
            "Examples:",
            "  rhyton predict model.keras x.npy",
            "  rhyton predict model.h5 inputs.npz -o predictions.npz",
            "  rhyton predict two_inputs.keras left.npy right.json -o out.json",
            "  rhyton predict model.weights.h5 x.npy --config architecture.json"
        })
final class PredictCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "the model, or its weights together with --config")
    private @Nullable Path file;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "arrays: .npy, .npz or .json; texts in .json")
    private List<Path> inputs = List.of();

    @Option(names = "--config", paramLabel = "JSON", description = "the architecture, for a file that has weights only")
    private @Nullable Path config;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "where to write: .npy, .npz or .json; JSON to the terminal when it is not given")
    private @Nullable Path output;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", description = "samples at a time; 32")
    private int batchSize;

    @Override
    public Integer call() throws IOException {
        if (batchSize < 1) throw new CommandException("--batch-size must be at least 1, got " + batchSize);
        if (output != null) Format.of(output);
        Model model = ModelSource.read(Given.the(file), config, false);
        LayerGraph graph = ModelSource.graph(model);
        List<Array> arrays = inOrder(ModelSource.names(graph.inputs()));
        List<NDArray> outputs = model.predict(arrays, Options.batchSize(batchSize), Options.verbose(0));
        List<String> names = ModelSource.names(graph.outputs());
        Map<String, NDArray> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) named.put(names.get(i), outputs.get(i));
        if (output != null) ArrayFiles.write(output, named);
        else {
            PrintWriter out = Given.the(spec).commandLine().getOut();
            out.println(ArrayFiles.json(named));
            out.flush();
        }
        return 0;
    }

    /** The arrays of all files in the order of the model's inputs: by name where they have names, else as they come. */
    private List<Array> inOrder(List<String> names) throws IOException {
        Map<String, Array> named = new LinkedHashMap<>();
        List<Array> unnamed = new ArrayList<>();
        for (Path input : inputs) {
            Map<String, Array> arrays = ArrayFiles.read(input);
            Array only = arrays.size() == 1 ? arrays.values().iterator().next() : null;
            if (only != null && names.size() == 1) unnamed.add(only);
            else if (only != null && arrays.containsKey(ArrayFiles.ONLY)) unnamed.add(only);
            else named.putAll(arrays);
        }
        List<Array> ordered = new ArrayList<>();
        for (String name : names) {
            Array array = named.remove(name);
            if (array == null && !unnamed.isEmpty()) array = unnamed.removeFirst();
            if (array == null) throw new CommandException("there is no array for input '" + name + "'" + have(names));
            ordered.add(array);
        }
        Set<String> left = new LinkedHashSet<>(named.keySet());
        if (!left.isEmpty()) throw new CommandException("the arrays " + left + " are for no input" + have(names));
        if (!unnamed.isEmpty()) {
            throw new CommandException("there are " + unnamed.size() + " more arrays than inputs" + have(names));
        }
        return ordered;
    }

    private static String have(List<String> names) {
        return "; the model takes " + names + ": give a .npy or JSON list for each, in this order, or a .npz or JSON"
                + " object with these names";
    }
}
