package org.rhyton.benchmarks.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * One library at one task, in a process of its own: {@code Measurement LIBRARY TASK RUNS}. Prints one line of JSON with
 * the times of all runs after the first, the losses of the epochs, the seconds from the start of the process to the end
 * of the first run, and the peak of resident memory in megabytes (where the system tells it).
 */
final class Measurement {
    private final Task task;
    private final Peer peer;
    private final List<Double> times = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private double firstRunEnd;

    private Measurement(Library library, Task task) {
        this.task = task;
        this.peer = library.build(task.network);
    }

    public static void main(String[] arguments) throws IOException {
        Library library = ServiceLoader.load(Library.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.title().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        Task task = Task.valueOf(arguments[1]);
        Samples[] samples = Samples.load();
        Measurement measurement = new Measurement(library, task);
        measurement.run(samples[0], samples[1], Integer.parseInt(arguments[2]));
        System.out.println(measurement.json(library));
        System.exit(0); // whatever threads a library leaves behind
    }

    private void run(Samples train, Samples test, int runs) {
        for (int run = 0; run <= runs; run++) {
            long start = System.nanoTime();
            double divisor = once(train, test, run);
            double elapsed = (System.nanoTime() - start) / divisor;
            if (run == 0) firstRunEnd = sinceStart();
            else times.add(elapsed);
        }
        peer.close();
    }

    /** Does the task once; returns how many nanoseconds are one of the task's units, times how often it was done. */
    private double once(Samples train, Samples test, int run) {
        return switch (task.kind) {
            case TRAIN -> {
                losses.add(peer.trainEpoch(train, task.batch, run));
                yield 1e6 * Math.ceilDiv(train.size(), task.batch);
            }
            case PREDICT -> {
                peer.predict(test, task.batch);
                yield 1e6;
            }
            case PREDICT_ONE -> {
                float[] pixels = test.rows(run, 1);
                for (int i = 0; i < 2000; i++) peer.predictOne(pixels);
                yield 1e3 * 2000;
            }
        };
    }

    private static double sinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return -1;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    private String json(Library library) throws IOException {
        return String.format(
                Locale.ROOT,
                "{\"peer\": \"%s\", \"task\": \"%s\", \"unit\": \"%s\", \"times\": %s, \"losses\": %s,"
                        + " \"first_run_end\": %.2f, \"peak_mb\": %d}",
                library.title(),
                task,
                task.kind.unit,
                numbers(times),
                numbers(losses),
                firstRunEnd,
                peakMegabytes());
    }

    private static String numbers(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.4f", value))
                .toList()
                .toString();
    }
}
