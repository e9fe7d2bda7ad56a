package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import org.rhyton.array.NDArray;
import org.rhyton.models.Sequential;

/** What can be measured; names are those of {@code rhyton bench}, targets those of docs/performance.md. */
enum Workload {
    /** What one thread can do at most: multiply-adds in registers, billions of operations a second. */
    PEAK("peak", _ -> Result.of("GFLOP/s", Peak.gigaflops())),
    /** The yardstick: a matrix product of 512x512x512 on one thread, billions of operations a second. */
    GEMM("gemm", _ -> Shares.gemm()),
    /** The other yardstick: a number handed from one thread to another and back, nanoseconds. */
    HANDOVER("handover", _ -> Result.of("ns", HandOver.nanoseconds())),
    /** The lesson's first network (L2, Nadam, batch 32): milliseconds a step, six epochs after the first. */
    W1("W1", images -> {
        double[] epochs = Timing.training(Networks.l2Network(), images, 32, 6);
        return Result.atMost(0.35, "ms/step", epochs)
                .and(Figure.atMost(1.15, "epoch 6 / epoch 2", epochs[4] / epochs[0]));
    }),
    /** The same at batch 512: seconds an epoch. */
    W1B512("W1b512", images -> {
        double steps = Math.ceilDiv(images.xTrain().shape().size(0), 512);
        double[] epochs = Timing.training(Networks.l2Network(), images, 512, 6);
        return Result.atMost(0.22, "s/epoch", Timing.dividedBy(1e3 / steps, epochs));
    }),
    /** The lesson's dropout network: milliseconds a step. */
    W2("W2", images -> Result.atMost(0.35, "ms/step", Timing.training(Networks.dropoutNetwork(), images, 32, 6))),
    /** The lesson's model A (SGD): milliseconds a step. */
    W3("W3", _ -> {
        Images images = Images.withoutCoatsAndSandals();
        return Result.atMost(0.20, "ms/step", Timing.training(Networks.modelA(), images, 32, 6));
    }),
    /** The lesson's model B: 100 samples, 20 epochs of a warm model: milliseconds an epoch. */
    T("T", _ -> {
        Sequential model = Networks.modelB();
        Images images = Images.hundredCoatsAndSandals();
        double[] fits = Timing.repeated(30, () -> model.fit(images.xTrain(), images.yTrain(), epochs(20), verbose(0)));
        return Result.atMost(1, "ms/epoch", Timing.dividedBy(20e6, fits));
    }),
    /** A network of sizes that nobody tuned for, batch 50: milliseconds a step, and its share of the peak beside W1's. */
    ODD("odd", Shares::odd),
    /** Predicting 10,000 samples at batch 32: milliseconds. */
    PREDICT("predict", images -> {
        Sequential model = Networks.l2Network();
        double[] runs = Timing.repeated(30, () -> model.predict(images.xTest(), batchSize(32), verbose(0)));
        return Result.atMost(25, "ms", Timing.dividedBy(1e6, runs));
    }),
    /** Predicting one sample, back to back: microseconds. */
    LATENCY("latency", images -> {
        Sequential model = Networks.l2Network();
        NDArray one = images.xTest().rows(0, 1);
        double[] calls = Timing.repeated(30_000, () -> model.predict(one, verbose(0)));
        Result result = Result.atMost(12, "us", Timing.dividedBy(1e3, calls));
        return result.and(Figure.atMost(40, "p99", result.quantile(0.99)));
    }),
    /** Monte-Carlo dropout, 3 samples and 100 predictions: milliseconds. */
    MC("mc", images -> {
        Sequential model = Networks.dropoutNetwork();
        NDArray three = images.xTest().rows(0, 3);
        return Result.atMost(
                3, "ms", Timing.dividedBy(1e6, Timing.repeated(100, () -> model.predictMonteCarlo(three, 100))));
    }),
    /**
     * From before a process starts until its first epoch of W1 has ended, data loaded: seconds. Its classes come from an
     * archive, as in all programs that {@code ./rhyton} starts; beside it, a JVM without any option.
     */
    COLD("cold", _ -> {
        double[] withoutArchive = Timing.several(5, FreshProcess::secondsToFirstEpoch);
        return Result.atMost(1.8, "s", FreshProcess.secondsToFirstEpochFromArchive(5))
                .and(Figure.told("without an archive", Result.median(withoutArchive)));
    }),
    /** The most resident memory that seven epochs of W1 take in a JVM of its own, data included: megabytes. */
    MEMORY("memory", _ -> Result.atMost(450, "MB", Timing.several(3, FreshProcess::peakMemory))),
    /** 64 threads predicting with one model, every bit compared: times the throughput of one thread. */
    CONCURRENT("concurrent", images -> {
        var callers =
                Concurrency.ManyCallers.of(Networks.l2Network(), images.xTest().rows(0, 32));
        for (int i = 0; i < 3; i++) callers.gainOverOneThread();
        double[] overOneThread = Timing.several(5, callers::gainOverOneThread);
        callers.gainOverOneCaller();
        double[] overAll = Timing.several(5, callers::gainOverOneCaller);
        return Result.atLeast(1.8, "times one thread", overOneThread)
                .and(Figure.told("times one caller that has all threads", Result.median(overAll)));
    }),
    /** Predicting one sample, every millisecond, while another model is fitted: microseconds. */
    STALL("stall", images -> {
        Result result = Result.of("us", Concurrency.latenciesDuringFit(images));
        return result.and(Figure.atMost(5000, "longest", result.greatest()));
    }),
    /** Two models fitted at once: times one alone. */
    FITS(
            "fits",
            images -> Result.atMost(2.3, "times one fit", Timing.several(5, () -> Concurrency.costOfTwoFits(images)))),
    /** W1 on all threads: times the speed on one, in warm processes that take turns; the same at batch 512. */
    SCALING("scaling", _ -> {
        double[] large = Timing.several(3, () -> FreshProcess.gainOfThreads(512, 24));
        return Result.atLeast(1.7, "times one thread", Timing.several(3, () -> FreshProcess.gainOfThreads(32, 12)))
                .and(Figure.atLeast(1.85, "at batch 512", Result.median(large)));
    }),
    /** W1 on the plain kernels, in a JVM of its own: milliseconds a step. */
    PLAIN("plain", _ -> Modes.plain()),
    /** W1 with vectors of 256 bits, in a JVM of its own: milliseconds a step; products as shares of that mode's peak. */
    AVX2("avx2", _ -> Modes.avx2()),
    /** The same with vectors of 128 bits. */
    V128("v128", _ -> Modes.v128()),
    /** A convolutional network (batch 64, Adam): milliseconds a step. */
    CNN("cnn", images -> {
        Images some = images.first(6400).shaped(6400, 28, 28, 1);
        return Result.atMost(6, "ms/step", Timing.training(Networks.cnn(), some, 64, 4));
    }),
    /** A recurrent network (28 steps of 28 pixels, 128 units, batch 64, Adam): milliseconds a step. */
    LSTM("lstm", images -> Result.atMost(4, "ms/step", Timing.training(Networks.lstm(), images.first(6400), 64, 4))),
    /** The same with a GRU: milliseconds a step. */
    GRU("gru", images -> Result.of("ms/step", Timing.training(Networks.gru(), images.first(6400), 64, 4))),
    /** Predicting with the LSTM network, batch 64: milliseconds a batch. */
    LSTM_PREDICT("lstm_predict", images -> {
        Sequential model = Networks.lstm();
        NDArray x = images.first(6400).xTrain();
        return Result.of(
                "ms/batch",
                Timing.dividedBy(100e6, Timing.repeated(10, () -> model.predict(x, batchSize(64), verbose(0)))));
    }),
    /** A transformer block (64 steps of 12 numbers, 128 features, 4 heads, batch 32, Adam): milliseconds a step. */
    ATTENTION("attention", images -> {
        Images flat = images.first(3200).shaped(3200, 784);
        Images rows = new Images(flat.xTrain().get("..., :768"), flat.yTrain(), flat.xTest(), flat.yTest());
        return Result.atMost(
                12, "ms/step", Timing.training(Networks.transformerBlock(), rows.shaped(3200, 64, 12), 32, 5));
    });

    /** How something is measured. */
    @FunctionalInterface
    private interface Measurement {
        Result of(Images images);
    }

    /** The name in results. */
    final String name;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Measurement measurement;

    Workload(String name, Measurement measurement) {
        this.name = name;
        this.measurement = measurement;
    }

    Result measure(Images images) {
        return measurement.of(images);
    }
}
