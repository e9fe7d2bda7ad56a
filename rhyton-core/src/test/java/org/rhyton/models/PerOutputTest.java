package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.input;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.lossWeights;
import static org.rhyton.Rhyton.metrics;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.verbose;
import static org.rhyton.Rhyton.weightedMetrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Call;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Lambda;
import org.rhyton.layers.Layer;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.training.CompileOption;

/** What compile says of single outputs, and what layers add to the loss and to the reports. */
class PerOutputTest {
    private static final NDArray X = NDArray.arange(12).reshape(4, 3).astype(org.rhyton.array.DType.FLOAT32);
    private static final List<NDArray> Y = List.of(NDArray.ones(4, 1), NDArray.of(new long[] {0, 1, 1, 0}));

    private static Functional model() {
        Tensor x = input(3);
        return new Functional(
                List.of(x),
                List.of(
                        new Dense(1).name("value").kernelInitializer("ones").apply(x),
                        new Dense(2)
                                .name("kind")
                                .activation("softmax")
                                .kernelInitializer("zeros")
                                .apply(x)));
    }

    private static List<String> reported(CompileOption... options) {
        Functional model = model();
        model.compile(options);
        return model.evaluateNamed(List.of(X), Y, verbose(0)).names();
    }

    @Test
    void aCrossentropyIsThatOfTheShapes() {
        Functional model = model();
        model.compile(loss(Map.of("kind", "crossentropy")), metrics(Map.of("kind", "accuracy")));
        assertEquals(Math.log(2), model.evaluateNamed(List.of(X), Y, verbose(0)).get("loss"), 1e-6);
    }

    @Test
    void oneLossIsNotReportedTwice() {
        assertEquals(List.of("loss", "value_mae"), reported(loss("mse", null), metrics(List.of("mae"), List.of())));
    }

    @Test
    void asManyMetricsAsOutputsAreOneEach() {
        assertEquals(
                List.of("loss", "value_loss", "kind_loss", "value_mae", "kind_accuracy"),
                reported(loss("mse", "ce"), metrics("mae", "accuracy")));
    }

    @Test
    void weightsAndMetricsByName() {
        Functional model = model();
        model.compile(
                loss(Map.of("value", "mse", "kind", "ce")),
                lossWeights(Map.of("value", 0.0)),
                weightedMetrics(Map.of("value", List.of("mae"))));
        var logs = model.evaluateNamed(List.of(X), Y, verbose(0));
        assertEquals(List.of("loss", "value_loss", "kind_loss", "value_mae"), logs.names());
        assertEquals(logs.get("kind_loss"), logs.get("loss"));
    }

    @Test
    void namesOfNoOutputAreRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> reported(loss(Map.of("valeu", "mse"))));
        assertTrue(error.getMessage().contains("valeu") && error.getMessage().contains("kind"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> reported(loss("mse"), lossWeights(Map.of("x", 1))));
        assertThrows(IllegalArgumentException.class, () -> reported(loss("mse"), metrics("mae", "mse", "mape")));
        assertThrows(IllegalArgumentException.class, () -> loss(Map.of("value", 3)));
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void filesHoldWhatIsOfEachOutput(FileFormat format) {
        Functional model = model();
        model.compile(
                loss(Map.of("value", "mae", "kind", "crossentropy")),
                lossWeights(Map.of("kind", 3)),
                metrics(Map.of("value", "mse")),
                weightedMetrics(List.of("mape"), List.of("accuracy")),
                optimizer("sgd"));
        Model loaded = reloaded(model, format);
        var expected = model.evaluateNamed(List.of(X), Y, verbose(0)).asMap();
        assertEquals(expected, loaded.evaluateNamed(List.of(X), Y, verbose(0)).asMap());
    }

    private static Model reloaded(Model model, FileFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        model.save(out, Models.format(format));
        return Models.load(new ByteArrayInputStream(out.toByteArray()));
    }

    // ---- what layers add

    /** Adds and reports the mean of its input. */
    private static final class Watching extends Layer {
        @Override
        protected Tensor call(Tensor x, Call call) {
            call.addLoss(Ops.mean(x));
            call.addMetric("mean", Ops.mean(x));
            return x;
        }

        @Override
        public Record config() {
            return new Config();
        }

        private record Config() {}
    }

    @Test
    void layersReport() {
        Sequential model = new Sequential(new Watching(), new Dense(1).kernelInitializer("zeros"));
        model.compile(loss("mse"), metrics("mae"), optimizer("sgd"));
        var history = model.fit(X, NDArray.zeros(4, 1), verbose(0), org.rhyton.Rhyton.batchSize(2));
        assertEquals(
                List.of("loss", "mae", "mean"), List.copyOf(history.history().keySet()));
        assertEquals(5.5, history.get("mean").getFirst(), 1e-6);
        assertEquals(5.5, history.get("loss").getFirst(), 1e-6);
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void tensorsOfAGraphAreLossesAndMetrics(FileFormat format) {
        Tensor x = input(3);
        Tensor hidden = new Dense(2).kernelInitializer("ones").apply(x);
        Functional model =
                new Functional(x, new Dense(1).kernelInitializer("zeros").apply(hidden));
        model.addLoss(new Dense(1).kernelInitializer("ones").trainable(false).apply(hidden));
        model.addMetric(hidden, "hidden");
        model.compile(loss("mse"), optimizer("sgd"));
        NDArray y = NDArray.zeros(4, 1);
        var logs = model.evaluateNamed(List.of(X), List.of(y), verbose(0));
        assertEquals(List.of("loss", "hidden"), logs.names());
        assertEquals(2 * 66, logs.get("loss"), 1e-4);
        assertEquals(66 / 4.0, logs.get("hidden"), 1e-5);
        Model loaded = reloaded(model, format);
        assertEquals(
                logs.asMap(),
                loaded.evaluateNamed(List.of(X), List.of(y), verbose(0)).asMap());
        assertEquals(1, model.predict(X).shape().size(1));
    }

    @Test
    void aLambdaMayMakeTheLoss() {
        Tensor x = input(3);
        Functional model =
                new Functional(x, new Dense(1).kernelInitializer("zeros").apply(x));
        model.addLoss(new Lambda(tensor -> Ops.mean(Ops.square(tensor))).apply(x));
        model.compile(optimizer("sgd"));
        double loss = model.evaluate(X, NDArray.zeros(4, 1), verbose(0))[0];
        assertEquals(506 / 12.0, loss, 1e-4);
    }
}
