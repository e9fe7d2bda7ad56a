package org.rhyton.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rhyton diff}: what differs between two models. */
@Command(
        name = "diff",
        description = "Tells what differs between two models, in architecture and in weights, and how much.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing differs",
            "1:something differs",
            "2:a file could not be read, or the command was not understood"
        },
        footer = {
            "",
            "Compares architectures where both files have one (.keras, .h5, .json), and",
            "weights, by name, where both have some (.keras, .h5, .safetensors, .npz, .npy,",
            ".weights.h5 with --config). How models are trained is not compared.",
            "",
            "Examples:",
            "  rhyton diff before.keras after.keras",
            "  rhyton diff model.h5 model.keras --tolerance 1e-6",
            "  rhyton diff weights.safetensors weights.npz"
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "a model, an architecture or weights")
    private @Nullable Path first;

    @Parameters(index = "1", paramLabel = "B", description = "another one")
    private @Nullable Path second;

    @Option(names = "--config", paramLabel = "JSON", description = "the architecture, for .weights.h5 files")
    private @Nullable Path config;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0",
            description = "numbers that differ by no more are the same; 0")
    private double tolerance;

    @Override
    public Integer call() throws IOException {
        if (!(tolerance >= 0)) throw new CommandException("--tolerance must be 0 or more, got " + tolerance);
        Content a = Content.of(Given.the(first), config);
        Content b = Content.of(Given.the(second), config);
        if (!a.isComparableTo(b)) {
            throw new CommandException(first + " and " + second + " have nothing in common that could be compared:"
                    + " one is an architecture, the other weights");
        }
        Differences differences = new Differences(tolerance);
        List<String> architecture = differences.ofArchitectures(a, b);
        List<String> compiling = differences.ofCompiling(a, b);
        List<String> weights = differences.ofWeights(a, b);
        PrintWriter out = Given.the(spec).commandLine().getOut();
        print(out, "architecture", architecture);
        print(out, "compiled with", compiling);
        print(out, "weights", weights);
        boolean same = architecture.isEmpty() && compiling.isEmpty() && weights.isEmpty();
        if (same) out.println("the same");
        out.flush();
        return same ? 0 : 1;
    }

    private static void print(PrintWriter out, String title, List<String> lines) {
        if (lines.isEmpty()) return;
        out.println(title);
        lines.forEach(line -> out.println("  " + line));
    }
}
