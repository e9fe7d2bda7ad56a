package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.Golden;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.StringArray;
import org.rhyton.layers.Layer;
import org.rhyton.saving.Json;
import org.rhyton.training.Options;

/** Models of texts that real Keras wrote, with {@code conformance/scripts/make_text_models.py}: asked, trained, saved. */
class GoldenTextModelsTest {
    private static final String FOLDER = "/golden/files/texts-keras-3.15.1/";
    private static final double TOLERANCE = 2e-6;

    /** Of which Keras does not read its own file, so that there is no training to compare. */
    private static final String UNREADABLE = "bag_tf_idf_padded";

    private static final List<String> MODELS = List.of(
            "sentiment_int",
            "sentiment_masked",
            "sentiment_given",
            "sequential",
            "bag_multi_hot",
            "bag_count",
            "bag_tf_idf",
            "bag_tf_idf_given",
            UNREADABLE,
            "lookup_int",
            "lookup_multi_hot",
            "lookup_tf_idf",
            "integers_multi_hot",
            "integers_tf_idf",
            "mixed",
            "hashed",
            "nested");

    @TempDir
    private Path directory = Path.of(".");

    private interface Check {
        void of(String name, Golden.Case golden);
    }

    private static Stream<DynamicTest> each(Check check) {
        return MODELS.stream().map(name -> DynamicTest.dynamicTest(name, () -> check.of(name, golden(name))));
    }

    @TestFactory
    Stream<DynamicTest> predictsAsKeras() {
        return each((name, golden) -> {
            for (Object file : golden.list("files")) {
                Model model = Models.load(resource(String.valueOf(file)));
                assertNear(golden, "outputs", model.predict(inputs(golden)));
                assertNear(golden, "outputs_of_batches_of_4", model.predict(inputs(golden), Options.batchSize(4)));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> trainsOnAsKeras() {
        return each((name, golden) -> {
            if (name.equals(UNREADABLE)) return;
            Golden.Case expected = new Golden.Case(DType.FLOAT32, golden.object("resume_after_loading_keras"), 0, 0);
            Model model = Models.load(resource(name + ".keras"));
            double loss = model.fit(
                            inputs(golden),
                            List.of(Golden.array(golden.list("targets").getFirst())),
                            Options.shuffle(false),
                            Options.batchSize(3),
                            Options.verbose(0))
                    .get("loss")
                    .getFirst();
            Object wanted = ((List<?>) Objects.requireNonNull(
                            expected.object("one_more_epoch_history").get("loss")))
                    .getFirst();
            assertEquals(((Number) wanted).doubleValue(), loss, TOLERANCE);
            List<NDArray> weights = new ArrayList<>();
            for (Layer layer : model.layers()) weights.addAll(layer.getWeights());
            assertNear(expected, "weights", weights);
        });
    }

    @TestFactory
    Stream<DynamicTest> savesWhatItLoaded() {
        return each((name, golden) -> {
            Model model = Models.load(resource(name + ".keras"));
            List<NDArray> outputs = model.predict(inputs(golden));
            for (String ending : List.of(".keras", ".h5")) {
                Path file = directory.resolve(name + ending);
                model.save(file);
                assertEquals(outputs, Models.load(file).predict(inputs(golden)));
            }
            Model again = Models.fromJson(model.toJson());
            Path weights = directory.resolve(name + ".weights.h5");
            model.saveWeights(weights);
            again.loadWeights(weights);
            assertEquals(outputs, again.predict(inputs(golden)));
        });
    }

    /** Of layers that learned their vocabulary an architecture of Keras knows the size alone. */
    @TestFactory
    Stream<DynamicTest> readsArchitectures() {
        return each((name, golden) -> assertEquals(
                Models.load(resource(name + ".keras")).summaryText(),
                Models.fromJson(golden.text("architecture")).summaryText()));
    }

    private static List<Array> inputs(Golden.Case golden) {
        return golden.cases("inputs").stream()
                .map(GoldenTextModelsTest::numbersOrTexts)
                .toList();
    }

    private static Array numbersOrTexts(Golden.Case array) {
        if (!array.text("dtype").equals("string")) return Golden.array(array.json());
        int[] shape = array.list("shape").stream()
                .mapToInt(size -> Math.toIntExact((Long) Objects.requireNonNull(size)))
                .toArray();
        return StringArray.of(array.list("data").stream().map(String::valueOf).toList())
                .reshape(shape);
    }

    private static void assertNear(Golden.Case golden, String key, List<NDArray> found) {
        List<?> expected = golden.list(key);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            NDArray wanted = Golden.array(expected.get(i));
            assertEquals(wanted.shape(), found.get(i).shape());
            double[] numbers = wanted.flatten().toDoubleArray();
            double[] ours = found.get(i).flatten().toDoubleArray();
            for (int j = 0; j < numbers.length; j++) assertEquals(numbers[j], ours[j], TOLERANCE, key + " " + i);
        }
    }

    private static Golden.Case golden(String name) {
        try (InputStream in = resource(name + ".json").openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Golden.Case(DType.FLOAT32, Json.parseObject(text), 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL resource(String name) {
        URL url = GoldenTextModelsTest.class.getResource(FOLDER + name);
        assertNotNull(url, name);
        return url;
    }
}
