package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rhyton.training.Options.batchSize;
import static org.rhyton.training.Options.epochs;
import static org.rhyton.training.Options.loss;
import static org.rhyton.training.Options.metrics;
import static org.rhyton.training.Options.optimizer;
import static org.rhyton.training.Options.sampleWeight;
import static org.rhyton.training.Options.shuffle;
import static org.rhyton.training.Options.verbose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Call;
import org.rhyton.layers.Dense;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Names;
import org.rhyton.ops.Backend;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.Adam;
import org.rhyton.regularizers.L2;
import org.rhyton.saving.Json;
import org.rhyton.training.History;

/**
 * Models that mix classes of one's own, graphs of layers, layers used twice and models of inner tensors, trained with weights of
 * samples: real Keras trained the same ones, by conformance/scripts/mixed_models.py.
 */
class MixedModelsTest {
    /** A model to train, and one that shares layers with it and sees what training did. */
    private record Pair(Model model, @Nullable Model other) {}

    private static final Map<String, Supplier<Pair>> MODELS = Map.of(
            "subclass_around_functional", () -> new Pair(new TwoWays(), null),
            "functional_around_subclass", MixedModelsTest::functionalAroundSubclass,
            "inner_tensors", MixedModelsTest::innerTensors,
            "frozen_base", MixedModelsTest::frozenBase);

    private static Tensor input() {
        return new InputLayer(new InputLayer.Config(Shape.of(4)), "x" + System.nanoTime()).tensor();
    }

    /** A class of its own around a graph of layers, with a layer that is called twice. */
    private static final class TwoWays extends Model {
        private final Functional features;
        private final Dense shared;
        private final BatchNormalization normalization;
        private final Dense head;

        TwoWays() {
            Tensor x = input();
            Tensor hidden = new Dense(5).activation("tanh").name("hidden").apply(x);
            features = track(new Functional(
                    x, new Dense(3).activation("relu").name("dense").apply(hidden)));
            shared = track(
                    new Dense(3).activation("tanh").kernelRegularizer(new L2()).name("shared"));
            normalization = track(new BatchNormalization().momentum(0.9).name("normalization"));
            head = track(new Dense(1).name("head"));
        }

        @Override
        public Record config() {
            return new Config();
        }

        private record Config() {}

        @Override
        protected Tensor call(Tensor x, Call call) {
            Tensor y = shared.invoke(shared.invoke(features.invoke(x, call), call), call);
            return head.invoke(normalization.invoke(y, call), call);
        }
    }

    /** A part of a graph: a model of a class of its own as a layer. */
    private static final class Residual extends Model {
        private final Dense inner = track(new Dense(4).activation("tanh").name("inner"));
        private final Dense gate = track(new Dense(4).activation("sigmoid").name("gate"));

        @Override
        public Record config() {
            return new Config();
        }

        private record Config() {}

        @Override
        protected Tensor call(Tensor x, Call call) {
            return x.plus(inner.invoke(x, call).times(gate.invoke(x, call)));
        }
    }

    private static Pair functionalAroundSubclass() {
        Residual residual = new Residual();
        Tensor x = input();
        Tensor twice = residual.apply(residual.apply(x));
        return new Pair(new Functional(x, new Dense(1).name("dense").apply(twice)), null);
    }

    private static Pair innerTensors() {
        Tensor x = input();
        Tensor hidden = new Dense(5).activation("tanh").name("hidden").apply(x);
        Tensor narrow = new Dense(2).activation("tanh").name("narrow").apply(hidden);
        return new Pair(new Functional(x, new Dense(1).name("dense").apply(narrow)), new Functional(x, narrow));
    }

    private static Pair frozenBase() {
        Tensor x = input();
        Tensor hidden = new Dense(5).activation("tanh").name("hidden").apply(x);
        Functional features =
                new Functional(x, new BatchNormalization().name("normalization").apply(hidden));
        features.trainable(false);
        Tensor z = input();
        return new Pair(new Functional(z, new Dense(1).name("head").apply(features.apply(z))), features);
    }

    @TestFactory
    Stream<DynamicTest> theyTrainAsInKeras() throws IOException {
        try (InputStream in = MixedModelsTest.class.getResourceAsStream("mixed-models.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            List<?> cases =
                    (List<?>) Objects.requireNonNull(Json.parseObject(text).get("cases"));
            assertEquals(2 * MODELS.size(), cases.size());
            return cases.stream()
                    .map(each -> (Map<?, ?>) each)
                    .map(each ->
                            DynamicTest.dynamicTest(each.get("name") + " " + each.get("floatx"), () -> compare(each)));
        }
    }

    private static void compare(Map<?, ?> golden) {
        DType before = Backend.floatx();
        Names.clear();
        try {
            Backend.setFloatx(DType.of(String.valueOf(golden.get("floatx"))));
            compare(
                    golden,
                    Objects.requireNonNull(MODELS.get(golden.get("name"))).get());
        } finally {
            Backend.setFloatx(before);
        }
    }

    private static void compare(Map<?, ?> golden, Pair pair) {
        double within = golden.get("floatx").equals("float64") ? 1e-7 : 2e-5;
        Model model = pair.model();
        NDArray x = array(golden.get("x"));
        NDArray y = array(golden.get("y"));
        model.compile(loss("mse"), optimizer(new Adam(0.05).clipnorm(0.5)), metrics("mae"));
        model.predict(x.rows(0, 2), verbose(0));
        Map<?, ?> initial = (Map<?, ?>) golden.get("initial");
        assertEquals(initial.size(), model.weights().size());
        model.compile(loss("mse"), optimizer(new Adam(0.05).clipnorm(0.5)), metrics("mae"));
        for (Variable weight : model.weights()) weight.assign(array(initial.get(path(weight))));
        History history = model.fit(
                x, y, sampleWeight(array(golden.get("w"))), epochs(3), batchSize(8), shuffle(false), verbose(0));
        ((Map<?, ?>) golden.get("history"))
                .forEach((name, values) ->
                        assertNear(NDArray.of(doubles(values)), NDArray.of(numbers(history, name)), within, name));
        Map<?, ?> last = (Map<?, ?>) golden.get("final");
        for (Variable weight : model.weights()) {
            assertNear(array(last.get(path(weight))), weight.value(), within, path(weight));
        }
        assertNear(array(golden.get("outputs")), model.predict(x, verbose(0)), within, "outputs");
        Model other = pair.other();
        if (other == null) return;
        assertNear(array(golden.get("other_outputs")), other.predict(x, verbose(0)), within, "outputs of the other");
    }

    private static double[] numbers(History history, Object name) {
        return history.get(String.valueOf(name)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** The layer and the weight. */
    private static String path(Variable weight) {
        String[] parts = weight.path().split("/", -1);
        return parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    private static double[] doubles(Object list) {
        return ((List<?>) list)
                .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    }

    private static NDArray array(@Nullable Object json) {
        Map<?, ?> described = (Map<?, ?>) Objects.requireNonNull(json);
        int[] sizes = ((List<?>) described.get("shape"))
                .stream().mapToInt(size -> ((Number) size).intValue()).toArray();
        return NDArray.of(doubles(described.get("data"))).reshape(sizes).astype(Backend.floatx());
    }

    private static void assertNear(NDArray expected, NDArray found, double within, Object what) {
        assertEquals(expected.shape(), found.shape());
        assertArrayEquals(
                expected.astype(DType.FLOAT64).toDoubleArray(),
                found.astype(DType.FLOAT64).toDoubleArray(),
                within,
                String.valueOf(what));
    }
}
