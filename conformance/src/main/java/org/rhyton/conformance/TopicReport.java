package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** What became of the cases of one topic. */
public final class TopicReport {
    private final String topic;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(GoldenCase golden, Outcome outcome) {
        String label() {
            return golden.floatx().keras() + " " + golden.name();
        }

        double deviation() {
            return outcome instanceof Outcome.Passed passed ? passed.deviation() : 0;
        }
    }

    TopicReport(String topic) {
        this.topic = topic;
    }

    void add(GoldenCase golden, Outcome outcome) {
        entries.add(new Entry(golden, outcome));
    }

    /** Shows every case and its outcome. */
    void forEach(BiConsumer<GoldenCase, Outcome> action) {
        entries.forEach(entry -> action.accept(entry.golden(), entry.outcome()));
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    public int passed() {
        return count(Outcome.Passed.class);
    }

    public int failed() {
        return count(Outcome.Failed.class);
    }

    public int unsupported() {
        return count(Outcome.Unsupported.class);
    }

    /** {@code optimizers: 190 passed, 0 failed, 2 unsupported, largest deviation 0.31 of the tolerance (…)}. */
    String summary() {
        String counts = topic + ": " + passed() + " passed, " + failed() + " failed, " + unsupported() + " unsupported";
        return entries.stream()
                .filter(entry -> entry.outcome() instanceof Outcome.Passed)
                .max(Comparator.comparingDouble(Entry::deviation))
                .map(worst -> counts
                        + String.format(
                                Locale.ROOT,
                                ", largest deviation %.3g of the tolerance%s",
                                worst.deviation(),
                                worst.deviation() == 0 ? "" : " (" + worst.label() + ")"))
                .orElse(counts);
    }

    /** One line a failure: element type, case, reason. */
    List<String> failures() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Failed failed) {
                lines.add("failed " + entry.label() + ": " + failed.reason());
            }
        }
        return lines;
    }

    /** One line for each thing that is missing, with the cases that need it. */
    List<String> missing() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Unsupported unsupported) {
                cases.computeIfAbsent(unsupported.what(), what -> new ArrayList<>())
                        .add(entry.label());
            }
        }
        List<String> lines = new ArrayList<>();
        cases.forEach((what, labels) -> lines.add("unsupported " + what + ": " + String.join(", ", labels)));
        return lines;
    }

    /** One line for each part of a case that passed which cannot be compared. */
    List<String> remarks() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Passed passed) {
                passed.remarks().forEach(remark -> lines.add("remark " + entry.label() + ": " + remark));
            }
        }
        return lines;
    }

    /** One line a case that passed. */
    List<String> successes() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Passed passed) {
                lines.add(String.format(
                        Locale.ROOT, "passed %s: %.3g of the tolerance", entry.label(), passed.deviation()));
            }
        }
        return lines;
    }

    private int count(Class<? extends Outcome> kind) {
        return (int) entries.stream()
                .filter(entry -> kind.isInstance(entry.outcome()))
                .count();
    }
}
