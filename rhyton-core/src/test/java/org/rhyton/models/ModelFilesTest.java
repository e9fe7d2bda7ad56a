package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.RELU;
import static org.rhyton.Rhyton.SELU;
import static org.rhyton.Rhyton.SOFTMAX;
import static org.rhyton.Rhyton.clearSession;
import static org.rhyton.Rhyton.compile;
import static org.rhyton.Rhyton.epochs;
import static org.rhyton.Rhyton.input;
import static org.rhyton.Rhyton.l2;
import static org.rhyton.Rhyton.loadModel;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.maxNorm;
import static org.rhyton.Rhyton.metrics;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.setRandomSeed;
import static org.rhyton.Rhyton.verbose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.h5.H5File;
import org.rhyton.layers.AlphaDropout;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Flatten;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.Json;
import org.rhyton.saving.ModelFileException;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.SavingException;
import org.rhyton.saving.UnknownCustomObjectException;
import org.rhyton.saving.WeightsMismatchException;

/** A user saves models, loads them and trains them further. */
class ModelFilesTest {
    @TempDir
    @Nullable
    Path directory;

    private final NDArray images = RandomStream.of(3).normal(Shape.of(40, 28, 28), 0, 1, DType.FLOAT32);
    private final NDArray x = RandomStream.of(4).normal(Shape.of(40, 6), 0, 1, DType.FLOAT32);
    private final NDArray labels = labels();

    @BeforeEach
    void begin() {
        clearSession();
        setRandomSeed(1);
    }

