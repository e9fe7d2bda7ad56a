package org.rhyton.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that tells, symbol by symbol, what Rhyton has of Keras and how far that is proven. */
final class ConformancePage {
    private final KerasSymbols symbols = KerasSymbols.read();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final List<TopicReport> reports;

    /** What the cases of one symbol gave. */
    private static final class Tally {
        int passed;
        int failed;
        int unsupported;
        double largest;

        void add(Outcome outcome) {
            switch (outcome) {
                case Outcome.Passed result -> {
                    passed++;
                    largest = Math.max(largest, result.deviation());
                }
                case Outcome.Failed _ -> failed++;
                case Outcome.Unsupported _ -> unsupported++;
            }
        }

        int cases() {
            return passed + failed + unsupported;
        }
    }

    private ConformancePage(List<TopicReport> reports) {
        this.reports = reports;
        for (TopicReport report : reports) {
            report.forEach((golden, outcome) -> UsedSymbols.in(report.topic(), golden)
                    .forEach(symbol ->
                            tallies.computeIfAbsent(symbol, _ -> new Tally()).add(outcome)));
        }
    }

    /** Writes the page. */
    static void write(List<TopicReport> reports, Path file) throws IOException {
        Files.writeString(file, new ConformancePage(reports).text());
    }

    private String text() throws IOException {
        StringBuilder page = new StringBuilder();
        page.append("# Conformance with ").append(symbols.version()).append("\n\n");
        page.append("Made by `./rhyton conformance DIR --page docs/conformance.md` from cases that real Keras"
                        + " computed.")
                .append(" A case counts for every symbol that it uses. The largest deviation is a share of what the"
                        + " case")
                .append(" allows: 1 would be the limit, 0 is equality.\n\n");
        long supported =
                symbols.all().stream().filter(KerasSymbols.Symbol::isSupported).count();
        page.append(supported).append(" of ").append(symbols.all().size()).append(" symbols.\n\n");
        topics(page);
        for (String namespace : symbols.namespaces()) namespace(page, namespace);
        try (InputStream changed = ConformancePage.class.getResourceAsStream("changed-symbols.md")) {
            if (changed != null) page.append(new String(changed.readAllBytes(), StandardCharsets.UTF_8));
        }
        return page.toString();
    }

    private void topics(StringBuilder page) {
        page.append("## Cases\n\n| topic | passed | failed | unsupported |\n|---|---:|---:|---:|\n");
        for (TopicReport report : reports) {
            page.append("| ").append(report.topic()).append(" | ").append(report.passed());
            page.append(" | ")
                    .append(report.failed())
                    .append(" | ")
                    .append(report.unsupported())
                    .append(" |\n");
        }
        page.append('\n');
        List<String> remarks =
                reports.stream().flatMap(report -> report.remarks().stream()).toList();
        remarks.forEach(remark -> page.append("- ").append(remark).append('\n'));
        if (!remarks.isEmpty()) page.append('\n');
    }

    private void namespace(StringBuilder page, String namespace) {
        page.append("## keras.").append(namespace).append("\n\n");
        page.append("| symbol | supported | cases | failed | largest deviation |\n|---|---|---:|---:|---:|\n");
        for (KerasSymbols.Symbol symbol : symbols.all()) {
            if (!symbol.namespace().equals(namespace)) continue;
            Tally tally = tallies.getOrDefault(symbol.full(), new Tally());
            page.append("| ").append(symbol.name()).append(" | ");
            page.append(symbol.isSupported() ? "yes" : "no").append(" | ");
            page.append(tally.cases() == 0 ? "" : Integer.toString(tally.cases()))
                    .append(" | ");
            page.append(tally.failed == 0 ? "" : Integer.toString(tally.failed)).append(" | ");
            page.append(tally.passed == 0 ? "" : String.format(Locale.ROOT, "%.3g", tally.largest))
                    .append(" |\n");
        }
        page.append('\n');
    }
}
