package org.rhyton.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a workload measured.
 *
 * @param unit of all values
 * @param values one a run, sorted
 * @param figures what the workload is judged by, the median first
 * @param machine what it ran on
 */
record Result(String unit, double[] values, List<Figure> figures, Machine machine) {
    /** The median has no target. */
    static Result of(String unit, double[] values) {
        double[] sorted = sorted(values);
        return new Result(unit, sorted, List.of(Figure.told("median", median(sorted))), Machine.present());
    }

    /** The median is to be at most this. */
    static Result atMost(double target, String unit, double[] values) {
        double[] sorted = sorted(values);
        Figure median = Figure.atMost(target, "median", median(sorted));
        return new Result(unit, sorted, List.of(median), Machine.present());
    }

    /** The median is to be at least this. */
    static Result atLeast(double target, String unit, double[] values) {
        double[] sorted = sorted(values);
        Figure median = Figure.atLeast(target, "median", median(sorted));
        return new Result(unit, sorted, List.of(median), Machine.present());
    }

    /** Judged by one more number. */
    Result and(Figure figure) {
        List<Figure> more = new ArrayList<>(figures);
        more.add(figure);
        return new Result(unit, values, List.copyOf(more), machine);
    }

    /** Measured elsewhere, by a process of other options. */
    Result on(Machine other) {
        return new Result(unit, values, figures, other);
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    static double median(double[] values) {
        double[] sorted = sorted(values);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double median() {
        return figures.getFirst().value();
    }

    double least() {
        return values[0];
    }

    double greatest() {
        return values[values.length - 1];
    }

    /** The value below which the given share of the values lies. */
    double quantile(double share) {
        return values[(int) Math.min(values.length - 1, Math.round(share * (values.length - 1)))];
    }

    /** One line of JSON. */
    String json(String workload) {
        return String.format(
                Locale.ROOT,
                "{\"workload\": \"%s\", \"median\": %.4g, \"min\": %.4g, \"max\": %.4g, \"unit\": \"%s\", \"runs\": %d,"
                        + " \"threads\": %d, \"species\": \"%s\", \"jvm\": \"%s\", \"figures\": [%s]}",
                workload,
                median(),
                least(),
                greatest(),
                unit,
                values.length,
                machine.threads(),
                machine.species(),
                machine.jvm(),
                figures.stream().map(Figure::json).collect(Collectors.joining(", ")));
    }

    /** Rows of the table, one a figure, the workload's name and the range of its values in the first. */
    String rows(String workload) {
        StringBuilder rows = new StringBuilder();
        for (Figure figure : figures) {
            boolean first = figure == figures.getFirst();
            rows.append(String.format(
                    Locale.ROOT,
                    "| %-12s | %-28s | %10.4g | %-22s | %-10s | %-6s |%n",
                    first ? workload : "",
                    first ? unit : figure.name(),
                    figure.value(),
                    first ? String.format(Locale.ROOT, "%.4g to %.4g", least(), greatest()) : "",
                    figure.hasTarget()
                            ? figure.sense().sign + String.format(Locale.ROOT, " %.4g", figure.target())
                            : "",
                    figure.verdict()));
        }
        return rows.toString();
    }

    static String heading() {
        return String.format(
                        "| %-12s | %-28s | %10s | %-22s | %-10s | %-6s |%n",
                        "workload", "unit", "median", "least to greatest", "target", "")
                + "|---|---|--:|---|---|---|\n";
    }
}
