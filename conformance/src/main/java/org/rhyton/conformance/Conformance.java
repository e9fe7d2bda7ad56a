package org.rhyton.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.saving.UnknownCustomObjectException;

/** Runs the cases of a folder of golden data. */
public final class Conformance {
    private static final int DEEPEST_FOLDER = 4;

    private Conformance() {}

    /**
     * Runs all cases that are chosen.
     *
     * @param root a folder with f32/, f64/, files/ and texts, or a part of it
     * @return a report for each topic that has chosen cases, in the order of the files' names
     * @throws GoldenFormatException when a file in it is not a golden file
     */
    public static List<TopicReport> run(Path root, Predicate<String> topics, Predicate<String> cases)
            throws IOException {
        Map<String, TopicReport> reports = new LinkedHashMap<>();
        for (Path path : files(root)) {
            GoldenFile file = GoldenFile.read(root, path);
            if (!topics.test(file.topic())) continue;
            for (GoldenCase golden : file.cases()) {
                if (!cases.test(golden.name())) continue;
                reports.computeIfAbsent(file.topic(), TopicReport::new).add(golden, run(file.topic(), golden));
            }
        }
        return new ArrayList<>(reports.values());
    }

    private static Outcome run(String topic, GoldenCase golden) {
        return Topics.named(topic)
                .map(known -> run(known, golden))
                .orElseGet(() -> Outcome.unsupported("topic " + topic));
    }

    /** Runs a case; whatever goes wrong in it is its outcome and does not end the run. */
    @SuppressWarnings("CatchingUnchecked") // any exception of any class under test is a finding to report
    private static Outcome run(Topic topic, GoldenCase golden) {
        try {
            return topic.run(golden);
        } catch (UnknownClassException e) {
            return Outcome.unsupported(e.className());
        } catch (UnknownCustomObjectException e) {
            return Outcome.unsupported(e.className());
        } catch (Exception | StackOverflowError e) {
            return Outcome.failed(e + at(e));
        }
    }

    /** The place in Rhyton that an exception comes from, to begin searching at. */
    private static String at(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.rhyton"))
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root, DEEPEST_FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(GoldenFile::isGolden)
                    .sorted()
                    .toList();
        }
    }
}
