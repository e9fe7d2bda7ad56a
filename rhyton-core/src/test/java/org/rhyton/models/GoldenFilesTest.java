package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.Golden;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.saving.Json;
import org.rhyton.saving.Registry;
import org.rhyton.saving.UnknownCustomObjectException;
import org.rhyton.training.History;
import org.rhyton.training.Options;

/** Files that real Keras wrote load, predict what they predicted there, and train on as they do there. */
class GoldenFilesTest {
    private static final double TOLERANCE = 2e-6;

    private static final List<String> FILES = List.of(
            "keras-2.8.0/functional_two_inputs_shared",
            "keras-2.8.0/mlp_adadelta",
            "keras-2.8.0/mlp_adam",
            "keras-2.8.0/mlp_adamax",
            "keras-2.8.0/mlp_compiled_untrained",
            "keras-2.8.0/mlp_ftrl",
            "keras-2.8.0/mlp_l2_maxnorm_nadam",
            "keras-2.8.0/mlp_rmsprop",
            "keras-2.8.0/mlp_sgd",
            "keras-2.8.0/mlp_uncompiled",
            "keras-2.8.0/nested_model",
            "keras-2.12.0/attributes_over_64k",
            "keras-2.12.0/functional_two_inputs_shared",
            "keras-2.12.0/mlp_adadelta",
            "keras-2.12.0/mlp_adagrad",
            "keras-2.12.0/mlp_adamax",
            "keras-2.12.0/mlp_compiled_untrained",
            "keras-2.12.0/mlp_ftrl",
            "keras-2.12.0/mlp_input_shape_argument",
            "keras-2.12.0/mlp_legacy_optimizer_adam",
            "keras-2.12.0/mlp_legacy_optimizer_sgd_momentum",
            "keras-2.12.0/mlp_rmsprop",
            "keras-2.12.0/mlp_selu_sgd_momentum",
            "keras-2.12.0/mlp_sgd",
            "keras-2.12.0/mlp_uncompiled",
            "keras-2.12.0/nested_model",
            "keras-2.21.0/functional_two_inputs_shared",
            "keras-2.21.0/mlp_l2_maxnorm_nadam",
            "keras-2.21.0/mlp_legacy_optimizer_adam",
            "keras-2.21.0/nested_model",
            "keras-3.15.1/functional_residual",
            "keras-3.15.1/mlp_adadelta",
            "keras-3.15.1/mlp_adagrad",
            "keras-3.15.1/mlp_adam",
            "keras-3.15.1/mlp_adamax",
            "keras-3.15.1/mlp_compiled_untrained",
            "keras-3.15.1/mlp_ftrl",
            "keras-3.15.1/mlp_input_shape_argument",
            "keras-3.15.1/mlp_l2_maxnorm_nadam",
            "keras-3.15.1/mlp_rmsprop",
            "keras-3.15.1/mlp_sgd",
            "keras-3.15.1/mlp_uncompiled",
            "keras-3.15.1/nested_frozen_in_sequential",
            "keras-3.15.1/nested_model");

    /** Keras 2.12 to 2.15 lose Nadam's running product, and multiply it up once a weight: training goes on otherwise. */
    private static final String NADAM_OF_KERAS_2_15 = "keras-2.21.0/mlp_l2_maxnorm_nadam";

    @TempDir
    @Nullable
    Path directory;

