package org.rhyton.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Libraries that cells ask for by Maven coordinates, in lines as JBang knows them:
 *
 * <pre>{@code
 * //DEPS org.apache.commons:commons-csv:1.14.0
 * }</pre>
 *
 * <p>Maven itself finds them and what they need, so that a user's own repositories and mirrors hold.
 */
final class Dependencies {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*//DEPS\\s+(.+)$");
    private static final Pattern COORDINATES = Pattern.compile("([^:\\s]+):([^:\\s]+):([^:\\s]+)");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";

    private final Set<String> known = new LinkedHashSet<>();

    /** A dependency that cannot be had; the message says why. */
    static final class NotResolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        NotResolvedException(String message) {
            super(message);
        }
    }

    /** The coordinates in a cell. */
    static List<String> coordinates(String code) throws NotResolvedException {
        List<String> found = new ArrayList<>();
        Matcher lines = LINE.matcher(code);
        while (lines.find()) {
            for (String each : SEPARATOR.splitAsStream(lines.group(1).trim()).toList()) {
                if (!COORDINATES.matcher(each).matches()) {
                    throw new NotResolvedException("'" + each + "' is not of the form group:artifact:version");
                }
                found.add(each);
            }
        }
        return found;
    }

    /** The files that a cell's lines add to the class path. */
    List<Path> wantedBy(String code) throws NotResolvedException {
        List<String> wanted = new ArrayList<>(coordinates(code));
        wanted.removeAll(known);
        if (wanted.isEmpty()) return List.of();
        List<Path> files = resolve(wanted);
        known.addAll(wanted);
        return files;
    }

    private static List<Path> resolve(List<String> wanted) throws NotResolvedException {
        try {
            Path folder = Files.createTempDirectory("rhyton-dependencies");
            Path pom = Files.writeString(folder.resolve("pom.xml"), pom(wanted));
            Path answer = folder.resolve("class-path");
            Process maven = new ProcessBuilder(
                            "mvn",
                            "-q",
                            "-B",
                            "-Dstyle.color=never",
                            "-f",
                            pom.toString(),
                            PLUGIN,
                            "-Dmdep.outputFile=" + answer)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (maven.waitFor() != 0 || !Files.exists(answer)) {
                throw new NotResolvedException("Maven does not find " + wanted + ": " + complaint(output));
            }
            return Pattern.compile(Pattern.quote(File.pathSeparator))
                    .splitAsStream(Files.readString(answer).strip())
                    .filter(file -> !file.isEmpty())
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new NotResolvedException(
                    "libraries are found by Maven, which could not be started (" + e.getMessage() + "); install it");
        } catch (InterruptedException e) {
            throw new NotResolvedException("interrupted while Maven looked for " + wanted);
        }
    }

    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.contains("[ERROR]"))
                .findFirst()
                .map(line -> line.substring(line.indexOf("[ERROR]") + "[ERROR]".length())
                        .replaceFirst(" -> .*", ""))
                .orElse(output)
                .strip();
    }

    private static String pom(List<String> wanted) {
        String dependencies = wanted.stream()
                .map(coordinates -> COORDINATES
                        .matcher(coordinates)
                        .replaceFirst("<dependency><groupId>$1</groupId><artifactId>$2</artifactId>"
                                + "<version>$3</version></dependency>"))
                .collect(Collectors.joining());
        return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId><artifactId>notebook</artifactId>"
                + "<version>1</version><dependencies>" + dependencies + "</dependencies></project>";
    }
}
