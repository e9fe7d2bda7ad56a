package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.training.Options.batchSize;
import static org.rhyton.training.Options.epochs;
import static org.rhyton.training.Options.loss;
import static org.rhyton.training.Options.lossWeights;
import static org.rhyton.training.Options.metrics;
import static org.rhyton.training.Options.optimizer;
import static org.rhyton.training.Options.validationSplit;
import static org.rhyton.training.Options.verbose;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rhyton.activations.Activations;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Add;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Names;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Seeds;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.DataException;
import org.rhyton.training.History;
import org.rhyton.training.NonFiniteLossException;

/** Models of several inputs, shared layers and models within models; what may be changed when; what is refused. */
class ModelTest {
    @BeforeEach
    void namesAndSeedsBeginAnew() {
        Names.clear();
        Seeds.set(1);
    }

    private static NDArray numbers(long seed, int... sizes) {
        return RandomStream.of(seed).uniform(Shape.of(sizes), -1, 1, DType.FLOAT32);
    }

    private static Tensor input(String name, int... sample) {
        return new InputLayer(new InputLayer.Config(Shape.of(sample)), name).tensor();
    }

    private static List<String> names(Model model) {
        return model.layers().stream().map(Layer::name).toList();
    }

    private static Sequential small() {
        return new Sequential(new Dense(5).activation("relu").inputShape(3), new Dense(2));
    }

    // ---- graphs of layers

    @Test
    void layersStandInTheOrderOfTheirDistanceFromTheOutputs() {
        Tensor left = input("left", 3);
        Tensor right = input("right", 3);
        Tensor deep = new Dense(4).name("b").apply(new Dense(4).name("a").apply(left));
        Tensor joined = new Add().name("sum").apply(deep, new Dense(4).name("c").apply(right));
        Functional model = new Functional(
                List.of(left, right), List.of(new Dense(1).name("out").apply(joined)));
        assertEquals(
                List.of("left", "right", "a", "b", "c", "sum", "out").stream()
                        .sorted()
                        .toList(),
                names(model).stream().sorted().toList());
        assertTrue(names(model).indexOf("left") < names(model).indexOf("a"));
        assertTrue(names(model).indexOf("a") < names(model).indexOf("right"), names(model)::toString);
        assertEquals(List.of("sum", "out"), names(model).subList(5, 7));
    }

    @Test
    void aSharedLayerIsOneLayerWithOneSetOfWeights() {
        Tensor left = input("left", 3);
        Tensor right = input("right", 3);
        Dense shared = new Dense(4).name("shared");
        Tensor out = new Dense(1).apply(new Concatenate().apply(shared.apply(left), shared.apply(right)));
        Functional model = new Functional(List.of(left, right), List.of(out));
        assertEquals(4, model.weights().size());
        NDArray a = numbers(1, 5, 3);
        NDArray b = numbers(2, 5, 3);
        NDArray kernel = shared.getWeights().getFirst();
        NDArray expected = product(
                NDArray.concatenate(List.of(product(a, kernel), product(b, kernel)), 1),
                model.getWeights().get(2));
        assertClose(expected, model.predict(List.of(a, b)).getFirst());
    }

    @Test
    void twoOutputsAreTrainedByTheWeightedSumOfTheirLosses() {
        Tensor x = input("x", 3);
        Tensor hidden = new Dense(4).activation("tanh").apply(x);
        Tensor price = new Dense(1).name("price").apply(hidden);
        Tensor kind = new Dense(2).activation("softmax").name("kind").apply(hidden);
        Functional model = new Functional(List.of(x), List.of(price, kind));
        model.compile(loss("mse", "sparse_categorical_crossentropy"), lossWeights(2, 0.5), optimizer(new SGD(0.1)));
        NDArray data = numbers(1, 20, 3);
        NDArray labels = NDArray.arange(20L).ge(7).astype(DType.INT64);
        History history =
                model.fit(List.of(data), List.of(numbers(2, 20, 1), labels), epochs(3), batchSize(20), verbose(0));
        assertEquals(
                List.of("loss", "price_loss", "kind_loss"),
                List.copyOf(history.history().keySet()));
        for (int epoch = 0; epoch < 3; epoch++) {
            double sum = 2 * history.get("price_loss").get(epoch)
                    + 0.5 * history.get("kind_loss").get(epoch);
            assertEquals(sum, history.get("loss").get(epoch), 1e-5);
        }
    }

    @Test
    void aModelIsALayerOfAnother() {
        Sequential encoder = small().name("encoder");
        Sequential model = new Sequential(encoder, new Dense(1).name("head"));
        assertEquals(List.of("encoder", "head"), names(model));
        assertEquals(6, model.weights().size());
        assertSame(encoder.weights().getFirst(), model.weights().getFirst());
        NDArray x = numbers(1, 4, 3);
        NDArray expected = product(encoder.predict(x), model.getWeights().get(4));
        assertClose(expected, model.predict(x));
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        NDArray before = encoder.getWeights().getFirst();
        model.fit(x, numbers(2, 4, 1), verbose(0));
        assertNotEquals(before, encoder.getWeights().getFirst());
        encoder.trainable(false);
        assertEquals(2, model.trainableWeights().size());
    }

