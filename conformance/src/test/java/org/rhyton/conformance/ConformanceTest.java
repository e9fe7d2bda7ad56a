package org.rhyton.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Runs the program over the golden data that is kept with the sources. */
class ConformanceTest {
    private static final Pattern TOPIC_LINE =
            Pattern.compile("(\\w+): (\\d+) passed, (\\d+) failed, (\\d+) unsupported.*");

    private record Run(int status, List<String> out, String err) {}

    @Test
    void nothingFailsAndNothingThatPassedIsLost() throws IOException, URISyntaxException {
        Run run = run(golden().toString());
        String failures =
                run.out().stream().filter(line -> line.startsWith("  failed ")).collect(Collectors.joining("\n"));
        assertEquals("", failures);
        assertEquals(0, run.status(), run.err());

        Map<String, Integer> passed = passedByTopic(run.out());
        assertFalse(passed.isEmpty());
        Properties committed = committed();
        assertAll(committed.stringPropertyNames().stream()
                .sorted()
                .map(topic -> () -> assertTrue(
                        passed.getOrDefault(topic, 0) >= Integer.parseInt(committed.getProperty(topic)),
                        () -> topic + ": " + passed.getOrDefault(topic, 0) + " cases pass, "
                                + committed.getProperty(topic) + " did")));
        assertEquals(
                committed.stringPropertyNames(),
                Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet()),
                "every topic has its number in passed-cases.properties");
    }

    @Test
    void theLastLineIsTheSum() throws IOException, URISyntaxException {
        Run run = run("--topic", "no_such_rooms", "--topic", "schedules", golden().toString());
        assertTrue(run.out().getLast().matches("\\d+ passed, \\d+ failed, \\d+ skipped"), run.out()::toString);
        assertEquals(1, passedByTopic(run.out()).size());
    }

    @Test
    void aFolderWithoutCasesIsAnError() throws IOException, URISyntaxException {
        Run run = run("--case", "no such case", golden().toString());
        assertEquals(2, run.status());
        assertTrue(run.err().contains("no such cases"), run.err());
    }

    @Test
    void aMissingFolderIsAnError() {
        Run run = run("no-such-folder");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("no-such-folder is not a folder"), run.err());
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new ConformanceCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(status, out.toString().lines().toList(), err.toString());
    }

    private static Map<String, Integer> passedByTopic(List<String> lines) {
        Map<String, Integer> passed = new HashMap<>();
        for (String line : lines) {
            Matcher topic = TOPIC_LINE.matcher(line);
            if (topic.matches()) passed.put(topic.group(1), Integer.parseInt(topic.group(2)));
        }
        return passed;
    }

    private static Properties committed() throws IOException {
        Properties numbers = new Properties();
        try (InputStream file = ConformanceTest.class.getResourceAsStream("/passed-cases.properties")) {
            numbers.load(Objects.requireNonNull(file, "passed-cases.properties"));
        }
        return numbers;
    }

    private static Path golden() throws URISyntaxException {
        URL numbers = Objects.requireNonNull(
                ConformanceTest.class.getResource("/passed-cases.properties"), "passed-cases.properties");
        return Path.of(numbers.toURI()).resolveSibling("golden-compressed");
    }
}
