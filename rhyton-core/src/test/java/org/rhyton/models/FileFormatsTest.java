package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.RELU;
import static org.rhyton.Rhyton.SOFTMAX;
import static org.rhyton.Rhyton.byName;
import static org.rhyton.Rhyton.clearSession;
import static org.rhyton.Rhyton.customObjects;
import static org.rhyton.Rhyton.epochs;
import static org.rhyton.Rhyton.format;
import static org.rhyton.Rhyton.input;
import static org.rhyton.Rhyton.loadModel;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.metrics;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.setRandomSeed;
import static org.rhyton.Rhyton.skipMismatch;
import static org.rhyton.Rhyton.training;
import static org.rhyton.Rhyton.verbose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.activations.Activation;
import org.rhyton.array.DType;
import org.rhyton.array.Index;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.h5.H5Array;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5Group;
import org.rhyton.h5.H5Text;
import org.rhyton.layers.Add;
import org.rhyton.layers.BatchNormalization;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.LSTM;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.Adam;
import org.rhyton.saving.CustomObject;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.saving.UnknownCustomObjectException;
import org.rhyton.saving.WeightsMismatchException;

/** Formats of files: each holds what it should, says what it cannot load, and never loads something else. */
class FileFormatsTest {
    @TempDir
    @Nullable
    Path directory;

    private final NDArray x = RandomStream.of(4).normal(Shape.of(24, 6), 0, 1, DType.FLOAT32);
    private final NDArray y = NDArray.arange(24).astype(DType.FLOAT32).modulo(3);

    @BeforeEach
    void begin() {
        clearSession();
        setRandomSeed(1);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static Sequential small() {
        var model = new Sequential(
                new Dense(5).inputShape(6).activation(RELU),
                new BatchNormalization(),
                new Dropout(0.3),
                new Dense(3).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("nadam"), metrics("accuracy"));
        return model;
    }

    /** A shared layer, a model within the model, and a call in a form for good. */
    private static Functional nested() {
        var inner = new Sequential(new Dense(4).inputShape(6).activation(RELU), new BatchNormalization()).name("base");
        var in = input(6);
        var shared = new Dense(6);
        var left = inner.apply(shared.apply(in), training(false));
        var right = new Dense(4).apply(shared.apply(shared.apply(in)));
        return new Functional(in, new Dense(3).activation(SOFTMAX).apply(new Add().apply(left, right)));
    }

    @Test
    void aLearningRateThatIsNoNumberIsRefused() throws IOException {
        var model = new Sequential(new Dense(3).inputShape(6));
        model.compile(loss("mse"), optimizer(new Adam(0.1234)));
        model.fit(x, NDArray.zeros(Shape.of(24, 3), DType.FLOAT32), epochs(1), verbose(0));
        model.save(file("model.h5"));
        byte[] content = Files.readAllBytes(file("model.h5"));
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getInt(at) != Float.floatToIntBits(0.1234f)) at++;
        bytes.putFloat(at, Float.NaN);
        Files.write(file("model.h5"), content);
        var e = assertThrows(WeightsMismatchException.class, () -> loadModel(file("model.h5")));
        assertTrue(e.getMessage().contains("a learning rate that is a finite number, not NaN"), e.getMessage());
    }

    // ---- round trips

    @Test
    void trainingGoesOnFromAnArchive() {
        Sequential model = small();
        model.fit(x, y, epochs(2), verbose(0));
        model.save(file("model.keras"));
        Model loaded = loadModel(file("model.keras"));
        var uninterrupted = model.fit(x, y, epochs(2), verbose(0));
        var resumed = loaded.fit(x, y, epochs(2), verbose(0));
        assertEquals(uninterrupted.history(), resumed.history());
        assertEquals(model.getWeights(), loaded.getWeights());
    }

    @Test
    void everyFormatGivesBackTheSameBits() {
        for (Model model : List.of(small(), nested())) {
            for (String name : List.of("model.keras", "model.h5", "model.hdf5")) {
                model.save(file(name));
                assertPredictsTheSame(model, loadModel(file(name)));
            }
            for (String name : List.of("model.weights.h5", "weights.h5", "model.npz", "model.safetensors")) {
                model.saveWeights(file(name));
                Model fresh = Models.fromJson(model.toJson());
                assertTrue(fresh.loadWeights(file(name)).isComplete(), name);
                assertPredictsTheSame(model, fresh);
            }
        }
    }

