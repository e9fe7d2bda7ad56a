package org.rhyton.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rhyton.conformance.fuzz.FuzzCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The program that compares Rhyton with golden data of Keras. Ends with status 0 when no case failed, 1 when one did, 2
 * when it could not run.
 */
@Command(
        name = "conformance",
        mixinStandardHelpOptions = true,
        subcommands = {ResaveCommand.class, ModelsCommand.class, FuzzCommand.class},
        description = "Compares Rhyton with what Keras computed and wrote: runs every case in a folder of golden data.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no case failed", "1:a case failed", "2:it could not run"})
public final class ConformanceCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "the folder: f32/*.json, f64/*.json, texts, files/keras-VERSION/*")
    private Path folder = Path.of(".");

    @Option(names = "--topic", paramLabel = "NAME", description = "run this topic alone; may be given several times")
    private Set<String> topics = Set.of();

    @Option(names = "--case", paramLabel = "TEXT", description = "run only cases with this in their names")
    private String caseName = "";

    @Option(names = "--page", paramLabel = "FILE", description = "write the page of all Keras symbols to this file")
    private @Nullable Path page;

    @Option(names = "--verbose", description = "name every case, with its largest deviation")
    private boolean verbose;

    /** Runs the program and ends the process with its status. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConformanceCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = spec;
        if (command == null) throw new IllegalStateException("ConformanceCommand is run by picocli's CommandLine");
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            List<TopicReport> reports = run();
            if (page != null) ConformancePage.write(reports, page);
            return report(reports, out);
        } catch (NoSuchFileException | GoldenFormatException e) {
            err.println("conformance: " + e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private List<TopicReport> run() throws IOException {
        if (!Files.isDirectory(folder)) throw new NoSuchFileException(folder + " is not a folder");
        List<TopicReport> reports = Conformance.run(
                folder, topic -> topics.isEmpty() || topics.contains(topic), name -> name.contains(caseName));
        if (reports.isEmpty()) {
            throw new NoSuchFileException("there are no such cases in " + folder + "; golden data lies in it as"
                    + " f32/optimizers.json, f64/optimizers.json, …");
        }
        return reports;
    }

    private int report(List<TopicReport> reports, PrintWriter out) {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (TopicReport report : reports) {
            out.println(report.summary());
            report.failures().forEach(line -> out.println("  " + line));
            report.missing().forEach(line -> out.println("  " + line));
            report.remarks().forEach(line -> out.println("  " + line));
            if (verbose) report.successes().forEach(line -> out.println("  " + line));
            passed += report.passed();
            failed += report.failed();
            skipped += report.unsupported();
        }
        out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        out.flush();
        return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
