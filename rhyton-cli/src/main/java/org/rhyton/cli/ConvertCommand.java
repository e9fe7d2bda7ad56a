package org.rhyton.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rhyton.h5.AtomicFile;
import org.rhyton.models.Model;
import org.rhyton.onnx.OnnxModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rhyton convert}: a model in another format. */
@Command(
        name = "convert",
        description = "Writes a model in another format, told by the ending of OUT.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:it cannot be converted, or the command was not understood"},
        footer = {
            "",
            "Formats:",
            "  .keras .h5                       architecture, weights and state of training",
            "  .weights.h5 .safetensors .npz    weights; to be read with --config",
            "  .json                            architecture",
            "  .onnx                            for ONNX Runtime and others; written only",
            "",
            "Examples:",
            "  rhyton convert model.h5 model.keras",
            "  rhyton convert model.keras model.onnx",
            "  rhyton convert model.keras weights.safetensors",
            "  rhyton convert model.weights.h5 model.keras --config architecture.json"
        })
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "the model, or its weights together with --config")
    private @Nullable Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "the file to write; replaced when it is there")
    private @Nullable Path out;

    @Option(names = "--config", paramLabel = "JSON", description = "the architecture, for a file that has weights only")
    private @Nullable Path config;

    @Override
    public Integer call() throws IOException {
        Path source = Given.the(in);
        Path target = Given.the(out);
        Format format = Format.of(target);
        if (format == Format.NPY) {
            throw new CommandException(target + ": a .npy file holds one array; write weights to a .npz file");
        }
        boolean trainsOn = format == Format.KERAS || format == Format.H5 || format == Format.HDF5;
        Model model = ModelSource.read(source, config, trainsOn);
        if (Format.of(source) == Format.JSON && format != Format.JSON) {
            Given.the(spec)
                    .commandLine()
                    .getErr()
                    .println("rhyton: " + source + " is an architecture; the weights written are new ones");
        }
        switch (format) {
            case JSON -> {
                byte[] text = (model.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
                AtomicFile.write(target, stream -> stream.write(text));
            }
            case ONNX -> OnnxModel.of(model).write(target);
            case WEIGHTS_H5, SAFETENSORS, NPZ -> model.saveWeights(target);
            default -> model.save(target);
        }
        return 0;
    }
}
