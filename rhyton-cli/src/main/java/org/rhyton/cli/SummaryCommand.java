package org.rhyton.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rhyton.Rhyton;
import org.rhyton.models.SummaryOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rhyton summary}: the table of a model's layers. */
@Command(
        name = "summary",
        description = "Prints the layers of a model, their output shapes and numbers of parameters.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the file could not be read, or the command was not understood"},
        footer = {
            "",
            "Examples:",
            "  rhyton summary model.keras",
            "  rhyton summary model.h5 --show-trainable --expand-nested",
            "  rhyton summary architecture.json"
        })
final class SummaryCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "a model (.keras, .h5), or its architecture (.json)")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "JSON", description = "the architecture, for a file that has weights only")
    private @Nullable Path config;

    @Option(names = "--line-length", paramLabel = "N", description = "how many characters wide; Keras's by default")
    private @Nullable Integer lineLength;

    @Option(names = "--show-trainable", description = "say of each layer whether it learns")
    private boolean showTrainable;

    @Option(names = "--expand-nested", description = "show the layers of models within the model")
    private boolean expandNested;

    @Override
    public Integer call() throws IOException {
        List<SummaryOption> options = new ArrayList<>();
        if (lineLength != null) options.add(Rhyton.lineLength(lineLength));
        if (showTrainable) options.add(Rhyton.showTrainable());
        if (expandNested) options.add(Rhyton.expandNested());
        String text =
                ModelSource.read(Given.the(file), config, false).summaryText(options.toArray(SummaryOption[]::new));
        PrintWriter out = Given.the(spec).commandLine().getOut();
        out.print(text.endsWith("\n") ? text : text + "\n");
        out.flush();
        return 0;
    }
}
