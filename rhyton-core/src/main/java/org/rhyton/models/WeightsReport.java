package org.rhyton.models;

import java.util.List;
import java.util.Map;

/**
 * What {@code loadWeights} did.
 *
 * @param loaded the paths of the variables that were given a value
 * @param skipped layers that were left as they were, and why
 * @param unused what the file has that no layer was found for
 */
public record WeightsReport(List<String> loaded, Map<String, String> skipped, List<String> unused) {
    public WeightsReport {
        loaded = List.copyOf(loaded);
        skipped = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(skipped));
        unused = List.copyOf(unused);
    }

    /** Whether every layer with weights has got its weights, and nothing is left over. */
    public boolean isComplete() {
        return skipped.isEmpty() && unused.isEmpty();
    }

    /** The report in lines, to be printed. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("loaded " + loaded.size() + " weights");
        skipped.forEach((layer, reason) ->
                text.append("\n  skipped ").append(layer).append(": ").append(reason));
        unused.forEach(name -> text.append("\n  unused ").append(name));
        return text.toString();
    }
}
