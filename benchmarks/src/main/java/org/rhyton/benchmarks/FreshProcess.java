package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rhyton.models.Sequential;

/** A JVM of its own that trains the lesson's first network: for start-up, memory, and the number of threads. */
final class FreshProcess {
    private static final Path STATUS = Path.of("/proc/self/status");

    private FreshProcess() {}

    /**
     * Trains for some epochs and prints, after each, its milliseconds a step; at last the peak of resident memory. With a
     * second argument, the inputs are not standardised but only scaled, of which no copies are left.
     */
    public static void main(String[] arguments) throws IOException {
        int epochs = Integer.parseInt(arguments[0]);
        Images images = arguments.length > 1 ? Images.scaled() : Images.load();
        Sequential model = Networks.l2Network();
        int steps = Math.ceilDiv(images.xTrain().shape().size(0), 32);
        for (int epoch = 0; epoch < epochs; epoch++) {
            long start = System.nanoTime();
            model.fit(images.xTrain(), images.yTrain(), epochs(1), verbose(0));
            System.out.println("epoch " + (System.nanoTime() - start) / 1e6 / steps);
        }
        if (Files.isReadable(STATUS)) System.out.println("peak " + peakMegabytes());
    }

    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmHWM:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
        return Double.NaN;
    }

    /** Seconds from before a process starts until its first epoch has ended. */
    static double secondsToFirstEpoch() {
        long start = System.nanoTime();
        List<Long> ends = new ArrayList<>();
        run(List.of(), List.of("1"), line -> {
            if (line.startsWith("epoch")) ends.add(System.nanoTime());
        });
        return (ends.getFirst() - start) / 1e9;
    }

    /** Megabytes of resident memory at most, over three epochs. */
    static double peakMemory() {
        List<Double> peaks = new ArrayList<>();
        run(List.of(), List.of("3", "scaled"), line -> {
            if (line.startsWith("peak")) peaks.add(number(line));
        });
        if (peaks.isEmpty()) throw new IllegalStateException("peak memory is read from " + STATUS + ": on Linux only");
        return peaks.getFirst();
    }

    /** The fastest epoch's milliseconds a step, on so many threads. */
    static double millisecondsOnThreads(int threads, int epochs) {
        List<Double> times = new ArrayList<>();
        run(List.of("-Drhyton.threads=" + threads), List.of(String.valueOf(epochs)), line -> {
            if (line.startsWith("epoch")) times.add(number(line));
        });
        return times.stream().mapToDouble(time -> time).min().orElseThrow();
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
    }

    private static void run(List<String> options, List<String> arguments, Consumer<String> onLine) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of(
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--module",
                "org.rhyton.benchmarks/org.rhyton.benchmarks.FreshProcess"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) onLine.accept(line);
            }
            int status = process.waitFor();
            if (status != 0) throw new IllegalStateException("the process ended with status " + status);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process was measured", e);
        }
    }
}
