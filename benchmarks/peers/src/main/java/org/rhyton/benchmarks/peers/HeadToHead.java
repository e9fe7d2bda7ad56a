package org.rhyton.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code rhyton peers}: all libraries at all tasks, in turn, and tables of the medians. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Measures Rhyton and other libraries of the JVM in turn, on the same networks and data.",
        footer = {
            "",
            "Examples:",
            "  rhyton peers",
            "  rhyton peers --tasks w1,predict --rounds 5",
            "  rhyton peers --python python3 --write docs/performance.md"
        })
public final class HeadToHead implements Callable<Integer> {
    @Option(
            names = "--tasks",
            split = ",",
            paramLabel = "TASK",
            description = "What to measure: ${COMPLETION-CANDIDATES}; everything by default.")
    private List<Task> tasks = List.of(Task.values());

    @Option(
            names = "--libraries",
            split = ",",
            paramLabel = "LIBRARY",
            description = "Which to measure: ${COMPLETION-CANDIDATES}; all by default.")
    private List<Peers> libraries = List.of(Peers.values());

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            description = "A Python that has Keras and TensorFlow, to measure them too.")
    private @Nullable String python;

    @Option(
            names = "--folder",
            defaultValue = "benchmarks/peers",
            description = "Where the modules of the libraries are built (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("benchmarks/peers");

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often each library does each task, in a new process (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--runs",
            defaultValue = "6",
            description =
                    "Timed runs in each process: epochs, or a fifth of the predictions (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--through",
            split = " ",
            paramLabel = "COMMAND",
            description = "What starts each process, for example \"taskset -c 0,1\" or \"nice -n -20\".")
    private List<String> through = List.of();

    @Option(
            names = "--write",
            paramLabel = "PAGE",
            description = "A page to put the tables in, between the comments that are there for them.")
    private @Nullable Path page;

    /** For the command line. */
    public HeadToHead() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HeadToHead())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Peers> compared = libraries.stream()
                .filter(library -> library != Peers.KERAS || python != null)
                .toList();
        List<Line> lines = new ArrayList<>();
        for (Task task : tasks) {
            for (int round = 0; round < rounds; round++) {
                for (Peers library : compared) {
                    Line line = measure(library, task);
                    System.out.println(line.json());
                    lines.add(line);
                }
            }
        }
        String report = new Report(lines, tasks, compared, rounds).text();
        System.out.print("\n" + report);
        if (page != null) new Section(page).write(report);
        return 0;
    }

    private Line measure(Peers library, Task task) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(through);
        command.addAll(library.command(folder, python == null ? "" : python, task, task.kind.times * runs));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(library.environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith("{\"peer\""))
                .map(json -> new Line(task, library, json))
                .findFirst()
                .orElseThrow(
                        () -> new IOException(library.title + " failed at " + task + " with exit status " + status));
    }
}
