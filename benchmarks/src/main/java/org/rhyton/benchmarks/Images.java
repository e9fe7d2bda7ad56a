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

    /** The same number of images, from 0 to 1, to train with, with nothing of them in memory twice. */
    static Images scaled() {
        var data = FashionMnist.load();
        return training(
                data.xTrain().rows(0, 45_000).dividedBy(NDArray.scalar(255f)),
                data.yTrain().rows(0, 45_000));
    }

    /** The first rows of the training images. */
    Images first(int rows) {
        return new Images(xTrain.rows(0, rows), yTrain.rows(0, rows), xTest, yTest);
    }

    /** The lesson's task A: eight classes, without coats and sandals; 35,968 images from 0 to 1 to train with. */
    static Images withoutCoatsAndSandals() {
        var data = FashionMnist.load();
        var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
        NDArray chosen = areCoatsOrSandals(split.yTrain()).not();
        NDArray y = split.yTrain().get(chosen);
        return training(
                split.xTrain().get(chosen).astype(DType.FLOAT32).dividedBy(255), NDArray.where(y.gt(5), y.minus(2), y));
    }

    /** The lesson's task B: 100 coats and sandals, from 0 to 1. */
    static Images hundredCoatsAndSandals() {
        var data = FashionMnist.load();
        var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
        NDArray chosen = areCoatsOrSandals(split.yTrain());
        NDArray sandals = split.yTrain().get(chosen).eq(5).astype(DType.FLOAT32);
        return training(split.xTrain().get(chosen).astype(DType.FLOAT32).dividedBy(255), sandals)
                .first(100);
    }

    private static NDArray areCoatsOrSandals(NDArray y) {
        return y.eq(4).or(y.eq(5));
    }

    /** The training images of the first classes. */
    Images ofClasses(int count) {
        NDArray chosen = yTrain.lt(count);
        return training(xTrain.get(chosen), yTrain.get(chosen));
    }

    private static Images training(NDArray x, NDArray y) {
        return new Images(x, y, x, y);
    }

    /** The same images with another shape, to train with. */
    Images shaped(int... dims) {
        return training(xTrain.reshape(dims), yTrain);
    }
}
