package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.models.Sequential;
import org.rhyton.training.Callback;
import org.rhyton.training.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A program that trains the lesson's first network and prints one number a line, each behind a word: the milliseconds a step
 * of each {@code epoch}, the {@code peak} of resident memory in megabytes.
 */
@Command(name = "training")
final class Training implements Callable<Integer> {
    private static final Path STATUS = Path.of("/proc/self/status");

    @Option(names = "--epochs")
    private int epochs = 4;

    @Option(names = "--batch")
    private int batch = 32;

    @Option(names = "--scaled", description = "Inputs are only scaled, not standardised, and there is no copy of them.")
    private boolean scaled;

    @Option(names = "--yardsticks", description = "First measures products and what the processor can do at most.")
    private boolean yardsticks;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Training()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        System.out.println("species " + Kernels.fastest().description());
        if (yardsticks) measureYardsticks();
        Images images = scaled ? Images.scaled() : Images.load();
        Sequential model = Networks.l2Network();
        int steps = Math.ceilDiv(images.xTrain().shape().size(0), batch);
        Callback printing = new Printing(steps);
        model.fit(images.xTrain(), images.yTrain(), epochs(epochs), batchSize(batch), verbose(0), callbacks(printing));
        if (Files.isReadable(STATUS)) System.out.println("peak " + peakMegabytes());
        return 0;
    }

    private static void measureYardsticks() {
        System.out.println("most " + Result.median(Peak.gigaflops()));
        System.out.println("gemm " + Result.median(Gemm.SQUARE.gigaflops()));
        System.out.println("layer " + Result.median(Gemm.LAYER.gigaflops()));
    }

    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmHWM:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
        }
        return Double.NaN;
    }

    private static final class Printing implements Callback {
        private final int steps;
        private long last = System.nanoTime();

        Printing(int steps) {
            this.steps = steps;
        }

        @Override
        public void onEpochEnd(int epoch, Logs logs) {
            long now = System.nanoTime();
            System.out.println("epoch " + (now - last) / 1e6 / steps);
            last = now;
        }
    }
}
