package org.rhyton.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code rhyton bench}: one JSON line a workload, then a table. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures workloads through the public API.",
        footer = {"", "Examples:", "  rhyton bench", "  rhyton bench w1 predict latency"})
public final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WORKLOAD",
            description =
                    "What to measure: ${COMPLETION-CANDIDATES}, in capitals or not. Everything when none is named.")
    private List<Workload> workloads = List.of();

    /** For the command line. */
    public BenchCommand() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Images images = Images.load();
        StringBuilder table = new StringBuilder(Result.heading());
        for (Workload workload : workloads.isEmpty() ? List.of(Workload.values()) : workloads) {
            Result result = workload.measure(images);
            System.out.println(result.json(workload.name));
            table.append(result.rows(workload.name));
        }
        System.out.println();
        System.out.print(table);
        return 0;
    }
}
