package org.rhyton.benchmarks;

import static org.rhyton.Rhyton.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rhyton.array.NDArray;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;

/** What can be measured; names are those of {@code rhyton bench}. */
enum Workload {
    /** The lesson's first network (L2, Nadam, batch 32): milliseconds a step, six epochs after the first. */
    W1 {
        @Override
        Result measure(Images images) {
            return training(this, Networks.l2Network(), images, 32, 6);
        }
    },
    /** The same at batch 512: seconds an epoch. */
    W1B512 {
        @Override
        Result measure(Images images) {
            Result steps = training(this, Networks.l2Network(), images, 512, 6);
            int perEpoch = Math.ceilDiv(45_000, 512);
            return new Result(
                    name(),
                    "s/epoch",
                    Arrays.stream(steps.values()).map(ms -> ms * perEpoch / 1e3).toArray());
        }
    },
    /** The lesson's dropout network: milliseconds a step. */
    W2 {
        @Override
        Result measure(Images images) {
            return training(this, Networks.dropoutNetwork(), images, 32, 6);
        }
    },
    /** The lesson's model A (SGD): milliseconds a step. */
    W3 {
        @Override
        Result measure(Images images) {
            return training(this, Networks.modelA(), images, 32, 6);
        }
    },
    /** 100 samples, 20 epochs of a warm model: milliseconds an epoch. */
    T {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.modelA();
            NDArray x = images.xTrain().rows(0, 100);
            NDArray y = images.yTrain().rows(0, 100);
            return repeated(name(), "ms/epoch", 30, 20, () -> model.fit(x, y, epochs(20), verbose(0)));
        }
    },
    /** A network of sizes that nobody tuned for, batch 50: milliseconds a step. */
    ODD {
        @Override
        Result measure(Images images) {
            return training(this, Networks.odd(), images, 50, 4);
        }
    },
    /** Predicting 10,000 samples at batch 32: milliseconds. */
    PREDICT {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            return repeated(name(), "ms", 20, 1, () -> model.predict(images.xTest()));
        }
    },
    /** Predicting one sample: microseconds. */
    LATENCY {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            NDArray one = images.xTest().rows(0, 1);
            Result ms = repeated(name(), "ms", 30_000, 1, () -> model.apply(one));
            return new Result(
                    name(),
                    "us",
                    Arrays.stream(ms.values()).map(value -> value * 1e3).toArray());
        }
    },
    /** Monte-Carlo dropout, 3 samples and 100 predictions: milliseconds. */
    MC {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.dropoutNetwork();
            NDArray three = images.xTest().rows(0, 3);
            return repeated(name(), "ms", 100, 1, () -> model.predictMonteCarlo(three, 100));
        }
    },
    /** 64 threads predicting with one model: thousands of samples a second. */
    CONCURRENT {
        @Override
        Result measure(Images images) {
            Sequential model = Networks.l2Network();
            NDArray batch = images.xTest().rows(0, 32);
            double[] rates = new double[5];
            for (int run = 0; run < rates.length; run++) rates[run] = concurrentRate(model, batch);
            return new Result(name(), "k samples/s", rates);
        }
    },
    /** A convolutional network (batch 64, Adam): milliseconds a step. */
    CNN {
        @Override
        Result measure(Images images) {
            Images some = images.first(6400);
            NDArray x = some.xTrain().reshape(6400, 28, 28, 1);
            return training(this, Networks.cnn(), new Images(x, some.yTrain(), x, some.yTrain()), 64, 4);
        }
    },
    /** A recurrent network (28 steps of 28 pixels, 128 units, batch 64, Adam): milliseconds a step. */
    LSTM {
        @Override
        Result measure(Images images) {
            return training(this, Networks.lstm(), images.first(6400), 64, 4);
        }
    },
    /** A transformer block (64 steps of 12 numbers, 128 features, 4 heads, batch 32, Adam): milliseconds a step. */
    ATTENTION {
        @Override
        Result measure(Images images) {
            NDArray x = images.first(3200).xTrain().reshape(3200, 784).get("..., :768").reshape(3200, 64, 12);
            NDArray y = images.first(3200).yTrain();
            return training(this, Networks.transformerBlock(), new Images(x, y, x, y), 32, 5);
        }
    };

    abstract Result measure(Images images);

    /** Milliseconds a step of each epoch but the first. */
    private static Result training(Workload workload, Model model, Images images, int batch, int epochs) {
        int samples = images.xTrain().shape().size(0);
        double[] values = new double[epochs];
        model.fit(images.xTrain(), images.yTrain(), epochs(1), batchSize(batch), verbose(0));
        for (int epoch = 0; epoch < epochs; epoch++) {
            long start = System.nanoTime();
            model.fit(images.xTrain(), images.yTrain(), epochs(1), batchSize(batch), verbose(0));
            values[epoch] = (System.nanoTime() - start) / 1e6 / Math.ceilDiv(samples, batch);
        }
        return new Result(workload.name(), "ms/step", values);
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

    private static double concurrentRate(Sequential model, NDArray batch) {
        int threads = 64;
        int calls = 100;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> futures = new ArrayList<>();
            long start = System.nanoTime();
            for (int thread = 0; thread < threads; thread++) {
                futures.add(pool.submit(() -> {
                    for (int i = 0; i < calls; i++) model.apply(batch);
                }));
            }
            for (Future<?> future : futures) future.get();
            return threads * calls * batch.shape().size(0) / ((System.nanoTime() - start) / 1e9) / 1e3;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("concurrent prediction failed", e);
        }
    }
}