    @TestFactory
    Stream<DynamicTest> predictsAsInKeras() {
        return FILES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = Models.load(file(name + ".h5"));
                    assertPredicts(model, expected(name));
                }));
    }

    @TestFactory
    Stream<DynamicTest> trainsOnAsInKeras() {
        return FILES.stream()
                .filter(name -> resumed(expected(name)) != null && !name.equals(NADAM_OF_KERAS_2_15))
                .map(name -> DynamicTest.dynamicTest(name, () -> assertTrainsOn(name)));
    }

    @TestFactory
    Stream<DynamicTest> loadsLegacyWeightsIntoTheArchitecture() {
        List<String> names =
                List.of("functional_two_inputs_shared", "mlp_adam", "mlp_l2_maxnorm_nadam", "nested_model");
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String file = "keras-2.8.0/" + name;
                    Model whole = Models.load(file(file + ".h5"));
                    Model model = Models.fromJson(whole.toJson());
                    model.loadWeights(file(file + ".weights.h5"));
                    assertPredicts(model, expected(file));
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsArchitecturesAsJson() {
        List<String> names = List.of(
                "keras-2.12.0/functional_two_inputs_shared",
                "keras-2.12.0/nested_model",
                "keras-2.21.0/mlp_l2_maxnorm_nadam");
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = Models.fromJson(text(name + ".config.json"));
                    model.loadWeights(file(name + ".h5"));
                    assertPredicts(model, expected(name));
                }));
    }

    @TestFactory
    Stream<DynamicTest> savesAgainWhatItLoaded() {
        return FILES.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Model model = Models.load(file(name + ".h5"));
                    Path copy = file("copy.h5", new byte[0]);
                    model.save(copy);
                    assertEquals(model.getWeights(), Models.load(copy).getWeights());
                    assertPredicts(Models.load(copy), expected(name));
                }));
    }

    @Test
    void namesTheClassThatIsNotKnown() {
        Registry withoutLayers = Registry.of(ModelJson.CATALOGUE);
        UnknownCustomObjectException e = assertThrows(
                UnknownCustomObjectException.class,
                () -> Models.load(file("keras-3.15.1/cnn_batchnorm.h5"), Models.using(withoutLayers)));
        assertEquals("Conv2D", e.className());
        assertTrue(e.getMessage().contains("model_config.config.layers[1]"), e.getMessage());
    }

    private void assertTrainsOn(String name) throws IOException {
        Map<String, @Nullable Object> expected = expected(name);
        Map<String, @Nullable Object> resumed = resumed(expected);
        Model model = Models.load(file(name + ".h5"));
        int batch = ((Number) object(expected.get("fit")).get("batch_size")).intValue();
        History history = model.fit(
                arrays(expected.get("inputs")),
                arrays(expected.get("targets")),
                Options.shuffle(false),
                Options.batchSize(batch),
                Options.verbose(0));
        object(resumed.get("one_more_epoch_history"))
                .forEach((key, values) -> assertEquals(
                        Golden.number(((List<?>) values).getFirst()),
                        history.history().get(key).getFirst(),
                        TOLERANCE,
                        key));
        List<NDArray> weights = inKerasOrder(model);
        List<NDArray> wanted = arrays(resumed.get("weights"));
        assertEquals(wanted.size(), weights.size());
        for (int i = 0; i < wanted.size(); i++) assertClose(wanted.get(i), weights.get(i), "weight " + i);
    }

    /** Of nested models, Keras has the trainable weights first. */
    private static List<NDArray> inKerasOrder(Model model) {
        List<NDArray> all = new ArrayList<>();
        for (var layer : model.layers()) {
            layer.trainableWeights().forEach(weight -> all.add(weight.value()));
            layer.nonTrainableWeights().forEach(weight -> all.add(weight.value()));
        }
        return all;
    }

    private static void assertPredicts(Model model, Map<String, @Nullable Object> expected) {
        List<NDArray> outputs = model.predict(arrays(expected.get("inputs")), Options.verbose(0));
        List<NDArray> wanted = arrays(expected.get("outputs"));
        assertEquals(wanted.size(), outputs.size());
        for (int i = 0; i < wanted.size(); i++) assertClose(wanted.get(i), outputs.get(i), "output " + i);
    }

    private static void assertClose(NDArray wanted, NDArray found, String what) {
        assertEquals(wanted.shape(), found.shape(), what);
        double[] a = wanted.astype(DType.FLOAT64).toDoubleArray();
        double[] b = found.astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < a.length; i++) assertEquals(a[i], b[i], TOLERANCE, what + " [" + i + "]");
    }

    /** What real Keras got of one more epoch; of Keras 3 from its other format, as it does not restore this one. */
    private static @Nullable Map<String, @Nullable Object> resumed(Map<String, @Nullable Object> expected) {
        for (String key : List.of("resume_after_loading_h5", "resume_after_loading_keras")) {
            if (expected.get(key) instanceof Map<?, ?> found && !found.containsKey("error")) return object(found);
        }
        return null;
    }

    private static List<NDArray> arrays(@Nullable Object json) {
        return ((List<?>) json).stream().map(Golden::array).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) json;
    }

    private static Map<String, @Nullable Object> expected(String name) {
        return Json.parseObject(text(name + ".json"));
    }

    private static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private Path file(String name) throws IOException {
        return file(Path.of(name).getFileName().toString(), bytes(name));
    }

    private Path file(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.write(file, content);
        return file;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream("/golden/files/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
