package org.rhyton.examples.notebook;

import static org.rhyton.Rhyton.*;
import static org.rhyton.plot.Plots.*;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.rhyton.array.Axes;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.data.SplitOption;
import org.rhyton.data.Splits;
import org.rhyton.datasets.FashionMnist;
import org.rhyton.layers.AlphaDropout;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.models.Model;
import org.rhyton.models.MonteCarlo;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.SGD;
import org.rhyton.plot.Picture;
import org.rhyton.regularizers.Regularizers;
import org.rhyton.training.History;
import org.rhyton.training.Progress;

/**
 * The notebook "Avoiding Overfitting / Transfer Learning" in Java: the same cells in the same order, printing what the
 * notebook prints.
 *
 * <p>The notebook has two slips, which are corrected here and marked where they stand: it validates the max-norm network
 * on unscaled images, and after Monte-Carlo dropout it takes the classes from the wrong probabilities.
 */
final class Lesson {
    private final long seed;
    private final Console console;
    private final Path folder;

    /**
     * @param seed what the notebook sets to 1
     * @param console where everything is printed
     * @param folder where model_A.h5 is saved
     */
    Lesson(long seed, Console console, Path folder) {
        this.seed = seed;
        this.console = console;
        this.folder = folder;
    }

    // ==================================================================== Avoiding Overfitting

    /** The images, split and standardised: pixel by pixel to mean 0 and standard deviation 1. */
    private static final class Images {
        final NDArray xTrain;
        final NDArray xValid;
        final NDArray xTest;
        final NDArray raw; // the test images as they are, to look at
        final NDArray yTrain;
        final NDArray yValid;
        final NDArray yTest;

        Images() {
            // Load data
            var data = FashionMnist.load();

            // Split data
            var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));
            yTrain = split.yTrain();
            yValid = split.yTest();
            yTest = data.yTest();
            raw = data.xTest();

