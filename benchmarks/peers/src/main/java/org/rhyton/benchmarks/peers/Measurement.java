package org.rhyton.benchmarks.peers;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * One library at one task, in a process of its own: {@code Measurement LIBRARY TASK RUNS}. Prints one line of JSON with
 * the times of all runs after those to warm up, the losses of the epochs, the seconds from the start of the process to the end
 * of the first run, and the peak of resident memory in megabytes (where the system tells it).
 */
final class Measurement {
    private static final int SMALL = 100;
    private static final int SMALL_EPOCHS = 20;
    private static final int CALLS = 2000;

    private final Task task;
    private final Peer peer;
    private final List<Double> times = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();

    private double firstRunEnd;

    private Measurement(Task task, Peer peer) {
        this.task = task;
        this.peer = peer;
    }

    public static void main(String[] arguments) throws IOException {
        Library library = ServiceLoader.load(Library.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.title().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        Task task = Task.valueOf(arguments[1]);
        Measurement measurement = new Measurement(task, build(library, task));
        measurement.run(Integer.parseInt(arguments[2]));
        System.out.println(measurement.json(library));
        System.exit(0); // whatever threads a library leaves behind
    }

    /** The samples are the library's from now on: none that it does not keep stay in memory. */
    private static Peer build(Library library, Task task) {
        Samples[] samples = Samples.load();
        Samples train = task.kind == Task.Kind.TRAIN_FEW ? samples[0].first(SMALL) : samples[0];
        return library.build(task.network, train, samples[1]);
    }

    private void run(int runs) {
        long warm = System.nanoTime() + task.kind.warmup * 1_000_000_000L;
        for (int run = 0; times.size() < runs; run++) {
            long start = System.nanoTime();
            double divisor = once(run);
            double elapsed = (System.nanoTime() - start) / divisor;
            if (run == 0) firstRunEnd = sinceStart();
            else if (start >= warm) times.add(elapsed);
        }
        peer.close();
    }

    /** Does the task once; returns how many nanoseconds are one of the task's units, times how often it was done. */
    private double once(int run) {
        return switch (task.kind) {
            case TRAIN -> {
                train(1, run);
                yield 1e6 * Math.ceilDiv(Samples.TRAINING, task.batch);
            }
            case TRAIN_FEW -> {
                train(SMALL_EPOCHS, (long) run * SMALL_EPOCHS);
                yield 1e6 * SMALL_EPOCHS;
            }
            case PREDICT -> {
                peer.predict(task.batch);
                yield 1e6;
            }
            case PREDICT_ONE -> {
                float[] pixels = new float[Network.PIXELS];
                Arrays.fill(pixels, 0.01f * run);
                for (int i = 0; i < CALLS; i++) peer.predictOne(pixels);
                yield 1e3 * CALLS;
            }
        };
    }

    private void train(int epochs, long seed) {
        Arrays.stream(peer.train(epochs, task.batch, seed)).forEach(losses::add);
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
