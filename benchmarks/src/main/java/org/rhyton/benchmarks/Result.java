package org.rhyton.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a workload measured.
 *
 * @param unit of all values
 * @param values one a run, sorted
 */
record Result(String workload, String unit, double[] values) {
    Result {
        values = values.clone();
        Arrays.sort(values);
    }

    double median() {
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** The value below which the given share of the values lies. */
    double quantile(double share) {
        return values[(int) Math.min(values.length - 1, Math.round(share * (values.length - 1)))];
    }

    /** One line of JSON. */
    String json(Machine machine) {
        return String.format(
                Locale.ROOT,
                "{\"workload\": \"%s\", \"median\": %.4g, \"min\": %.4g, \"max\": %.4g, \"p99\": %.4g, \"unit\":"
                        + " \"%s\", \"runs\": %d, \"threads\": %d, \"species\": \"%s\", \"jvm\": \"%s\"}",
                workload,
                median(),
                values[0],
                values[values.length - 1],
                quantile(0.99),
                unit,
                values.length,
                machine.threads(),
                machine.species(),
                machine.jvm());
    }
}