    @Test
    void anOutputOfAnotherInputIsRefused() {
        Tensor x = input("x", 3);
        Tensor forgotten = input("forgotten", 3);
        Tensor out = new Add().apply(x, forgotten);
        LayerException error = assertThrows(LayerException.class, () -> new Functional(x, out));
        assertTrue(error.getMessage().contains("forgotten"), error.getMessage());
    }

    @Test
    void layersOfOneNameAreRefused() {
        assertThrows(LayerException.class, () -> new Sequential(new Dense(1).name("a"), new Dense(1).name("a")));
        Tensor x = input("x", 3);
        Tensor out = new Dense(1).name("a").apply(new Dense(1).name("a").apply(x));
        LayerException error = assertThrows(LayerException.class, () -> new Functional(x, out));
        assertTrue(error.getMessage().contains("'a'"), error.getMessage());
    }

    // ---- Sequential

    @Test
    void layersAreTakenByPlaceAndByName() {
        Sequential model = new Sequential(new Flatten().inputShape(2, 2), new Dense(3), new Dense(4), new Dense(5));
        assertEquals(
                List.of("flatten", "dense"),
                model.layers(0, -2).stream().map(Layer::name).toList());
        assertEquals("dense_2", model.layer(-1).name());
        assertEquals("dense_1", model.layer("dense_1").name());
        LayerException error = assertThrows(LayerException.class, () -> model.layer("dense_9"));
        assertTrue(error.getMessage().contains("dense_2"), error.getMessage());
        assertThrows(LayerException.class, () -> model.layer(4));
        assertThrows(LayerException.class, () -> model.layers(3, 9));
    }

    @Test
    void layersAreAddedAndRemovedAtTheEnd() {
        Sequential model = small();
        assertEquals("dense_1", model.pop().name());
        model.add(new Dense(7).name("new"));
        assertEquals(List.of("dense", "new"), names(model));
        assertArrayEquals(
                new int[] {4, 7}, model.predict(numbers(1, 4, 3)).shape().dims());
        model.pop();
        model.pop();
        assertThrows(LayerException.class, model::pop);
    }

    @Test
    void aModelMadeOfLayersOfAnotherTrainsThem() {
        Sequential first = new Sequential(new Dense(4).inputShape(3), new Dense(4), new Dense(2));
        Sequential second = new Sequential(first.layers(0, -1));
        second.add(new Dense(1));
        second.compile(loss("mse"), optimizer(new SGD(0.1)));
        NDArray before = first.getWeights().getFirst();
        second.fit(numbers(1, 8, 3), numbers(2, 8, 1), verbose(0));
        assertNotEquals(before, first.getWeights().getFirst());
    }

    @Test
    void withoutAnInputShapeItIsBuiltByItsFirstData() {
        Sequential model = new Sequential(new Dense(2), new Dense(1));
        assertThrows(LayerException.class, model::summaryText);
        assertThrows(LayerException.class, model::countParams);
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        model.fit(numbers(1, 8, 3), numbers(2, 8, 1), verbose(0));
        assertEquals(11, model.countParams());
    }

    // ---- freezing

    @Test
    void frozenLayersStayAsTheyAre() {
        Sequential model = small();
        model.layer(0).trainable(false);
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        List<NDArray> before = model.getWeights();
        model.fit(numbers(1, 8, 3), numbers(2, 8, 2), verbose(0));
        assertEquals(before.get(0), model.getWeights().get(0));
        assertEquals(before.get(1), model.getWeights().get(1));
        assertNotEquals(before.get(2), model.getWeights().get(2));
    }

    @Test
    void freezingAfterCompileTakesEffectAtTheNextCompile() {
        Sequential model = small();
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        model.layer(0).trainable(false);
        NDArray before = model.getWeights().getFirst();
        model.fit(numbers(1, 8, 3), numbers(2, 8, 2), verbose(0));
        NDArray between = model.getWeights().getFirst();
        assertNotEquals(before, between);
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        model.fit(numbers(1, 8, 3), numbers(2, 8, 2), verbose(0));
        assertEquals(between, model.getWeights().getFirst());
    }

    @Test
    void frozenBatchNormalizationRunsInInferenceForm() {
        Sequential model = new Sequential(new BatchNormalization().inputShape(3));
        NDArray x = numbers(1, 6, 3).times(5);
        model.layer(0).trainable(false);
        assertEquals(model.apply(x), model.apply(x, new Model.Training(true)));
        model.layer(0).trainable(true);
        assertNotEquals(model.apply(x), model.apply(x, new Model.Training(true)));
    }

    // ---- predicting

