package org.rhyton.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.data.Dataset;
import org.rhyton.data.Element;
import org.rhyton.layers.Dense;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Adam;

/** Training on datasets gives what training on their arrays gives. */
class DatasetTrainingTest {
    private static final NDArray X = RandomStream.of(1).normal(Shape.of(22, 3), 0, 1, DType.FLOAT32);
    private static final NDArray Y = RandomStream.of(2).normal(Shape.of(22, 1), 0, 1, DType.FLOAT32);
    private static final NDArray W = RandomStream.of(3).uniform(Shape.of(22), 0, 2, DType.FLOAT32);

    private static Sequential model() {
        Sequential model = new Sequential(
                new Dense(4)
                        .activation("tanh")
                        .kernelInitializer(new org.rhyton.initializers.GlorotUniform(7))
                        .inputShape(3),
                new Dense(1).kernelInitializer(new org.rhyton.initializers.GlorotUniform(8)));
        model.compile(Options.loss("mse"), Options.optimizer(new Adam(0.05)), Options.weightedMetrics("mae"));
        return model;
    }

    @Test
    void likeArrays() {
        Sequential byArrays = model();
        Map<String, List<Double>> expected = byArrays.fit(
                        X,
                        Y,
                        Options.sampleWeight(W),
                        Options.shuffle(false),
                        Options.batchSize(8),
                        Options.epochs(3),
                        Options.verbose(0),
                        Options.validationData(X, Y))
                .history();
        Sequential byDataset = model();
        Map<String, List<Double>> found = byDataset
                .fit(
                        Dataset.fromArrays(X, Y, W).batch(8).prefetch(2),
                        Options.epochs(3),
                        Options.verbose(0),
                        Options.validationData(Dataset.fromArrays(X, Y).batch(8)))
                .history();
        assertEquals(expected.get("loss"), found.get("loss"));
        assertEquals(expected.get("val_loss"), found.get("val_loss"));
        assertEquals(expected.get("mae"), found.get("mae"));
        assertArrayEquals(
                byArrays.evaluate(X, Y, Options.batchSize(5), Options.verbose(0)),
                byDataset.evaluate(Dataset.fromArrays(X, Y).batch(5), Options.verbose(0)));
        assertArrayEquals(
                byArrays.predict(X).toDoubleArray(),
                byDataset.predict(Dataset.fromArrays(X, Y).batch(6)).toDoubleArray());
    }

    @Test
    void equalSeedsTrainEqually() {
        Dataset data = Dataset.fromArrays(X, Y).shuffle(10, 42).batch(4);
        assertEquals(
                model().fit(data, Options.epochs(3), Options.verbose(0)).history(),
                model().fit(data, Options.epochs(3), Options.verbose(0)).history());
    }

    @Test
    void epochsOfSoManyStepsGoOnWhereTheLastOneStopped() {
        Dataset batches = Dataset.fromArrays(X, Y).batch(4);
        List<Double> known = model().fit(batches, Options.epochs(4), Options.stepsPerEpoch(4), Options.verbose(0))
                .get("loss");
        List<Double> unknown = model().fit(
                        Dataset.fromGenerator(() -> (Iterator<Element>) batches.iterator()),
                        Options.epochs(4),
                        Options.stepsPerEpoch(4),
                        Options.verbose(0))
                .get("loss");
        List<Double> arrays = model().fit(
                        X,
                        Y,
                        Options.shuffle(false),
                        Options.batchSize(4),
                        Options.epochs(4),
                        Options.stepsPerEpoch(4),
                        Options.verbose(0))
                .get("loss");
        assertEquals(arrays, known);
        assertEquals(arrays, unknown);
    }

    @Test
    void classWeightsOfBatches() {
        NDArray kinds = NDArray.of(new long[] {0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1});
        Map<Integer, Double> weights = Map.of(0, 0.5, 1, 2.0);
        assertEquals(
                model().fit(
                                X,
                                kinds,
                                Options.classWeight(weights),
                                Options.batchSize(8),
                                Options.shuffle(false),
                                Options.verbose(0))
                        .history(),
                model().fit(Dataset.fromArrays(X, kinds).batch(8), Options.classWeight(weights), Options.verbose(0))
                        .history());
    }

    @Test
    void whatDatasetsCannotDoIsSaid() {
        Dataset data = Dataset.fromArrays(X, Y).batch(4);
        assertThrows(DataException.class, () -> model().fit(data, Options.validationSplit(0.5)));
        assertThrows(DataException.class, () -> model().fit(data, Options.sampleWeight(W)));
        assertThrows(DataException.class, () -> model().fit(data.repeat()));
        assertThrows(DataException.class, () -> model().fit(data.take(0)));
    }
}
