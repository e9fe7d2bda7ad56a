package org.rhyton.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        Machine machine = Machine.present();
        Images images = Images.load();
        List<Result> results = new ArrayList<>();
        for (Workload workload : workloads.isEmpty() ? List.of(Workload.values()) : workloads) {
            Result result = workload.measure(images);
            System.out.println(result.json(machine));
            results.add(result);
        }
        System.out.println();
        System.out.printf("%-12s %12s %12s %12s  %s%n", "workload", "median", "min", "max", "unit");
        for (Result result : results) {
            double[] values = result.values();
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %12.4g %12.4g %12.4g  %s%n",
                    result.workload(),
                    result.median(),
                    values[0],
                    values[values.length - 1],
                    result.unit());
        }
        return 0;
    }
}
