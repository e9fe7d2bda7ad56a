package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;

/** What can be measured; names are those of {@code rhyton bench}. */
enum Workload {
    /** The yardstick: a matrix product of 512x512x512 on one thread, billions of operations a second. */
    GEMM("gemm") {
        @Override
        Result measure(Images images) {
            return new Result(name, "GFLOP/s", new Gemm(512, 512, 512).gigaflops());
        }
    },
    /** The lesson's first network (L2, Nadam, batch 32): milliseconds a step, six epochs after the first. */
    W1("W1") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.l2Network(), images, 32, 6);
        }
    },
    /** The same at batch 512: seconds an epoch. */
    W1B512("W1b512") {
        @Override
        Result measure(Images images) {
            Result steps = training(name, Networks.l2Network(), images, 512, 6);
            int perEpoch = Math.ceilDiv(45_000, 512);
            return new Result(
                    name,
                    "s/epoch",
                    Arrays.stream(steps.values()).map(ms -> ms * perEpoch / 1e3).toArray());
        }
    },
    /** The lesson's dropout network: milliseconds a step. */
    W2("W2") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.dropoutNetwork(), images, 32, 6);
        }
    },
    /** The lesson's model A (SGD): milliseconds a step. */
    W3("W3") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.modelA(), images, 32, 6);
        }
    },
    /** 100 samples, 20 epochs of a warm model: milliseconds an epoch. */
    T("T") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.modelA();
            NDArray x = images.xTrain().rows(0, 100);
            NDArray y = images.yTrain().rows(0, 100);
            return repeated(name, "ms/epoch", 30, 20, () -> model.fit(x, y, epochs(20), verbose(0)));
        }
    },
    /** A network of sizes that nobody tuned for, batch 50: milliseconds a step. */
    ODD("odd") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.odd(), images, 50, 4);
        }
    },
    /** Predicting 10,000 samples at batch 32: milliseconds. */
    PREDICT("predict") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            return repeated(name, "ms", 20, 1, () -> model.predict(images.xTest()));
        }
    },
    /** Predicting one sample: microseconds. */
    LATENCY("latency") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            NDArray one = images.xTest().rows(0, 1);
            Result ms = repeated(name, "ms", 30_000, 1, () -> model.apply(one));
            return new Result(
                    name,
                    "us",
                    Arrays.stream(ms.values()).map(value -> value * 1e3).toArray());
        }
    },
    /** Monte-Carlo dropout, 3 samples and 100 predictions: milliseconds. */
    MC("mc") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.dropoutNetwork();
            NDArray three = images.xTest().rows(0, 3);
            return repeated(name, "ms", 100, 1, () -> model.predictMonteCarlo(three, 100));
        }
    },
    /** From before a process starts until its first epoch of W1 has ended, data loaded: seconds. */
    COLD("cold") {
        @Override
        Result measure(Images images) {
            return new Result(name, "s", repeat(5, FreshProcess::secondsToFirstEpoch));
        }
    },
    /** The most resident memory that W1 takes in a JVM of its own, data included: megabytes. */
    MEMORY("memory") {
        @Override
        Result measure(Images images) {
            return new Result(name, "MB", repeat(3, FreshProcess::peakMemory));
        }
    },
    /** 64 threads predicting with one model, every bit compared: times the throughput of one thread. */
    CONCURRENT("concurrent") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            NDArray batch = images.xTest().rows(0, 32);
            Concurrency.gainOfManyCallers(model, batch);
            return new Result(name, "times one thread", repeat(5, () -> Concurrency.gainOfManyCallers(model, batch)));
        }
    },
    /** Predicting one sample, every millisecond, while another model is fitted: microseconds; look at max. */
    STALL("stall") {
        @Override
        Result measure(Images images) {
            return new Result(name, "us", Concurrency.latenciesDuringFit(images));
        }
    },
    /** Two models fitted at once: times one alone. */
    FITS("fits") {
        @Override
        Result measure(Images images) {
            return new Result(name, "times one fit", repeat(3, () -> Concurrency.costOfTwoFits(images)));
        }
    },
    /** W1 on all threads: times the speed on one, in processes that take turns. */
    SCALING("scaling") {
        @Override
        Result measure(Images images) {
            int all = Runtime.getRuntime().availableProcessors();
            return new Result(
                    name,
                    "times one thread",
                    repeat(
                            3,
                            () -> FreshProcess.millisecondsOnThreads(1, 4)
                                    / FreshProcess.millisecondsOnThreads(all, 4)));
        }
    },
    /** A convolutional network (batch 64, Adam): milliseconds a step. */
    CNN("cnn") {
        @Override
        Result measure(Images images) {
            Images some = images.first(6400);
            NDArray x = some.xTrain().reshape(6400, 28, 28, 1);
            return training(name, Networks.cnn(), new Images(x, some.yTrain(), x, some.yTrain()), 64, 4);
        }
    },
    /** A recurrent network (28 steps of 28 pixels, 128 units, batch 64, Adam): milliseconds a step. */
    LSTM("lstm") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.lstm(), images.first(6400), 64, 4);
        }
    },
    /** The same with a GRU: milliseconds a step. */
    GRU("gru") {
        @Override
        Result measure(Images images) {
            return training(name, Networks.gru(), images.first(6400), 64, 4);
        }
    },
    /** Predicting with the LSTM network, batch 64: milliseconds a batch. */
    LSTM_PREDICT("lstm_predict") {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.lstm();
            NDArray x = images.first(6400).xTrain();
            return repeated(name, "ms/batch", 10, 100, () -> model.predict(x, batchSize(64)));
        }
    },
    /** A transformer block (64 steps of 12 numbers, 128 features, 4 heads, batch 32, Adam): milliseconds a step. */
    ATTENTION("attention") {
        @Override
        Result measure(Images images) {
            NDArray x = images.first(3200)
                    .xTrain()
                    .reshape(3200, 784)
                    .get("..., :768")
                    .reshape(3200, 64, 12);
            NDArray y = images.first(3200).yTrain();
            return training(name, Networks.transformerBlock(), new Images(x, y, x, y), 32, 5);
        }
    };

    /** The name in results. */
    final String name;

    Workload(String name) {
        this.name = name;
    }

    abstract Result measure(Images images);

    private static double[] repeat(int runs, DoubleSupplier action) {
        return DoubleStream.generate(action).limit(runs).toArray();
    }

    /** Milliseconds a step of each epoch but the first. */
    private static Result training(String name, Model model, Images images, int batch, int epochs) {
        int samples = images.xTrain().shape().size(0);
        double[] values = new double[epochs];
        model.fit(images.xTrain(), images.yTrain(), epochs(1), batchSize(batch), verbose(0));
        for (int epoch = 0; epoch < epochs; epoch++) {
            long start = System.nanoTime();
            model.fit(images.xTrain(), images.yTrain(), epochs(1), batchSize(batch), verbose(0));
            values[epoch] = (System.nanoTime() - start) / 1e6 / Math.ceilDiv(samples, batch);
        }
        return new Result(name, "ms/step", values);
    }

    /** Milliseconds of an action, divided by what it does, after a third as many runs to warm up. */
    private static Result repeated(String name, String unit, int runs, int divisor, Callable<?> action) {
        double[] values = new double[runs];
        try {
            for (int i = 0; i < Math.max(3, runs / 3); i++) action.call();
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                action.call();
                values[i] = (System.nanoTime() - start) / 1e6 / divisor;
            }
        } catch (Exception e) {
            throw new IllegalStateException(name + " failed", e);
        }
        return new Result(name, unit, values);
    }
}
