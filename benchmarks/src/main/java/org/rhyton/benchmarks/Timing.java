package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.rhyton.models.Model;
import org.rhyton.training.Callback;
import org.rhyton.training.Logs;

/** How long things take. */
final class Timing {
    private static final long WARMUP = 2_000_000_000L;

    private Timing() {}

    /** Milliseconds a step of each epoch but the first, in order, in one call of {@code fit}. */
    static double[] training(Model model, Images images, int batch, int epochs) {
        EpochEnds ends = new EpochEnds(epochs + 1);
        model.fit(images.xTrain(), images.yTrain(), epochs(epochs + 1), batchSize(batch), verbose(0), callbacks(ends));
        int steps = Math.ceilDiv(images.xTrain().shape().size(0), batch);
        double[] milliseconds = new double[epochs];
        for (int i = 0; i < epochs; i++) milliseconds[i] = (ends.times[i + 1] - ends.times[i]) / 1e6 / steps;
        return milliseconds;
    }

    /** Writes down when epochs end, so that an epoch has all that lies between it and the one before. */
    private static final class EpochEnds implements Callback {
        final long[] times;

        EpochEnds(int epochs) {
            this.times = new long[epochs];
        }

        @Override
        public void onEpochEnd(int epoch, Logs logs) {
            times[epoch] = System.nanoTime();
        }
    }

    /** Nanoseconds of each run of an action, after two seconds of it to warm up. */
    static double[] repeated(int runs, Callable<?> action) {
        double[] nanoseconds = new double[runs];
        try {
            long warm = System.nanoTime() + WARMUP;
            while (System.nanoTime() < warm) action.call();
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                action.call();
                nanoseconds[i] = System.nanoTime() - start;
            }
        } catch (Exception e) {
            throw new IllegalStateException("what was measured failed", e);
        }
        return nanoseconds;
    }

    static double[] dividedBy(double divisor, double[] values) {
        return DoubleStream.of(values).map(value -> value / divisor).toArray();
    }

    static double[] several(int runs, DoubleSupplier measurement) {
        return DoubleStream.generate(measurement).limit(runs).toArray();
    }
}