    private void assertPredictsTheSame(Model model, Model again) {
        assertEquals(model.getWeights(), again.getWeights());
        assertEquals(model.predict(x, verbose(0)), again.predict(x, verbose(0)));
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        Sequential model = small();
        model.save(file("a.keras"));
        model.save(file("b.keras"));
        assertEquals(-1, Files.mismatch(file("a.keras"), file("b.keras")));
    }

    @Test
    void theFirstBytesTellTheFormatNotTheName() {
        Sequential model = small();
        model.save(file("archive.h5"), format(FileFormat.KERAS));
        model.save(file("layers.keras"), format(FileFormat.H5));
        assertPredictsTheSame(model, loadModel(file("archive.h5")));
        assertPredictsTheSame(model, loadModel(file("layers.keras")));
    }

    @Test
    void streamsTakeBothFormats() {
        Sequential model = small();
        for (FileFormat format : FileFormat.values()) {
            var out = new ByteArrayOutputStream();
            model.save(out, format(format));
            assertPredictsTheSame(model, Models.load(new ByteArrayInputStream(out.toByteArray())));
        }
    }

    @Test
    void urlsAndResources() throws IOException {
        Sequential model = small();
        model.save(file("model.keras"));
        assertPredictsTheSame(model, Models.load(file("model.keras").toUri().toURL()));
        var e = assertThrows(RuntimeException.class, () -> Models.load(getClass(), "nothing.keras"));
        assertTrue(e.getMessage().contains("nothing.keras"), e.getMessage());
    }

    @Test
    void anOlderFileKeepsItsPermissions() throws IOException {
        Path old = Files.createFile(file("model.keras"));
        var permissions = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(old, permissions);
        small().save(old);
        assertEquals(permissions, Files.getPosixFilePermissions(old));
    }

    @Test
    void theTreeOfObjectsIsKerass() throws IOException {
        var model = new Sequential(new LSTM(2).inputShape(5, 3), new Dense(2), new Dense(1).name("head"));
        model.saveWeights(file("tree.weights.h5"));
        H5Group root = H5File.read(file("tree.weights.h5"));
        assertEquals(
                "head",
                root.group("layers/dense_1/vars")
                        .findAttribute("name")
                        .orElseThrow()
                        .string());
        assertEquals(3, root.group("layers/lstm/cell/vars").children().size());
        assertTrue(root.find("vars").isPresent());
    }

    // ---- weights in parts

    @Test
    void layersAreMatchedByName() {
        var source = new Sequential(new Dense(5).inputShape(6).name("body"), new Dense(2).name("old"));
        for (String name : List.of("parts.h5", "parts.weights.h5")) {
            source.saveWeights(file(name));
            var target = new Sequential(
                    new Dense(6).inputShape(6).name("start"), new Dense(5).name("body"), new Dense(9).name("new"));
            WeightsReport report = target.loadWeights(file(name), byName());
            assertEquals(List.of("body/kernel", "body/bias"), report.loaded());
            assertEquals(List.of("start", "new"), List.copyOf(report.skipped().keySet()));
            assertEquals(List.of("old"), report.unused());
            assertFalse(report.isComplete());
            assertEquals(source.layer("body").getWeights(), target.layer("body").getWeights());
            assertTrue(report.toString().contains("unused old"), report.toString());
        }
    }

    @Test
    void whatDoesNotFitIsSkippedWhenAsked() {
        var source = new Sequential(new Dense(5).inputShape(6).name("body"), new Dense(2).name("head"));
        for (String name : List.of("parts.h5", "parts.weights.h5", "parts.npz")) {
            source.saveWeights(file(name));
            var target = new Sequential(new Dense(5).inputShape(6).name("body"), new Dense(3).name("head"));
            List<NDArray> head = target.layer("head").getWeights();
            assertThrows(WeightsMismatchException.class, () -> target.loadWeights(file(name)));
            WeightsReport report = target.loadWeights(file(name), skipMismatch());
            assertEquals(source.layer("body").getWeights(), target.layer("body").getWeights(), name);
            assertEquals(head, target.layer("head").getWeights());
            assertFalse(report.skipped().isEmpty());
            assertTrue(report.skipped().toString().contains("(5, 3)"), report.toString());
        }
    }

