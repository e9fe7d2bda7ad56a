package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.saving.Json;
import org.rhyton.training.Options;

/** Models of texts that real Keras wrote, predicted with and trained; see {@code make_text_models.py} among the resources. */
class GoldenTextModelsTest {
    private static final double EXACT = 2e-6;
    private static final double AFTER_TRAINING = 1e-5;

    @TempDir
    private Path directory = Path.of(".");

    private record Case(Map<String, @Nullable Object> json) {
        String name() {
            return (String) Objects.requireNonNull(json.get("name"));
        }

        List<Array> inputs() {
            return ((List<?>) Objects.requireNonNull(json.get("inputs")))
                    .stream().map(Case::array).toList();
        }

        NDArray numbers(String key) {
            return (NDArray) array(Objects.requireNonNull(json.get(key)));
        }

        private static Array array(Object object) {
            Map<?, ?> json = (Map<?, ?>) object;
            Shape shape = Shape.of(((List<?>) Objects.requireNonNull(json.get("shape")))
                    .stream().mapToInt(size -> ((Long) size).intValue()).toArray());
            if (json.get("texts") instanceof List<?> texts) {
                return new StringArray(
                        shape, texts.stream().map(String::valueOf).toList());
            }
            double[] numbers = ((List<?>) Objects.requireNonNull(json.get("numbers")))
                    .stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
            return NDArray.of(numbers)
                    .astype(DType.of(String.valueOf(json.get("dtype"))))
                    .reshape(shape);
        }
    }

    @TestFactory
    Stream<DynamicTest> predictsAndTrainsAsKeras() throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            Model model = Models.load(resource(each.name() + ".keras"));
            assertNear(each.numbers("output"), only(model.predict(each.inputs())), EXACT);
            assertNear(
                    each.numbers("output_of_batches_of_4"),
                    only(model.predict(each.inputs(), Options.batchSize(4))),
                    EXACT);
            for (String ending : List.of(".keras", ".h5")) assertSavedWhole(model, each, ending);
            double[] loss = model.trainOnBatch(each.inputs(), List.of(each.numbers("labels")));
            assertEquals((Double) Objects.requireNonNull(each.json().get("loss")), loss[0], EXACT);
            assertNear(each.numbers("after_step"), only(model.predict(each.inputs())), AFTER_TRAINING);
        }));
    }

    @TestFactory
    Stream<DynamicTest> loadsOlderFiles() throws IOException {
        return cases().filter(each -> getClass().getResource(each.name() + ".h5") != null)
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Model model = Models.load(resource(each.name() + ".h5"));
                    assertNear(each.numbers("output"), only(model.predict(each.inputs())), EXACT);
                }));
    }

    /** An architecture alone has no vocabulary that was learned, so it gets what a file of weights has. */
    @TestFactory
    Stream<DynamicTest> readsArchitectures() throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(each.name(), () -> {
            Model model = Models.fromJson((String) Objects.requireNonNull(each.json().get("json")));
            Model whole = Models.load(resource(each.name() + ".keras"));
            assertEquals(whole.summaryText(), model.summaryText());
            Model again = Models.fromJson(whole.toJson());
            again.setWeights(whole.getWeights());
            assertEquals(only(whole.predict(each.inputs())), only(again.predict(each.inputs())));
        }));
    }

    private void assertSavedWhole(Model model, Case golden, String ending) {
        Path file = directory.resolve(golden.name() + ending);
        model.save(file);
        NDArray again = only(Models.load(file).predict(golden.inputs()));
        assertEquals(only(model.predict(golden.inputs())), again);
    }

    private static NDArray only(List<NDArray> arrays) {
        assertEquals(1, arrays.size());
        return arrays.getFirst();
    }

    private static void assertNear(NDArray expected, NDArray found, double tolerance) {
        assertEquals(expected.shape(), found.shape());
        double[] wanted = expected.toDoubleArray();
        double[] numbers = found.astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < wanted.length; i++) assertEquals(wanted[i], numbers[i], tolerance, "element " + i);
    }

    private Stream<Case> cases() throws IOException {
        try (InputStream in = resource("text-models.json").openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (Object each : (List<?>) Objects.requireNonNull(Json.parseObject(text).get("cases"))) {
                cases.add(new Case(objectOf(each)));
            }
            assertTrue(cases.size() > 10);
            return cases.stream();
        }
    }

    @SuppressWarnings("unchecked") // the keys of JSON objects are texts
    private static Map<String, @Nullable Object> objectOf(Object json) {
        return (Map<String, @Nullable Object>) json;
    }

    private URL resource(String name) {
        URL url = getClass().getResource(name);
        assertNotNull(url, name);
        return url;
    }
}
