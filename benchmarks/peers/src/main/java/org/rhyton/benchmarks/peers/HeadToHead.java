package org.rhyton.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code rhyton peers}: all libraries at all tasks, in turn, and a table of the medians. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        description = "Measures Rhyton and other libraries of the JVM in turn, on the same networks and data.",
        footer = {"", "Examples:", "  rhyton peers", "  rhyton peers --tasks w1,predict --rounds 5"})
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
            defaultValue = "3",
            description =
                    "Timed runs (epochs, predictions) in each process after the first (default: ${DEFAULT-VALUE}).")
    private int runs;

    private final List<Result> results = new ArrayList<>();

    /** What one process printed. */
    private record Result(Task task, Peers library, Line line) {}

    /** For the command line. */
    public HeadToHead() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HeadToHead())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (Task task : tasks) {
            for (int round = 0; round < rounds; round++) {
                for (Peers library : libraries) {
                    Line line = measure(library, task);
                    System.out.println(line.text());
                    results.add(new Result(task, library, line));
                }
            }
        }
        System.out.print(table());
        return 0;
    }

    private Line measure(Peers library, Task task) throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                library.classPath(folder),
                Measurement.class.getName(),
                library.title,
                task.name(),
                String.valueOf(task.kind == Task.Kind.TRAIN ? runs : 3 * runs));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.startsWith("{\"peer\""))
                .map(Line::new)
                .findFirst()
                .orElseThrow(() -> new IOException(
                        library.title + " failed at " + task + " with exit status " + process.exitValue()));
    }

    /** Medians over all runs of all rounds; in brackets, how many times Rhyton's. */
    private String table() {
        StringBuilder table = new StringBuilder("\n| library |");
        Task first = tasks.getFirst();
        tasks.forEach(task -> table.append(' ')
                .append(task)
                .append(", ")
                .append(task.kind.unit)
                .append(" |"));
        table.append(" first run of ").append(first).append(" done after, s | peak memory of ");
        table.append(first).append(", MB | losses of ").append(first).append(" |\n|---|");
        table.append("---|".repeat(tasks.size() + 3)).append('\n');
        for (Peers library : libraries) {
            table.append("| ").append(library.title).append(" |");
            for (Task task : tasks) table.append(cell(task, library, "times"));
            table.append(cell(first, library, "first_run_end")).append(cell(first, library, "peak_mb"));
            String losses = lines(first, library)
                    .map(line -> Arrays.toString(line.numbers("losses")))
                    .findFirst()
                    .orElse("");
            table.append(' ').append(losses).append(" |\n");
        }
        return table.toString();
    }

    private String cell(Task task, Peers library, String key) {
        double value = median(task, library, key);
        double ratio = value / median(task, Peers.RHYTON, key);
        boolean compared = library != Peers.RHYTON && !Double.isNaN(ratio);
        return String.format(Locale.ROOT, " %.4g%s |", value, compared ? " (%.1f x)".formatted(ratio) : "");
    }

    private double median(Task task, Peers library, String key) {
        return Line.median(lines(task, library)
                .flatMapToDouble(line -> Arrays.stream(line.numbers(key)))
                .toArray());
    }

    private Stream<Line> lines(Task task, Peers library) {
        return results.stream()
                .filter(result -> result.task() == task && result.library() == library)
                .map(Result::line);
    }
}
