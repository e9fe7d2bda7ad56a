package org.rhyton.conformance.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program that damages files of models and loads them. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Damages files of models and loads them: each must give a model or be refused, within a second and a small"
                    + " heap.",
            "The same seed damages the same files in the same way; a finding's number tells which one it was."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no finding", "1:a finding", "2:it could not run"})
public final class FuzzCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of sound files: .h5, .keras, .weights.h5, .config.json")
    private Path folder = Path.of(".");

    @Option(names = "--seed", paramLabel = "N", description = "what is damaged, and how")
    private long seed = 1;

    @Option(names = "--from", paramLabel = "N", description = "the number of the first damaged file")
    private long from;

    @Option(names = "--count", paramLabel = "N", description = "how many damaged files")
    private long count = 1000;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null) throw new IllegalStateException("FuzzCommand is run by picocli's CommandLine");
        PrintWriter out = command.commandLine().getOut();
        FuzzReport report = Fuzzer.run(folder, seed, from, count, line -> {
            out.println(line);
            out.flush();
        });
        report.findings().stream().filter(each -> each.number() < 0).forEach(out::println);
        out.println(report);
        out.flush();
        return report.findings().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