            // Preprocessing: (45000, 28, 28) -> (1, 28, 28)
            NDArray pixelMeans = split.xTrain().mean(Axes.of(0).keepDims()).astype(DType.FLOAT32);
            NDArray pixelStds = split.xTrain().std(Axes.of(0).keepDims()).astype(DType.FLOAT32);
            xTrain = split.xTrain().minus(pixelMeans).dividedBy(pixelStds);
            xValid = split.xTest().minus(pixelMeans).dividedBy(pixelStds);
            xTest = data.xTest().minus(pixelMeans).dividedBy(pixelStds);
        }
    }

    /** What a network scores on the test images. */
    record Score(double loss, double accuracy) {
        static Score of(double[] evaluation) {
            return new Score(evaluation[0], evaluation[1]);
        }
    }

    private final class Overfitting {
        private final Images images = new Images();

        Score regularization() {
            console.title("1. Regularization");
            console.print("regularizers: " + Regularizers.catalogue().names());
            var rL1 = l1(.01);
            var rL2 = l2(.01);
            var rL1L2 = l1L2(.01, .01);
            console.print(rL1 + " " + rL2 + " " + rL1L2);

            console.title("Ex1");
            console.print("x_train: " + images.xTrain.shape());

            // clear and setting random seed
            clearSession();
            setRandomSeed(seed);

            var model = new Sequential(
                    new Flatten().inputShape(28, 28),
                    new Dense(300)
                            .activation("relu")
                            .kernelInitializer("he_normal")
                            .kernelRegularizer(rL2),
                    new Dense(100)
                            .activation("relu")
                            .kernelInitializer("he_normal")
                            .kernelRegularizer(rL2),
                    new Dense(10).activation("softmax").kernelRegularizer(rL2));

            Score score = train("regularization", model);
            console.picture(
                    "regularization-weights", () -> weightHistograms(model).title("Weights with l2 regularization"));
            return score;
        }

        Score dropout() {
            console.title("2. Dropout");
            var model = dropoutModel();
            Score score = train("dropout", model);

            // all neurons are used
            NDArray yProba = model.predict(images.xTest, verbose(0));
            console.print(yProba.rows(0, 3).round(2).toRepr()); // the probability of each class

            NDArray yPred = yProba.argmax(1);
            console.print("y_true = " + images.yTest.rows(0, 3) + " , y_pred = " + yPred.rows(0, 3));

            console.picture(
                    "dropout-predictions",
                    () -> imageGrid(images.raw.rows(0, 24))
                            .labels(images.yTest.rows(0, 24))
                            .predictions(yPred.rows(0, 24))
                            .classNames(FashionMnist.CLASS_NAMES)
                            .title("What the network with dropout predicts"));
            console.picture(
                    "dropout-confusion",
                    () -> confusionMatrix(images.yTest, yPred)
                            .classNames(FashionMnist.CLASS_NAMES)
                            .title("The network with dropout on the test images"));
            console.picture("dropout-model", () -> plotModel(model));

            monteCarloDropout(model);
            return score;
        }

        private Sequential dropoutModel() {
            return new Sequential(
                    new Flatten().inputShape(28, 28),
                    new Dropout(.2), // Dropout layer
                    new Dense(300).activation("relu").kernelInitializer("he_normal"),
                    new Dropout(.2),
                    new Dense(100).activation("relu").kernelInitializer("he_normal"),
                    new Dropout(.2),
                    new Dense(10).activation("softmax"));
        }

        private void monteCarloDropout(Model model) {
            console.title("3. Monte Carlo Dropout (MC Dropout)");

            // Predict with Dropout multiple times
            List<NDArray> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) calls.add(model.apply(images.xTest.rows(0, 3), training(true)));
            NDArray yProbs = NDArray.stack(calls);
            console.print(yProbs.shape()); // 100 times predictions

            NDArray yProbMc = yProbs.mean(0); // dim 0: 100 -> 1
            console.print(yProbMc.round(2).toRepr());

            // The notebook takes y_pred from y_proba here; Monte-Carlo dropout's own probabilities are meant.
            NDArray yPred = yProbMc.argmax(1);
            console.print("y_true = " + images.yTest.rows(0, 3) + " , y_pred = " + yPred);

            // The same in one call, with what the predictions' spread tells.
            MonteCarlo monteCarlo = model.predictMonteCarlo(images.xTest.rows(0, 3), 100);
            console.print("std = " + monteCarlo.std().max(1).round(2)
                    + " , predictive entropy = "
                    + monteCarlo.predictiveEntropy().round(2)
                    + " , mutual information = "
                    + monteCarlo.mutualInformation().round(2));

            // Where the predictions of one network differ, it is unsure.
            console.picture(
                    "dropout-monte-carlo",
                    () -> classProbabilities(model.predictMonteCarlo(images.xTest.rows(12, 18), 100))
                            .labels(images.yTest.rows(12, 18))
                            .images(images.raw.rows(12, 18))
                            .classNames(FashionMnist.CLASS_NAMES)
                            .title("Monte Carlo dropout: mean and 90% of 100 predictions"));
        }

        Score alphaDropout() {
            console.title("Alpha Dropout");
            // SELU needs standardised neurons; AlphaDropout keeps those that are left so.
            return train(
                    "alpha-dropout",
                    new Sequential(
                            new Flatten().inputShape(28, 28),
                            new AlphaDropout(.2), // Alpha Dropout
                            new Dense(300)
                                    .activation("selu")
                                    .kernelInitializer("lecun_normal"), // Layer with activation: SELU
                            new AlphaDropout(.2),
                            new Dense(100).activation("selu").kernelInitializer("lecun_normal"),
                            new AlphaDropout(.2),
                            new Dense(10).activation("softmax")));
        }

        Score maxNormRegularization() {
            console.title("4. Max-Norm Regularization");
            // The notebook validates this network on the unscaled x_valid; the scaled one is meant, and used here.
            return train(
                    "max-norm",
                    new Sequential(
                            new Flatten().inputShape(28, 28),
                            new AlphaDropout(.2),
                            new Dense(300)
                                    .activation("selu")
                                    .kernelInitializer("lecun_normal")
                                    .kernelConstraint(maxNorm(1.)), // max-norm regularization
                            new AlphaDropout(.2),
                            new Dense(100)
                                    .activation("selu")
                                    .kernelInitializer("lecun_normal")
                                    .kernelConstraint(maxNorm(1.)),
                            new AlphaDropout(.2),
                            new Dense(10).activation("softmax")));
        }

        private Score train(String name, Sequential model) {
            model.compile(loss("sparse_categorical_crossentropy"), optimizer("nadam"), metrics("accuracy"));
            History history = model.fit(
                    images.xTrain,
                    images.yTrain,
                    epochs(2),
                    validationData(images.xValid, images.yValid),
                    progress(console.progress()));
            console.picture(name + "-curves", () -> learningCurves(history));
            double[] evaluation = model.evaluate(images.xTest, images.yTest, progress(console.progress()));
            console.print(Arrays.toString(evaluation));
            return Score.of(evaluation);
        }
    }

    // ==================================================================== Transfer Learning

    /** Two tasks from one data set: coats and sandals (B), and everything else (A). */
    private static final class Tasks {
        final Task trainA;
        final Task trainB;
        final Task validA;
        final Task validB;
        final Task testA;
        final Task testB;

        record Task(NDArray x, NDArray y) {
            Task rows(int count) {
                return new Task(x.rows(0, count), y.rows(0, count));
            }
        }

        Tasks() {
            // Load data
            var data = FashionMnist.load();

            // Split data
            var split = Splits.trainTestSplit(data.xTrain(), data.yTrain(), SplitOption.randomState(1));

            // Preprocessing, then into two parts: coat-sandal & others
            trainA = others(split.xTrain(), split.yTrain());
            trainB = coatsAndSandals(split.xTrain(), split.yTrain()).rows(100); // select 100 samples
            validA = others(split.xTest(), split.yTest());
            validB = coatsAndSandals(split.xTest(), split.yTest());
            testA = others(data.xTest(), data.yTest());
            testB = coatsAndSandals(data.xTest(), data.yTest());
        }

        private static Task coatsAndSandals(NDArray x, NDArray y) {
            NDArray idxB = y.eq(4).or(y.eq(5));
            NDArray yB = y.get(idxB).eq(5).astype(DType.FLOAT32); // 4 -> 0, 5 -> 1
            return new Task(x.get(idxB).astype(DType.FLOAT32).dividedBy(255), yB);
        }

        private static Task others(NDArray x, NDArray y) {
            NDArray idxA = y.eq(4).or(y.eq(5)).not();
            NDArray yA = y.get(idxA);
            yA = NDArray.where(yA.gt(5), yA.minus(2), yA);
            return new Task(x.get(idxA).astype(DType.FLOAT32).dividedBy(255), yA);
        }
    }

    /** The scores of the three networks. */
    record Comparison(Score modelA, Score modelB, Score transfer) {}

    Comparison transferLearning() {
        console.title("Transfer Learning");
        var tasks = new Tasks();
        console.print("Dataset A:  " + tasks.trainA.x().shape() + " "
                + tasks.trainA.y().unique());
        console.print("Dataset B:  " + tasks.trainB.x().shape() + " "
                + tasks.trainB.y().unique());

        console.title("Model A");
        // clear and setting random seed
        clearSession();
        setRandomSeed(seed);

        var modelA = new Sequential();
        modelA.add(new Flatten().inputShape(28, 28));
        for (int hidden : new int[] {200, 150, 100, 50}) modelA.add(new Dense(hidden).activation("relu"));
        modelA.add(new Dense(8).activation("softmax"));
        console.print(modelA.summaryText());

        modelA.compile(loss("sparse_categorical_crossentropy"), optimizer(new SGD(1e-3)), metrics("accuracy"));
        History historyA = modelA.fit(
                tasks.trainA.x(),
                tasks.trainA.y(),
                epochs(20),
                validationData(tasks.validA.x(), tasks.validA.y()),
                progress(console.progress()));
        console.picture(
                "transfer-model-a-curves", () -> learningCurves(historyA).title("Model A"));
        Score scoreA = evaluate(modelA, tasks.testA);
        modelA.save(folder.resolve("model_A.h5")); // save model_A

        console.title("Model B (Without Transfer Learning)");
        var modelB = new Sequential();
        modelB.add(new Flatten().inputShape(28, 28));
        for (int hidden : new int[] {300, 150, 100, 80}) modelB.add(new Dense(hidden).activation("relu"));
        modelB.add(new Dense(1).activation("sigmoid"));
        console.print(modelB.summaryText());

        fitB("transfer-model-b-curves", modelB, tasks, 20);
        Score scoreB = evaluate(modelB, tasks.testB);

        console.title("Model_tr (Transfer Learning)");
        console.title("1. Load model_A");
        var loaded = loadModel(folder.resolve("model_A.h5"));
        console.print(loaded.summaryText());

        console.title("2. Reuse Lower Layers"); // keep flatten - dense_2, leave out the last two layers
        var modelTr = new Sequential(loaded.layers(0, -2));
        console.print(modelTr.summaryText());

        console.title("3. Replace Upper Layers");
        modelTr.add(new Dense(80).activation("relu"));
        modelTr.add(new Dense(1).activation("sigmoid"));
        console.print(modelTr.summaryText());

        console.title("4. Train in the First Few Epochs (epoch 1-4)");
        modelTr.layers(0, -2).forEach(layer -> layer.trainable(false)); // non-trainable lower layers
        console.print(modelTr.summaryText(showTrainable()));
        console.picture("transfer-model-frozen", () -> plotModel(modelTr).title("Frozen lower layers"));
        fitB("transfer-frozen-curves", modelTr, tasks, 4);

        console.title("5. Continue Training");
        modelTr.layers(0, -2).forEach(layer -> layer.trainable(true)); // trainable lower layers
        console.print(modelTr.summaryText(showTrainable()));
        fitB("transfer-continued-curves", modelTr, tasks, 16);

        console.title("Comparison: model_tr vs model_B");
        Score scoreTr = evaluate(modelTr, tasks.testB);
        evaluate(modelB, tasks.testB);
        return new Comparison(scoreA, scoreB, scoreTr);
    }

    private void fitB(String picture, Sequential model, Tasks tasks, int epochs) {
        model.compile(loss("binary_crossentropy"), optimizer(new SGD(1e-3)), metrics("accuracy"));
        History history = model.fit(
                tasks.trainB.x(),
                tasks.trainB.y(),
                epochs(epochs),
                validationData(tasks.validB.x(), tasks.validB.y()),
                progress(console.progress()));
        console.picture(picture, () -> learningCurves(history));
    }

    private Score evaluate(Model model, Tasks.Task task) {
        double[] evaluation = model.evaluate(task.x(), task.y(), progress(console.progress()));
        console.print(Arrays.toString(evaluation));
        return Score.of(evaluation);
    }

    // ==================================================================== Running

    /** The lesson's parts on avoiding overfitting, in order. */
    List<Score> avoidingOverfitting(List<Section> wanted) {
        List<Score> scores = new ArrayList<>();
        if (wanted.stream().noneMatch(Section::usesScaledImages)) return scores;
        console.title("Avoiding Overfitting");
        var part = new Overfitting();
        if (wanted.contains(Section.REGULARIZATION)) scores.add(part.regularization());
        if (wanted.contains(Section.DROPOUT)) scores.add(part.dropout());
        if (wanted.contains(Section.ALPHA_DROPOUT)) scores.add(part.alphaDropout());
        if (wanted.contains(Section.MAX_NORM)) scores.add(part.maxNormRegularization());
        return scores;
    }

    /** Where the lesson prints. */
    interface Console {
        void title(String text);

        void print(Object text);

        /** Keeps a picture under a name; where none are wanted, it is not even made. */
        default void picture(String name, Supplier<Picture> picture) {}

        Progress progress();
    }
}
