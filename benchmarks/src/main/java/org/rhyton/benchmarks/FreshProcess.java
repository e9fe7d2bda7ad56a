package org.rhyton.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs {@link Training} in a JVM of its own: for start-up, memory, other numbers of threads, other vectors. */
final class FreshProcess {
    /** What the process printed: under each key its values, in order. */
    record Report(Map<String, List<String>> lines, double secondsToFirstEpoch) {
        double[] numbers(String key) {
            return lines.getOrDefault(key, List.of()).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }

        String text(String key) {
            return lines.getOrDefault(key, List.of("")).getFirst();
        }

        /** Milliseconds a step of each epoch after the first. */
        double[] laterEpochs() {
            double[] epochs = numbers("epoch");
            return Arrays.copyOfRange(epochs, 1, epochs.length);
        }

        /** Those of the second half, when the compiler no longer takes a processor for itself. */
        double[] warmEpochs() {
            double[] epochs = numbers("epoch");
            return Arrays.copyOfRange(epochs, epochs.length / 2, epochs.length);
        }
    }

    private FreshProcess() {}

    /** Seconds from before a process starts until its first epoch has ended, in a JVM without any option. */
    static double secondsToFirstEpoch() {
        return run(List.of(), 1, 32).secondsToFirstEpoch();
    }

    /** The same of several processes that take their classes from an archive, as {@code ./rhyton} starts programs. */
    static double[] secondsToFirstEpochFromArchive(int processes) {
        try {
            Path archive = Files.createTempFile("rhyton-bench", ".jsa");
            try {
                Files.delete(archive);
                run(List.of("-XX:ArchiveClassesAtExit=" + archive), 1, 32);
                if (Files.notExists(archive))
                    throw new IllegalStateException("no archive was written; run ./rhyton bench");
                List<String> options = List.of("-XX:SharedArchiveFile=" + archive);
                return Timing.several(processes, () -> run(options, 1, 32).secondsToFirstEpoch());
            } finally {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Megabytes of resident memory at most. */
    static double peakMemory() {
        double[] peak = run(List.of(), 7, 32, "scaled").numbers("peak");
        if (peak.length == 0)
            throw new IllegalStateException("peak memory is read from /proc/self/status: on Linux only");
        return peak[0];
    }

    /** How many times faster all threads are than one, once the JVM is warm. */
    static double gainOfThreads(int batch, int epochs) {
        int all = Runtime.getRuntime().availableProcessors();
        return millisecondsAStep(1, batch, epochs) / millisecondsAStep(all, batch, epochs);
    }

    private static double millisecondsAStep(int threads, int batch, int epochs) {
        return Result.median(
                run(List.of("-Drhyton.threads=" + threads), epochs, batch).warmEpochs());
    }

    static Report run(List<String> options, int epochs, int batch, String... wishes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--module-path", System.getProperty("jdk.module.path"), "--module"));
        command.add("org.rhyton.benchmarks/" + Training.class.getName());
        command.addAll(List.of(String.valueOf(epochs), String.valueOf(batch)));
        command.addAll(List.of(wishes));
        long start = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Report report = read(process, start);
            if (process.waitFor() != 0) throw new IllegalStateException("failed: " + String.join(" ", command));
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was measured", e);
        }
    }

    private static Report read(Process process, long start) throws IOException {
        Map<String, List<String>> lines = new HashMap<>();
        double firstEpoch = Double.NaN;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int space = line.indexOf(' ');
                if (space < 0) continue;
                String key = line.substring(0, space);
                if (key.equals("epoch") && Double.isNaN(firstEpoch)) firstEpoch = (System.nanoTime() - start) / 1e9;
                lines.computeIfAbsent(key, _ -> new ArrayList<>()).add(line.substring(space + 1));
            }
        }
        return new Report(lines, firstEpoch);
    }
}
