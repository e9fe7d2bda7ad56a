package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rhyton.array.NDArray;
import org.rhyton.internal.kernel.Team;
import org.rhyton.models.Sequential;

/** Models used by several threads at the same time. */
final class Concurrency {
    private Concurrency() {}

    /**
     * 64 threads that predict with one model. Every prediction is compared with that of one thread, bit by bit.
     *
     * @param batch what each call predicts
     * @param expected what one thread has predicted
     */
    record ManyCallers(Sequential model, NDArray batch, NDArray expected) {
        private static final int CALLERS = 64;
        private static final int CALLS = 200;

        static ManyCallers of(Sequential model, NDArray batch) {
            return new ManyCallers(model, batch, model.predict(batch, verbose(0)));
        }

        /** Their predictions a second over those of one thread. */
        double gainOverOneThread() {
            return secondsOfOneThread() / secondsOfAll();
        }

        /** The same over those of one caller, whose calls are divided among all threads. */
        double gainOverOneCaller() {
            return secondsOfOneCaller() / secondsOfAll();
        }

        private double secondsOfOneThread() {
            int threads = Team.threads();
            Team.setThreads(1);
            try {
                return secondsOfOneCaller();
            } finally {
                Team.setThreads(threads);
            }
        }

        private double secondsOfOneCaller() {
            return seconds(1, () -> predict(CALLERS * CALLS / 8)) * 8;
        }

        private double secondsOfAll() {
            return seconds(CALLERS, () -> predict(CALLS));
        }

        private Void predict(int calls) {
            for (int i = 0; i < calls; i++) {
                if (!model.predict(batch, verbose(0)).equals(expected)) {
                    throw new IllegalStateException("a concurrent prediction differs from that of one thread");
                }
            }
            return null;
        }
    }

    /** Microseconds of each prediction of one sample, made while another model is fitted. */
    static double[] latenciesDuringFit(Images images) {
        Sequential served = Networks.l2Network();
        Sequential trained = Networks.l2Network();
        NDArray one = images.xTest().rows(0, 1);
        for (int i = 0; i < 20_000; i++) served.predict(one, verbose(0));
        trained.fit(images.xTrain(), images.yTrain(), epochs(1), verbose(0));
        List<Double> latencies = new ArrayList<>();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<?> fit = pool.submit(() -> trained.fit(images.xTrain(), images.yTrain(), epochs(2), verbose(0)));
            while (!fit.isDone()) {
                long start = System.nanoTime();
                served.predict(one, verbose(0));
                latencies.add((System.nanoTime() - start) / 1e3);
                pause();
            }
        }
        return latencies.stream().mapToDouble(latency -> latency).toArray();
    }

    /** Callers of a server do not come back to back. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time of two fits of two models at once, over that of one alone. */
    static double costOfTwoFits(Images images) {
        Callable<?>[] fits = new Callable<?>[2];
        for (int i = 0; i < fits.length; i++) {
            Sequential model = Networks.l2Network();
            fits[i] = () -> model.fit(images.xTrain(), images.yTrain(), epochs(1), verbose(0));
        }
        for (Callable<?> fit : fits) seconds(1, fit);
        double alone = seconds(1, fits[0]);
        return seconds(fits) / alone;
    }

    private static double seconds(int threads, Callable<?> action) {
        Callable<?>[] actions = new Callable<?>[threads];
        java.util.Arrays.fill(actions, action);
        return seconds(actions);
    }

    /** How long actions take, each on a thread of its own. */
    private static double seconds(Callable<?>[] actions) {
        try (ExecutorService pool = Executors.newFixedThreadPool(actions.length)) {
            long start = System.nanoTime();
            List<Future<?>> futures = new ArrayList<>();
            for (Callable<?> action : actions) futures.add(pool.submit(action));
            for (Future<?> future : futures) future.get();
            return (System.nanoTime() - start) / 1e9;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while threads were measured", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread failed", e.getCause());
        }
    }
}
