package org.rhyton.benchmarks;

import org.rhyton.array.Axes;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.data.SplitOption;
import org.rhyton.data.Splits;
import org.rhyton.datasets.FashionMnist;

/** The lesson's images: 45,000 to train with, standardised, and 10,000 to test with. */
record Images(NDArray xTrain, NDArray yTrain, NDArray xTest, NDArray yTest) {
    static Images load() {
        var data = FashionMnist.load();
        var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
        NDArray means = split.xTrain().mean(Axes.of(0).keepDims()).astype(DType.FLOAT32);
        NDArray deviations = split.xTrain().std(Axes.of(0).keepDims()).astype(DType.FLOAT32);
        return new Images(
                split.xTrain().minus(means).dividedBy(deviations),
                split.yTrain(),
                data.xTest().minus(means).dividedBy(deviations),
                data.yTest());
    }

    /** The same number of images, from 0 to 1, with nothing of them in memory twice. */
    static Images scaled() {
        var data = FashionMnist.load();
        return new Images(
                data.xTrain().rows(0, 45_000).astype(DType.FLOAT32).dividedBy(255f),
                data.yTrain().rows(0, 45_000),
                data.xTest().astype(DType.FLOAT32).dividedBy(255f),
                data.yTest());
    }

    /** The first rows of the training images. */
    Images first(int rows) {
        return new Images(xTrain.rows(0, rows), yTrain.rows(0, rows), xTest, yTest);
    }
}