    private static NDArray labels() {
        float[] labels = new float[40];
        for (int i = 0; i < labels.length; i++) labels[i] = i % 3;
        return NDArray.of(labels);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    /** The lesson's model A. */
    private static Sequential modelA() {
        var model = new Sequential(new Flatten().inputShape(28, 28));
        for (int units : new int[] {200, 150, 100, 50}) model.add(new Dense(units).activation(SELU));
        model.add(new Dense(8).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("nadam"), metrics("accuracy"));
        return model;
    }

    private static Sequential small() {
        var model = new Sequential(
                new Dense(5)
                        .inputShape(6)
                        .activation(RELU)
                        .kernelRegularizer(l2(0.01))
                        .kernelConstraint(maxNorm(1)),
                new BatchNormalization(),
                new Dropout(0.3),
                new AlphaDropout(0.1),
                new Dense(3).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("adam"), metrics("accuracy"));
        return model;
    }

    @Test
    void modelAPredictsTheSameAfterLoading() {
        Sequential model = modelA();
        model.fit(images, labels, verbose(0));
        model.save(file("model_A.h5"));
        Model loaded = loadModel(file("model_A.h5"));
        assertEquals(model.getWeights(), loaded.getWeights());
        assertEquals(model.predict(images, verbose(0)), loaded.predict(images, verbose(0)));
        assertEquals(model.summaryText(), loaded.summaryText());
    }

    @Test
    void trainingGoesOnAsIfItHadNotBeenInterrupted() {
        Sequential model = small();
        model.fit(x, labels, epochs(2), verbose(0));
        model.save(file("model.h5"));
        Model loaded = loadModel(file("model.h5"));
        var uninterrupted = model.fit(x, labels, epochs(2), verbose(0));
        var resumed = loaded.fit(x, labels, epochs(2), verbose(0));
        assertEquals(uninterrupted.history(), resumed.history());
        assertEquals(model.getWeights(), loaded.getWeights());
    }

    @Test
    void loadingMovesNoCounterOfNames() {
        modelA().save(file("model_A.h5"));
        modelA();
        loadModel(file("model_A.h5"));
        assertEquals("dense_10", new Dense(1).name());
        assertEquals("flatten_2", new Flatten().name());
        assertEquals("sequential_2", new Sequential().name());
    }

    @Test
    void streamsWorkAsFilesDo() throws IOException {
        Sequential model = small();
        var out = new ByteArrayOutputStream();
        model.save(out);
        Model loaded = Models.load(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(model.predict(x, verbose(0)), loaded.predict(x, verbose(0)));
    }

    @Test
    void aModelMayBeLoadedWithoutItsCompileState() {
        small().save(file("model.h5"));
        assertNull(loadModel(file("model.h5"), compile(false)).compiled());
    }

    @Test
    void functionalModelsKeepTheirGraph() {
        Tensor left = input("left", 6);
        Tensor right = input("right", 6);
        Dense shared = new Dense(4).activation(RELU);
        var encoder = new Sequential(new Dense(3).inputShape(4), new BatchNormalization()).name("encoder");
        Tensor both = new org.rhyton.layers.Concatenate().apply(shared.apply(left), shared.apply(right));
        Tensor sum = new org.rhyton.layers.Add().apply(encoder.apply(shared.apply(left)), new Dense(3).apply(both));
        var model = new Functional(
                List.of(left, right), List.of(sum, new Dense(1).name("value").apply(both)));
        shared.trainable(false);
        model.save(file("model.h5"));
        Model loaded = loadModel(file("model.h5"));
        assertEquals(model.predict(List.of(x, x), verbose(0)), loaded.predict(List.of(x, x), verbose(0)));
        assertEquals(model.summaryText(), loaded.summaryText());
        assertFalse(loaded.layer(shared.name()).trainable());
    }

    @Test
    void functionalModelsMayHoldFunctionalModels() {
        Tensor inside = input(6);
        var inner = new Functional(inside, new Dense(4).apply(inside)).name("inner");
        Tensor in = input(6);
        var model = new Functional(in, new Dense(2).apply(inner.apply(in)));
        model.save(file("model.h5"));
        assertEquals(model.predict(x, verbose(0)), loadModel(file("model.h5")).predict(x, verbose(0)));
    }

    @Test
    void hardSigmoidStaysWhatItIs() {
        var model = new Sequential(new Dense(3).inputShape(6).activation("hard_sigmoid"));
        model.save(file("model.h5"));
        assertEquals(model.predict(x, verbose(0)), loadModel(file("model.h5")).predict(x, verbose(0)));
    }

    @Test
    void doublesStayDoubles() {
        var model = new Sequential(new Dense(3).inputShape(6).dtype(DType.FLOAT64));
        model.save(file("model.h5"));
        Model loaded = loadModel(file("model.h5"));
        assertEquals(DType.FLOAT64, loaded.getWeights().getFirst().dtype());
        assertEquals(model.getWeights(), loaded.getWeights());
    }

    @Test
    void activityRegularizersAddWhatTheyAdded() {
        var model = new Sequential(
                new Dense(3).inputShape(6).activityRegularizer(l2(0.1)).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("sgd"));
        model.save(file("model.h5"));
        assertArrayEquals(
                model.evaluate(x, labels, verbose(0)),
                loadModel(file("model.h5")).evaluate(x, labels, verbose(0)));
    }

    @Test
    void weightsAloneGoIntoAnotherModelOfTheSameShape() {
        Sequential model = small();
        model.saveWeights(file("weights.h5"));
        Model other = Models.fromJson(model.toJson());
        assertFalse(model.getWeights().equals(other.getWeights()));
        other.loadWeights(file("weights.h5"));
        assertEquals(model.getWeights(), other.getWeights());
        assertThrows(ModelFormatException.class, () -> loadModel(file("weights.h5")));
    }

    @Test
    void weightsThatDoNotFitChangeNothing() {
        new Sequential(new Dense(5).inputShape(6), new Dense(2)).saveWeights(file("weights.h5"));
        var model = new Sequential(new Dense(5).inputShape(6), new Dense(3));
        List<NDArray> before = model.getWeights();
        var e = assertThrows(WeightsMismatchException.class, () -> model.loadWeights(file("weights.h5")));
        assertTrue(e.getMessage().contains("(5, 3)") && e.getMessage().contains("(5, 2)"), e.getMessage());
        assertEquals(before, model.getWeights());
    }

    @Test
    void filesThatCannotBeWrittenOrReadAreSaid() throws IOException {
        Sequential model = small();
        assertThrows(ModelFileException.class, () -> model.save(file("missing/model.h5")));
        assertThrows(ModelFormatException.class, () -> model.save(file("model.onnx")));
        assertThrows(ModelFormatException.class, () -> model.saveWeights(file("model.keras")));
        assertThrows(ModelFileException.class, () -> loadModel(file("nothing.h5")));
        Files.write(file("archive.h5"), new byte[] {'P', 'K', 3, 4});
        assertThrows(ModelFormatException.class, () -> loadModel(file("archive.h5")));
        Files.write(file("empty.h5"), new byte[0]);
        assertThrows(ModelFormatException.class, () -> loadModel(file("empty.h5")));
        assertThrows(ModelFormatException.class, () -> loadModel(directory));
    }

    @Test
    void anUnknownClassIsNamedWithItsPlace() {
        String json = small().toJson().replace("\"Dropout\"", "\"Dropotu\"");
        var e = assertThrows(UnknownCustomObjectException.class, () -> Models.fromJson(json));
        assertEquals("Dropotu", e.className());
        assertTrue(e.getMessage().contains("config.layers[3]"), e.getMessage());
    }

    @Test
    void unknownKeysValuesAndVersionsAreNamed() {
        String json = small().toJson();
        assertSays("unitz", json.replaceFirst("\"units\"", "\"unitz\""));
        assertSays("float99", json.replaceFirst("\"float32\", \"units\"", "\"float99\", \"units\""));
        assertSays("7.1", json.replaceFirst("\\{", "{\"keras_version\": \"7.1.0\", "));
        assertSays("units", json.replaceFirst("\"units\": 5", "\"units\": \"five\""));
        assertSays("null", "[1, 2]");
    }

    private static void assertSays(String word, String json) {
        var e = assertThrows(ModelFormatException.class, () -> Models.fromJson(json));
        assertTrue(word.equals("null") || e.getMessage().contains(word), e.getMessage());
    }

    /** A config that asks for more than the file holds is refused before memory is taken. */
    @Test
    void aFileCannotAskForMoreMemoryThanItHoldsNumbers() throws IOException {
        new Sequential(new Dense(5).inputShape(6)).save(file("model.h5"));
        byte[] bytes = Files.readAllBytes(file("model.h5"));
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        String changed = text.replace("\"units\": 5, \"activation\"", "\"units\":999999999,\"activation\"");
        assertFalse(text.equals(changed));
        // The longer number takes the place of letters further on, so that lengths stay.
        changed = changed.replaceFirst("\"use_bias\": true, ", "");
        changed = padded(changed, text.length());
        Files.write(file("hostile.h5"), changed.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        var e = assertThrows(ModelFormatException.class, () -> loadModel(file("hostile.h5")));
        assertTrue(e.getMessage().contains("(6, 999999999)"), e.getMessage());
    }

    private static String padded(String text, int length) {
        int end = text.indexOf("\"bias_constraint\": null}");
        return text.substring(0, end) + " ".repeat(length - text.length()) + text.substring(end);
    }

    @Test
    void aModelThatCallsItselfOverAndOverIsRefused() {
        StringBuilder json =
                new StringBuilder("{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 1}");
        json.append("}");
        String inner = json.toString();
        for (int i = 0; i < 20; i++) inner = twice(inner, "m" + i);
        String text = inner;
        assertThrows(ModelFormatException.class, () -> Models.fromJson(text));
    }

    private static String twice(String layer, String name) {
        String inner = layer.substring(0, layer.length() - 1);
        return "{\"class_name\": \"Functional\", \"config\": {\"name\": \"" + name + "\", \"layers\": ["
                + "{\"class_name\": \"InputLayer\", \"config\": {\"batch_input_shape\": [null, 1], \"name\": \"in\"},"
                + " \"name\": \"in\", \"inbound_nodes\": []}, " + inner + ", \"name\": \"l\", \"inbound_nodes\":"
                + " [[[\"in\", 0, 0, {}]], [[\"l\", 0, 0,"
                + " {}]], [[\"l\", 1, 0, {}]]]}],"
                + " \"input_layers\": [[\"in\", 0, 0]],"
                + " \"output_layers\": [[\"l\", 2, 0]]}}";
    }

    @Test
    void damagedFilesAreSaidToBeSo() throws IOException {
        small().save(file("model.h5"));
        byte[] whole = Files.readAllBytes(file("model.h5"));
        Random random = new Random(7);
        List<byte[]> damaged = new ArrayList<>();
        for (int i = 0; i < 60; i++) damaged.add(java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
        for (int i = 0; i < 400; i++) {
            byte[] bytes = whole.clone();
            int flips = 1 + random.nextInt(4);
            for (int flip = 0; flip < flips; flip++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            damaged.add(bytes);
        }
        int refused = 0;
        for (byte[] bytes : damaged) {
            try {
                Models.load(new ByteArrayInputStream(bytes));
            } catch (SavingException e) {
                refused++;
            }
        }
        assertTrue(refused >= 60, "of " + damaged.size() + " only " + refused + " were refused");
    }

    @Test
    void whatIsWrittenIntoH5IsKeras2sForm() throws IOException {
        small().save(file("model.h5"));
        var root = H5File.read(file("model.h5"));
        assertEquals("2.12.0", root.findAttribute("keras_version").orElseThrow().string());
        String text = root.findAttribute("model_config").orElseThrow().string();
        assertTrue(text.contains("\"batch_input_shape\": [null, 6]"), text);
        assertFalse(text.contains("\"module\""), text);
    }

    @Test
    void jsonIsKeras3sForm() {
        var json = Json.parseObject(small().toJson());
        assertEquals("keras", json.get("module"));
        assertTrue(Json.write(json).contains("\"batch_shape\": [null, 6]"), Json.write(json));
    }
}
