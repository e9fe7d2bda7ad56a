package org.rhyton.conformance.fuzz;

import java.util.List;

/**
 * What came of a run.
 *
 * @param files how many damaged files there were
 * @param loaded how many damaged files gave a model
 * @param refused how many were refused with a {@code ModelFormatException}
 * @param slowestMillis the most processor time that one took
 * @param mostBytes the most memory that was allocated for one
 * @param findings everything else
 */
public record FuzzReport(
        long files, long loaded, long refused, long slowestMillis, long mostBytes, List<Finding> findings) {
    public FuzzReport {
        findings = List.copyOf(findings);
    }

    @Override
    public String toString() {
        return "%d damaged files: %d loaded, %d refused, %d findings; at most %d ms and %d MB allocated for one"
                .formatted(files, loaded, refused, findings.size(), slowestMillis, mostBytes >> 20);
    }
}
