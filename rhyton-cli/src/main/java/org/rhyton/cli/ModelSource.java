package org.rhyton.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rhyton.layers.Wiring;
import org.rhyton.models.LayerGraph;
import org.rhyton.models.Model;
import org.rhyton.models.Models;
import org.rhyton.ops.Tensor;

/** Models from files of any format. */
final class ModelSource {
    private ModelSource() {}

    /**
     * The model of a file.
     *
     * @param config a file with the architecture as JSON, for a file that has weights only; null for none
     * @param compile whether the model is to be ready for more training
     */
    static Model read(Path file, @Nullable Path config, boolean compile) throws IOException {
        Format format = Format.of(file);
        switch (format) {
            case JSON -> {
                return architecture(file);
            }
            case NPY, ONNX -> throw new CommandException(file + ": a model is not read from a " + format + " file");
            default -> {}
        }
        if (config != null) {
            Model model = architecture(config);
            model.loadWeights(file);
            return model;
        }
        if (!format.isWeightsOnly()) return Models.load(file, Models.compile(compile));
        throw new CommandException(file + ": a " + format
                + " file has weights only; name the architecture's JSON, as to_json() gives it, with --config");
    }

    private static Model architecture(Path file) throws IOException {
        return Models.fromJson(Files.readString(file));
    }

    /** The names of the layers that the model's inputs or outputs come from. */
    static List<String> names(List<Tensor> tensors) {
        List<String> names = new ArrayList<>();
        for (Tensor tensor : tensors) {
            String name = Wiring.originOf(tensor).call().layer().name();
            int calls = 1;
            String unique = name;
            while (names.contains(unique)) unique = name + "_" + calls++;
            names.add(unique);
        }
        return names;
    }

    /** The graph of a model that was read from a file, which always has one. */
    static LayerGraph graph(Model model) {
        LayerGraph graph = model.graph();
        if (graph == null) {
            throw new CommandException("model '" + model.name()
                    + "' does not say what it takes; save it after it was built, or give its first layer an"
                    + " inputShape");
        }
        return graph;
    }
}
