package org.rhyton.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics that {@code compile} was given, each a name or a {@link org.rhyton.metrics.Metric}: in one list, and for single
 * outputs.
 *
 * <p>For a model of several outputs, a list of as many metrics is taken as one for each, as Keras 3 does, and a single one is
 * for all, as in Keras 2.
 */
public final class OutputMetrics {
    private final String argument;
    private final List<Object> listed = new ArrayList<>();
    private PerOutput<List<Object>> perOutput = PerOutput.none();

    /** @param argument what {@code compile} calls them */
    OutputMetrics(String argument) {
        this.argument = argument;
    }

    void add(List<?> metrics) {
        listed.addAll(metrics);
    }

    void set(PerOutput<List<Object>> metrics) {
        perOutput = metrics;
    }

    public boolean isEmpty() {
        return listed.isEmpty() && perOutput.isEmpty();
    }

    /** Those in one list. */
    public List<Object> listed() {
        return List.copyOf(listed);
    }

    /** Those for single outputs. */
    public PerOutput<List<Object>> perOutput() {
        return perOutput;
    }

    /**
     * The metrics of each output.
     *
     * @throws IllegalArgumentException when they do not fit a model of these outputs
     */
    public List<List<Object>> of(List<String> outputs) {
        perOutput.require(argument, outputs);
        boolean forOne = outputs.size() == 1;
        if (!forOne && listed.size() > 1 && listed.size() != outputs.size()) {
            throw new IllegalArgumentException("compile was given " + listed.size() + " " + argument
                    + " in one list for a model of " + outputs.size() + " outputs, which does not say which output they"
                    + " are of: name it, as in " + argument + "(Map.of(\"" + outputs.getFirst()
                    + "\", List.of(...))), or give a list for each");
        }
        List<List<Object>> all = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            List<Object> metrics = new ArrayList<>();
            if (forOne || listed.size() == 1) metrics.addAll(listed);
            else if (!listed.isEmpty()) metrics.add(listed.get(output));
            List<Object> own = perOutput.of(output, outputs.get(output));
            if (own != null) metrics.addAll(own);
            all.add(metrics);
        }
        return all;
    }

    /** Lists, names and metrics as lists of metrics, by the names of outputs. */
    static PerOutput<List<Object>> byName(Map<String, ?> given) {
        Map<String, List<Object>> lists = new java.util.LinkedHashMap<>();
        given.forEach((output, metrics) -> lists.put(output, list(metrics)));
        return PerOutput.byName(lists);
    }

    private static List<Object> list(@Nullable Object metrics) {
        if (metrics == null) return List.of();
        return metrics instanceof List<?> several ? List.copyOf(several) : List.of(metrics);
    }
}
