package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rhyton.internal.kernel.Kernels;
import org.rhyton.models.Sequential;
import org.rhyton.training.Callback;
import org.rhyton.training.Logs;

/**
 * A program that trains the lesson's first network and prints one number a line, each behind a word: the milliseconds a step
 * of each {@code epoch}, the {@code peak} of resident memory in megabytes.
 */
final class Training {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Training() {}

    /**
     * Trains and prints. It is started by {@link FreshProcess} alone, and reads its arguments itself: a library for them
     * would take a part of the start-up that is measured here.
     *
     * @param arguments how many epochs, how many images a batch, then {@code scaled} for inputs that are only scaled, not
     *     standardised, with no copy of them; {@code yardsticks} to measure first what the processor can do at most
     */
    public static void main(String[] arguments) throws IOException {
        List<String> wishes = List.of(arguments);
        int epochs = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        Images images = wishes.contains("scaled") ? Images.scaled() : Images.load();
        System.out.println("species " + Kernels.fastest().description());
        if (wishes.contains("yardsticks")) measureYardsticks();
        Sequential model = Networks.l2Network();
        int steps = Math.ceilDiv(images.xTrain().shape().size(0), batch);
        Callback printing = new Printing(steps);
        model.fit(images.xTrain(), images.yTrain(), epochs(epochs), batchSize(batch), verbose(0), callbacks(printing));
        if (Files.isReadable(STATUS)) System.out.println("peak " + peakMegabytes());
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