    @Test
    void theLastSmallerBatchIsPredictedToo() {
        Sequential model = small();
        NDArray x = numbers(1, 7, 3);
        NDArray whole = model.predict(x, batchSize(7));
        for (int batch : new int[] {1, 2, 3, 5, 32}) assertEquals(whole, model.predict(x, batchSize(batch)));
        assertEquals(whole, model.apply(x));
    }

    @Test
    void manyThreadsPredictWhileOneTrains() throws Exception {
        Sequential model = small();
        model.compile(loss("mse"), optimizer(new SGD(0.01)));
        NDArray x = numbers(1, 64, 3);
        NDArray y = numbers(2, 64, 2);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> found = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                found.add(threads.submit(() -> {
                    int predictions = 0;
                    do {
                        NDArray out = model.predict(x);
                        if (!Double.isFinite(out.sum().item())) throw new AssertionError("not finite");
                        predictions++;
                    } while (!done.get());
                    return predictions;
                }));
            }
            model.fit(x, y, epochs(20), batchSize(8), verbose(0));
            done.set(true);
            for (Future<Integer> each : found) assertTrue(each.get() > 0);
        }
        assertEquals(model.predict(x), model.predict(x));
    }

    @Test
    void monteCarloPredictionsDifferAndLeaveBatchNormalizationAlone() {
        Sequential model = new Sequential(
                new BatchNormalization().inputShape(3), new Dropout(0.5), new Dense(2).activation("softmax"));
        NDArray before = model.getWeights().get(2);
        MonteCarlo found = model.predictMonteCarlo(numbers(1, 4, 3), 20);
        assertArrayEquals(new int[] {20, 4, 2}, found.samples().shape().dims());
        assertEquals(before, model.getWeights().get(2));
        assertTrue(found.std().max().item() > 0);
        assertThrows(IllegalArgumentException.class, () -> model.predictMonteCarlo(numbers(1, 4, 3), 0));
    }

    // ---- what is refused

    @Test
    void dataOfAnotherShapeIsRefused() {
        Sequential model = small();
        ShapeException error = assertThrows(ShapeException.class, () -> model.predict(numbers(1, 4, 5)));
        assertTrue(
                error.getMessage().contains("(4, 5)") && error.getMessage().contains("(None, 3)"), error.getMessage());
        model.compile(loss("mse"), optimizer("sgd"));
        assertThrows(ShapeException.class, () -> model.fit(numbers(1, 4, 5), numbers(2, 4, 2), verbose(0)));
        assertThrows(ShapeException.class, () -> model.predict(List.of(numbers(1, 4, 3), numbers(1, 4, 3))));
    }

    @Test
    void dataOfDifferentLengthsIsRefused() {
        Sequential model = small();
        model.compile(loss("mse"), optimizer("sgd"));
        assertThrows(DataException.class, () -> model.fit(numbers(1, 4, 3), numbers(2, 5, 2), verbose(0)));
        assertThrows(DataException.class, () -> model.fit(numbers(1, 0, 3), numbers(2, 0, 2), verbose(0)));
        assertThrows(
                DataException.class,
                () -> model.fit(numbers(1, 4, 3), numbers(2, 4, 2), validationSplit(0.9), verbose(0)));
    }

    @Test
    void aModelThatIsNotCompiledSaysSo() {
        LayerException error =
                assertThrows(LayerException.class, () -> small().fit(numbers(1, 4, 3), numbers(2, 4, 2)));
        assertTrue(error.getMessage().contains("compile"), error.getMessage());
    }

    @Test
    void labelsOutOfRangeAreRefused() {
        Sequential model =
                new Sequential(new Dense(2).activation(Activations.SOFTMAX).inputShape(3));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("sgd"), metrics("accuracy"));
        RuntimeException error = assertThrows(
                RuntimeException.class,
                () -> model.fit(numbers(1, 3, 3), NDArray.of(new long[] {0, 1, 2}), verbose(0)));
        assertTrue(error.getMessage().contains("2"), error.getMessage());
    }

    @Test
    void aLossThatIsNotANumberStopsTrainingAtTheEpochsStart() {
        Sequential model = small();
        model.compile(loss("mse"), optimizer(new SGD(1e30)));
        List<NDArray> before = model.getWeights();
        assertThrows(
                NonFiniteLossException.class,
                () -> model.fit(numbers(1, 64, 3), numbers(2, 64, 2), batchSize(4), verbose(0)));
        assertEquals(before, model.getWeights());
    }

    private static NDArray product(NDArray a, NDArray b) {
        return Ops.matmul(Tensor.of(a), Tensor.of(b)).value();
    }

    private static void assertClose(NDArray expected, NDArray found) {
        assertEquals(expected.shape(), found.shape());
        double[] wanted = expected.astype(DType.FLOAT64).flatten().toDoubleArray();
        double[] numbers = found.astype(DType.FLOAT64).flatten().toDoubleArray();
        assertArrayEquals(wanted, numbers, 1e-5);
    }
}