    @Test
    void weightsThatAreLeftOverAreRefused() {
        new Sequential(new Dense(5).inputShape(6), new Dense(2)).saveWeights(file("two.weights.h5"));
        var one = new Sequential(new Dense(5).inputShape(6));
        var e = assertThrows(WeightsMismatchException.class, () -> one.loadWeights(file("two.weights.h5")));
        assertTrue(e.getMessage().contains("layers/dense_1"), e.getMessage());
    }

    // ---- custom objects

    record Squash(double limit) implements Activation {
        Squash() {
            this(2);
        }

        @Override
        public Tensor apply(Tensor x) {
            return org.rhyton.ops.Ops.tanh(x).times(limit);
        }
    }

    @Test
    void aClassOfOnesOwnIsLoadedWhenItIsRegistered() {
        CustomObject squash = CustomObject.of(Squash.class).in("acme");
        Models.registry().register(squash);
        var model = new Sequential(new Dense(3).inputShape(6).activation(new Squash(3)));
        try {
            model.save(file("own.keras"));
            model.save(file("own.h5"));
            assertPredictsTheSame(model, loadModel(file("own.keras")));
        } finally {
            Models.registry().unregister(Squash.class);
        }
        for (String name : List.of("own.keras", "own.h5")) {
            var e = assertThrows(UnknownCustomObjectException.class, () -> loadModel(file(name)));
            assertEquals("acme>Squash", e.className());
            assertTrue(
                    e.getMessage().contains("activation") && e.getMessage().contains("Squash.class"), e.getMessage());
            assertPredictsTheSame(model, loadModel(file(name), customObjects(squash)));
        }
    }

    @Test
    void aFunctionIsKnownByItsName() {
        Activation doubled = tensor -> tensor.times(2);
        CustomObject named = CustomObject.function("doubled", doubled);
        Models.registry().register(named);
        var model = new Sequential(new Dense(3).inputShape(6).activation(doubled));
        try {
            model.save(file("function.keras"));
            model.save(file("function.h5"));
        } finally {
            Models.registry().unregister(doubled.getClass());
        }
        for (String name : List.of("function.keras", "function.h5")) {
            assertThrows(UnknownCustomObjectException.class, () -> loadModel(file(name)));
            assertPredictsTheSame(model, loadModel(file(name), customObjects(named)));
        }
    }

    @Test
    void aClassOfAnotherModuleIsNotKerass() throws IOException {
        small().save(file("model.keras"));
        byte[] changed = edited(
                "config.json",
                text -> text.replaceFirst(
                        "\"module\": \"keras.layers\", \"class_name\": \"Dropout\"",
                        "\"module\": \"acme.layers\", \"class_name\": \"Dropout\""));
        var e = assertThrows(UnknownCustomObjectException.class, () -> load(changed));
        assertTrue(e.getMessage().contains("acme.layers"), e.getMessage());
    }

    // ---- archives that do harm

    private interface Edit {
        String apply(String text);
    }

    private byte[] edited(String entry, Edit edit) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(Files.newInputStream(file("model.keras")));
                var zip = new ZipOutputStream(out)) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(each.getName()));
                zip.write(
                        each.getName().equals(entry)
                                ? edit.apply(new String(bytes, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : bytes);
            }
        }
        return out.toByteArray();
    }

    private static Model load(byte[] bytes) {
        return Models.load(new ByteArrayInputStream(bytes));
    }

    @Test
    void compressedArchivesLoad() throws IOException {
        Sequential model = small();
        model.save(file("model.keras"));
        assertPredictsTheSame(model, load(edited("", text -> text)));
    }

    @Test
    void archivesThatGrowAreRefused() throws IOException {
        small().save(file("model.keras"));
        byte[] bomb = edited("config.json", text -> text + " ".repeat(70 << 20));
        var e = assertThrows(ModelFormatException.class, () -> load(bomb));
        assertTrue(e.getMessage().contains("unpacks to"), e.getMessage());
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        small().save(file("model.keras"));
        byte[] sound = Files.readAllBytes(file("model.keras"));
        for (int length = 0; length < sound.length; length += 97) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThrows(ModelFormatException.class, () -> load(cut), "cut to " + length);
        }
        byte[] flipped = sound.clone();
        int at = new String(sound, StandardCharsets.ISO_8859_1).indexOf("\"units\": 5");
        flipped[at + 9] = '6';
        var e = assertThrows(ModelFormatException.class, () -> load(flipped));
        assertTrue(e.getMessage().contains("checksum"), e.getMessage());
    }

    @Test
    void sizesThatNoFileWarrantsAreRefused() {
        String json = small().toJson().replace("\"units\": 5", "\"units\": 2147483647");
        var e = assertThrows(ModelFormatException.class, () -> Models.fromJson(json));
        assertTrue(e.getMessage().contains("memory"), e.getMessage());
    }

    // ---- files made by hand

    /** As Teachable Machine exports them: a Sequential of a Sequential around a functional model, and of another Sequential. */
    @Test
    void sequentialsOfSequentials() {
        String layers = "{\"class_name\": \"Sequential\", \"config\": {\"name\": \"sequential_4\", \"layers\":"
            + " [{\"class_name\": \"Sequential\", \"config\": {\"name\": \"sequential_1\", \"layers\":"
            + " [{\"class_name\": \"Model\", \"config\": {\"name\": \"model1\", \"layers\": [{\"name\": \"input_1\","
            + " \"class_name\": \"InputLayer\", \"config\": {\"batch_input_shape\": [null, 6], \"dtype\": \"float32\","
            + " \"sparse\": false, \"ragged\": false, \"name\": \"input_1\"}, \"inbound_nodes\": []},{\"name\":"
            + " \"expand\", \"class_name\": \"Dense\", \"config\": {\"name\": \"expand\", \"trainable\": false,"
            + " \"units\": 4, \"activation\": \"linear\", \"use_bias\": false}, \"inbound_nodes\": [[[\"input_1\", 0,"
            + " 0, {}]]]},{\"name\": \"bn\", \"class_name\": \"BatchNormalization\", \"config\": {\"name\": \"bn\","
            + " \"trainable\": false, \"axis\": [1], \"momentum\": 0.999, \"epsilon\": 0.001}, \"inbound_nodes\":"
            + " [[[\"expand\", 0, 0, {}]]]}], \"input_layers\": [[\"input_1\", 0, 0]], \"output_layers\": [[\"bn\", 0,"
            + " 0]]}},{\"class_name\": \"Activation\", \"config\": {\"name\": \"act\", \"activation\":"
            + " \"relu\"}}]}},{\"class_name\": \"Sequential\", \"config\": {\"name\": \"sequential_3\", \"layers\":"
            + " [{\"class_name\": \"Dense\", \"config\": {\"name\": \"dense_Dense1\", \"batch_input_shape\": [null,"
            + " 4], \"dtype\": \"float32\", \"units\": 5, \"activation\": \"relu\"}},{\"class_name\": \"Dense\","
            + " \"config\": {\"name\": \"dense_Dense2\", \"units\": 2, \"activation\": \"softmax\", \"use_bias\":"
            + " false}}]}}]}}";
        Map<String, float[]> features = Map.of(
                "expand/kernel:0", ramp(24),
                "bn/gamma:0", ramp(4),
                "bn/beta:0", ramp(4),
                "bn/moving_mean:0", ramp(4),
                "bn/moving_variance:0", new float[] {1, 2, 3, 4});
        H5Group.Builder root = H5Group.builder();
        root.attribute("keras_version", H5Array.string("2.4.0"));
        root.attribute("backend", H5Array.string("tensorflow"));
        root.attribute("model_config", H5Array.string(H5Text.VARIABLE_ASCII, layers));
        H5Group.Builder weights = root.group("model_weights");
        weights.attribute("layer_names", names("sequential_1", "sequential_3"));
        weights.group("sequential_1")
                .attribute(
                        "weight_names",
                        names(
                                "expand/kernel:0",
                                "bn/gamma:0",
                                "bn/beta:0",
                                "bn/moving_mean:0",
                                "bn/moving_variance:0"));
        features.forEach((name, values) -> weights.dataset(
                "sequential_1/" + name, name.startsWith("expand") ? H5Array.of(values, 6, 4) : H5Array.of(values, 4)));
        weights.group("sequential_3")
                .attribute(
                        "weight_names", names("dense_Dense1/kernel:0", "dense_Dense1/bias:0", "dense_Dense2/kernel:0"));
        weights.dataset("sequential_3/dense_Dense1/kernel:0", H5Array.of(ramp(20), 4, 5));
        weights.dataset("sequential_3/dense_Dense1/bias:0", H5Array.of(ramp(5), 5));
        weights.dataset("sequential_3/dense_Dense2/kernel:0", H5Array.of(ramp(10), 5, 2));

        Model model = load(H5File.toBytes(root.build()));
        assertEquals(
                List.of("sequential_1", "sequential_3"),
                model.layers().stream().map(l -> l.name()).toList());
        assertEquals(0, model.layer("sequential_1").trainableWeights().size());
        NDArray found = model.predict(x, verbose(0));
        for (int i = 0; i < 24; i++) assertEquals(expected(i), found.getDouble(i, 0), 1e-5);
        model.save(file("again.h5"));
        assertPredictsTheSame(model, loadModel(file("again.h5")));
        model.save(file("again.keras"));
        assertPredictsTheSame(model, loadModel(file("again.keras")));
    }

    /** The first output of the model above for a sample, in plain numbers. */
    private double expected(int sample) {
        double[] input = new double[6];
        for (int i = 0; i < 6; i++) input[i] = x.getDouble(sample, i);
        double[] features = product(input, 4);
        for (int i = 0; i < 4; i++) {
            double normal = (features[i] - ramp(4)[i]) / Math.sqrt(i + 1 + 0.001);
            features[i] = Math.max(0, normal * ramp(4)[i] + ramp(4)[i]);
        }
        double[] hidden = product(features, 5);
        for (int i = 0; i < 5; i++) hidden[i] = Math.max(0, hidden[i] + ramp(5)[i]);
        double[] logits = product(hidden, 2);
        return 1 / (1 + Math.exp(logits[1] - logits[0]));
    }

    private static double[] product(double[] row, int columns) {
        float[] matrix = ramp(row.length * columns);
        double[] sums = new double[columns];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < columns; j++) sums[j] += row[i] * matrix[i * columns + j];
        }
        return sums;
    }

    private static float[] ramp(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) values[i] = 0.1f + 0.01f * (i % 7) - 0.02f * (i % 3);
        return values;
    }

    private static H5Array names(String... names) {
        return H5Array.strings(H5Text.VARIABLE_ASCII, List.of(names));
    }

    /** Keras 1 has an array for each gate, in another order, and does not say its version in its first files. */
    @Test
    void gatesOfKeras1AreJoined() {
        var lstm = new LSTM(2).inputShape(4, 3);
        var model = new Sequential(lstm);
        NDArray kernel = lstm.weight("kernel").value();
        NDArray recurrent = lstm.weight("recurrent_kernel").value();
        NDArray bias = lstm.weight("bias").value();
        H5Group.Builder root = H5Group.builder();
        root.attribute("layer_names", names("lstm_1"));
        H5Group.Builder group = root.group("lstm_1");
        group.attribute(
                "weight_names",
                names(Stream.of("i", "c", "f", "o")
                        .flatMap(gate -> Stream.of("W_", "U_", "b_").map(kind -> "lstm_1_" + kind + gate))
                        .toArray(String[]::new)));
        int[] order = {0, 2, 1, 3};
        for (int i = 0; i < 4; i++) {
            var columns = Index.range(2 * order[i], 2 * order[i] + 2);
            String gate = List.of("i", "c", "f", "o").get(i);
            group.dataset(
                    "lstm_1_W_" + gate,
                    H5Array.of(kernel.get(Index.all(), columns).toFloatArray(), 3, 2));
            group.dataset(
                    "lstm_1_U_" + gate,
                    H5Array.of(recurrent.get(Index.all(), columns).toFloatArray(), 2, 2));
            group.dataset("lstm_1_b_" + gate, H5Array.of(bias.get(columns).toFloatArray(), 2));
        }
        var fresh = new Sequential(new LSTM(2).inputShape(4, 3));
        assertNotEquals(model.getWeights(), fresh.getWeights());
        fresh.loadWeights(new ByteArrayInputStream(H5File.toBytes(root.build())));
        assertEquals(model.getWeights(), fresh.getWeights());
    }
}
