package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.STRING;
import static org.rhyton.Rhyton.batchSize;
import static org.rhyton.Rhyton.epochs;
import static org.rhyton.Rhyton.input;
import static org.rhyton.Rhyton.loss;
import static org.rhyton.Rhyton.metrics;
import static org.rhyton.Rhyton.model;
import static org.rhyton.Rhyton.optimizer;
import static org.rhyton.Rhyton.progress;
import static org.rhyton.Rhyton.runEagerly;
import static org.rhyton.Rhyton.training;
import static org.rhyton.Rhyton.validationData;
import static org.rhyton.Rhyton.validationSplit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.Rhyton;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.DTypeException;
import org.rhyton.array.Dim;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.data.Dataset;
import org.rhyton.data.Element;
import org.rhyton.data.SplitOption;
import org.rhyton.data.Splits;
import org.rhyton.layers.Call;
import org.rhyton.layers.Concatenate;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Embedding;
import org.rhyton.layers.Flatten;
import org.rhyton.layers.GlobalAveragePooling1D;
import org.rhyton.layers.HashedCrossing;
import org.rhyton.layers.Hashing;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.Lambda;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.Rescaling;
import org.rhyton.layers.StringLookup;
import org.rhyton.layers.TextVectorization;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.DataException;
import org.rhyton.training.History;
import org.rhyton.training.Progress;

/** Models whose graph begins with texts: built, trained, asked, saved. */
class TextModelsTest {
    private static final StringArray REVIEWS = StringArray.of(
            "A wonderful film, I loved it!",
            "Terrible. I hated every minute of it",
            "loved the actors, loved the story",
            "the story was terrible",
            "what a wonderful story",
            "boring film, I hated the actors",
            "I loved it",
            "boring and terrible");
    private static final NDArray LABELS = NDArray.of(new float[][] {{1}, {0}, {1}, {0}, {1}, {0}, {1}, {0}});

    @TempDir
    private Path directory = Path.of(".");

    @BeforeEach
    void seed() {
        Rhyton.setRandomSeed(42);
        Rhyton.clearSession();
    }

    private static TextVectorization words() {
        TextVectorization words = new TextVectorization().maxTokens(50);
        words.adapt(REVIEWS);
        return words;
    }

    private static Sequential sentiment(Layer... before) {
        List<Layer> layers = new ArrayList<>(List.of(before));
        layers.addAll(List.of(
                new Embedding(50, 8).maskZero(true), new GlobalAveragePooling1D(), new Dense(1).activation("sigmoid")));
        Sequential model = new Sequential(layers);
        model.compile(loss("binary_crossentropy"), optimizer(new SGD(0.5)), metrics("accuracy"));
        return model;
    }

    @Test
    void learnsAndTellsWhatItLearned() {
        Model model = sentiment(words());
        History history = model.fit(
                REVIEWS,
                LABELS,
                epochs(60),
                batchSize(3),
                validationData(REVIEWS, LABELS),
                progress(Progress.silent()));
        assertEquals(1.0, history.get("val_accuracy").getLast());
        NDArray found = model.predict(StringArray.of("I loved this wonderful film", "terrible! hated it"));
        assertTrue(found.get(0, 0).item() > 0.8, found.toString());
        assertTrue(found.get(1, 0).item() < 0.2, found.toString());
        assertEquals(1.0, model.evaluate(REVIEWS, LABELS, progress(Progress.silent()))[1]);
    }

    /** The numbers made before the model, and within it, are the same; so is all that follows. */
    @Test
    void trainsAsOnNumbers() {
        TextVectorization words = words().outputSequenceLength(6);
        Model within = sentiment(new InputLayer(new InputLayer.Config(Shape.of(1), STRING)), words);
        Rhyton.setRandomSeed(42);
        Model before = sentiment(new InputLayer(new InputLayer.Config(Shape.of(6), DType.INT64)));
        before.setWeights(within.getWeights());
        History first = within.fit(
                REVIEWS, LABELS, epochs(3), batchSize(3), progress(Progress.silent()), Rhyton.shuffle(false));
        History second = before.fit(
                words.apply(REVIEWS),
                LABELS,
                epochs(3),
                batchSize(3),
                progress(Progress.silent()),
                Rhyton.shuffle(false));
        assertEquals(second.get("loss"), first.get("loss"));
        assertEquals(before.getWeights(), within.getWeights());
        assertEquals(before.predict(words.apply(REVIEWS)), within.predict(REVIEWS));
        assertEquals(before.apply(words.apply(REVIEWS), training(true)), within.apply(REVIEWS, training(true)));
        assertEquals(before.testOnBatch(words.apply(REVIEWS), LABELS)[0], within.testOnBatch(REVIEWS, LABELS)[0]);
    }

    @Test
    void trainsOperationByOperation() {
        Sequential fast = sentiment(words()).build(-1, 1);
        Model slow = Models.cloneModel(fast);
        slow.setWeights(fast.getWeights());
        slow.compile(loss("binary_crossentropy"), optimizer(new SGD(0.5)), runEagerly(true));
        assertEquals(fast.trainOnBatch(REVIEWS, LABELS)[0], slow.trainOnBatch(REVIEWS, LABELS)[0], 1e-6);
        assertEquals(fast.predict(REVIEWS), slow.predict(REVIEWS));
    }

    @Test
    void isSummarisedWithTheTypeOfItsInput() {
        Model model = sentiment(words().inputShape(1));
        assertTrue(model.isBuilt());
        assertTrue(model.summaryText().contains("(None, None)"), model.summaryText());
        assertTrue(model.toJson().contains("\"dtype\": \"string\""), model.toJson());
    }

    @Test
    void predictsFromVectorsColumnsAndDatasets() {
        Model model = sentiment(words().inputShape(1));
        NDArray expected = model.predict(REVIEWS);
        assertEquals(expected, model.predict(REVIEWS.reshape(8, 1)));
        assertEquals(expected, model.predict(List.of(REVIEWS)).getFirst());
        assertEquals(expected, model.apply(REVIEWS));
        assertEquals(expected, model.predict(Dataset.fromArrays(REVIEWS).batch(3)));
        assertEquals(expected, model.predict(REVIEWS, batchSize(1)));
        Dataset batches = Dataset.fromArrays(REVIEWS, LABELS).shuffle(8, 1).batch(3);
        model.fit(batches, epochs(2), progress(Progress.silent()));
        double[] measured = model.evaluate(Dataset.fromArrays(REVIEWS, LABELS).batch(8), progress(Progress.silent()));
        assertEquals(model.evaluate(REVIEWS, LABELS, progress(Progress.silent()))[0], measured[0], 1e-6);
    }

    @Test
    void makesNumbersInDatasets() {
        TextVectorization words = words().outputSequenceLength(6);
        Dataset numbers = Dataset.fromArrays(REVIEWS, LABELS).batch(4).map(batch -> batch.mapTexts(words::apply));
        assertEquals(words.apply(REVIEWS).rows(0, 4), numbers.first().x());
        assertEquals(
                REVIEWS.rows(0, 4), Dataset.fromArrays(REVIEWS).batch(4).first().texts());
        assertThrows(
                RuntimeException.class,
                () -> Dataset.fromArrays(REVIEWS).first().x());
    }

    @Test
    void dividesAndPadsTexts() {
        List<Array> parts =
                Splits.trainTestSplit(List.of(REVIEWS, LABELS), SplitOption.testSize(2), SplitOption.shuffle(false));
        assertEquals(List.of(REVIEWS.rows(0, 6), REVIEWS.rows(6, 8)), parts.subList(0, 2));
        assertEquals(LABELS.rows(6, 8), parts.get(3));
        Element padded = Dataset.fromIterable(
                        List.of(Element.of(StringArray.of("a", "b")), Element.of(StringArray.of("c"))))
                .paddedBatch(2)
                .first();
        assertEquals(StringArray.of(new String[][] {{"a", "b"}, {"c", ""}}), padded.texts());
    }

    private static Functional mixed() {
        Tensor review = input("review", STRING, 1);
        Tensor city = input("city", STRING, 1);
        Tensor stars = input("stars", 2);
        Tensor number = input("number", DType.INT64, 1);
        Layer embedding = new Embedding(50, 4);
        Tensor all = new Concatenate()
                .apply(
                        new GlobalAveragePooling1D().apply(embedding.apply(words().apply(review))),
                        new StringLookup()
                                .vocabulary("Rome", "Paris")
                                .outputMode("one_hot")
                                .apply(city),
                        new HashedCrossing(7).outputMode("one_hot").apply(city, number),
                        new Flatten()
                                .apply(new Hashing(5).outputMode("multi_hot").apply(city)),
                        stars);
        Functional model = model(List.of(review, city, stars, number), List.of(new Dense(1).apply(all)));
        model.compile(loss("mse"), optimizer("adam"));
        return model;
    }

    private static List<Array> mixedData() {
        return List.of(
                REVIEWS,
                StringArray.of("Rome", "Paris", "Oslo", "Rome", "Paris", "Rome", "Lima", "Rome"),
                NDArray.arange(16).astype(DType.FLOAT32).reshape(8, 2).dividedBy(16.0),
                NDArray.arange(8).reshape(8, 1));
    }

    @Test
    void takesTextsAndNumbersTogether() {
        Functional model = mixed();
        double before = model.evaluate(mixedData(), List.of(LABELS), progress(Progress.silent()))[0];
        model.fit(
                mixedData(),
                List.of(LABELS),
                epochs(30),
                batchSize(3),
                validationSplit(0.25),
                progress(Progress.silent()));
        double after = model.evaluate(mixedData(), List.of(LABELS), progress(Progress.silent()))[0];
        assertTrue(after < before, before + " -> " + after);
        for (String name : List.of("mixed.keras", "mixed.h5")) {
            Path file = directory.resolve(name);
            model.save(file);
            Model loaded = Models.load(file);
            assertEquals(model.predict(mixedData()), loaded.predict(mixedData()));
            assertEquals(
                    model.trainOnBatch(mixedData(), List.of(LABELS))[0],
                    loaded.trainOnBatch(mixedData(), List.of(LABELS))[0]);
            model = (Functional) loaded;
        }
        assertEquals(model.summaryText(), Models.fromJson(model.toJson()).summaryText());
    }

    @Test
    void takesArraysByName() {
        Functional model = mixed();
        Map<String, Array> named = new TreeMap<>();
        for (int i = 0; i < 4; i++)
            named.put(model.inputNames().get(i), mixedData().get(i));
        assertEquals(List.of("review", "city", "stars", "number"), model.inputNames());
        assertEquals(model.predict(mixedData()), model.predict(named));
        assertEquals(
                model.evaluate(mixedData(), List.of(LABELS), progress(Progress.silent()))[0],
                model.evaluate(named, LABELS, progress(Progress.silent()))[0]);
        model.fit(named, LABELS, epochs(1), progress(Progress.silent()));
        named.remove("stars");
        assertSays(DataException.class, "called [review, city, stars, number]", () -> model.predict(named));
    }

    @Test
    void sharesALayerBetweenTextsOfDifferentLengths() {
        Tensor a = input(STRING, 1);
        Tensor b = input(STRING, 1);
        Model tower = sentiment(words().inputShape(1));
        Tensor both = new Concatenate().apply(tower.apply(a), tower.apply(b));
        Functional model = model(List.of(a, b), List.of(both));
        StringArray others = REVIEWS.map(text -> text + " the end of a wonderful but terrible story");
        NDArray found = model.predict(List.of(REVIEWS, others)).getFirst();
        assertEquals(tower.predict(REVIEWS).flatten(), found.get(":, 0"));
        assertEquals(tower.predict(others).flatten(), found.get(":, 1"));
        Path file = directory.resolve("towers.keras");
        model.save(file);
        assertEquals(found, Models.load(file).predict(List.of(REVIEWS, others)).getFirst());
    }

    /** A model of one's own, with layers of texts and of numbers in it. */
    private static final class Reader extends Model {
        private final TextVectorization words = track(words());
        private final Embedding embedding = track(new Embedding(50, 4));
        private final Dense out = track(new Dense(1));

        @Override
        public Record config() {
            throw new UnsupportedOperationException("a model of a class of its own");
        }

        @Override
        protected Tensor call(Tensor x, Call call) {
            return out.invoke(Ops.mean(embedding.invoke(words.invoke(x, call), call), 1), call);
        }
    }

    @Test
    void isWrittenAsAClass() {
        Model model = new Reader();
        model.compile(loss("mse"), optimizer(new SGD(0.1)));
        double first = model.trainOnBatch(REVIEWS, LABELS)[0];
        model.fit(REVIEWS, LABELS, epochs(10), progress(Progress.silent()));
        assertTrue(model.evaluate(REVIEWS, LABELS, progress(Progress.silent()))[0] < first);
        Path file = directory.resolve("reader.weights.h5");
        model.saveWeights(file);
        Model other = new Reader();
        other.predict(REVIEWS);
        other.loadWeights(file);
        assertEquals(model.predict(REVIEWS), other.predict(REVIEWS));
    }

    /** A layer of one's own: how long a text is, and how many capital letters it has. */
    private static final class Letters extends Layer {
        @Override
        public Record config() {
            throw new UnsupportedOperationException("not saved");
        }

        @Override
        protected boolean takesTexts() {
            return true;
        }

        @Override
        protected Tensor call(Tensor x, Call call) {
            return Ops.readTexts(x, Shape.of(x.dim(0), Dim.of(2)), DType.FLOAT32, texts -> {
                float[][] counts = texts.values().stream()
                        .map(text -> new float[] {
                            text.length(),
                            text.chars().filter(Character::isUpperCase).count()
                        })
                        .toArray(float[][]::new);
                return NDArray.of(counts);
            });
        }
    }

    @Test
    void takesLayersAndCleaningsOfOnesOwn() {
        Tensor x = input(STRING, 1);
        Tensor loud = new Lambda(each -> Ops.mapTexts(each, text -> text.toUpperCase(Locale.ROOT))).apply(x);
        Functional model = model(List.of(x), List.of(new Letters().apply(x), new Letters().apply(loud)));
        List<NDArray> found = model.predict(List.of(StringArray.of("Rome", "oslo")));
        assertEquals(NDArray.of(new float[][] {{4, 1}, {4, 0}}), found.get(0));
        assertEquals(NDArray.of(new float[][] {{4, 4}, {4, 4}}), found.get(1));
        assertEquals(found.get(0), new Letters().apply(StringArray.of("Rome", "oslo")));
    }

    @Test
    void isAskedBySeveralThreadsWhileItIsTrained() throws Exception {
        Model model = sentiment(words().inputShape(1));
        NDArray expected = model.predict(REVIEWS);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int size = 1 + i % 3;
                answers.add(threads.submit(() -> {
                    for (int j = 0; j < 20; j++) {
                        if (!expected.equals(model.predict(REVIEWS, batchSize(size)))) return false;
                    }
                    return true;
                }));
            }
            for (Future<Boolean> answer : answers) assertTrue(answer.get());
            Future<History> fit =
                    threads.submit(() -> model.fit(REVIEWS, LABELS, epochs(20), progress(Progress.silent())));
            while (!fit.isDone()) assertEquals(8, model.predict(REVIEWS).size());
            fit.get();
        }
    }

    /** Keras adds or drops a last axis of one element. */
    @Test
    void takesNumbersWithAndWithoutALastAxis() {
        Model column = new Sequential(new Dense(1).inputShape(1));
        NDArray x = NDArray.of(1f, 2f, 3f);
        assertEquals(column.predict(x.reshape(3, 1)), column.predict(x));
        Tensor vector = input();
        Model twice = model(vector, new Lambda(each -> each.times(2)).apply(vector));
        assertEquals(x.times(2f), twice.predict(x.reshape(3, 1)));
    }

    /** Keras 2 gave such layers the type of texts, or of indices. */
    @Test
    void readsWhatKeras2Wrote() {
        String input = "{'class_name': 'InputLayer', 'config': {'batch_input_shape': [null, 1], 'dtype': 'string',"
                + " 'sparse': false, 'ragged': false, 'name': 'input_1'}}";
        String words = "{'class_name': 'TextVectorization', 'config': {'name': 'text_vectorization', 'trainable': true,"
                + " 'dtype': 'string', 'batch_input_shape': [null, 1], 'max_tokens': null, 'standardize': 'lower',"
                + " 'split': 'whitespace', 'ngrams': null, 'output_mode': 'int', 'output_sequence_length': 3,"
                + " 'pad_to_max_tokens': false, 'sparse': false, 'ragged': false, 'vocabulary': ['film', 'i'],"
                + " 'idf_weights': null, 'encoding': 'utf-8', 'vocabulary_size': 4}}";
        for (String layers : List.of(input + ", " + words, words)) {
            String json = "{'class_name': 'Sequential', 'config': {'name': 'sequential', 'layers': [" + layers
                    + "]}, 'keras_version': '2.12.0', 'backend': 'tensorflow'}";
            Model model = Models.fromJson(json.replace('\'', '"'));
            assertEquals(
                    NDArray.of(new long[][] {{3, 1, 2}}),
                    model.predict(StringArray.of("I love FILM here")).astype(DType.INT64));
        }
    }

    // ---- mistakes

    /** Such a number in a damaged file must not become a list of its length. */
    @Test
    void refusesNgramsOfABillionWords() {
        String words = "{'class_name': 'TextVectorization', 'config': {'name': 'words', 'ngrams': 1000000000}}";
        String json = "{'class_name': 'Sequential', 'config': {'name': 'sequential', 'layers': [" + words + "]}}";
        assertSays(
                org.rhyton.saving.ModelFormatException.class,
                "ngrams is 1000000000",
                () -> Models.fromJson(json.replace('\'', '"')));
    }

    @Test
    void saysWhatIsWrong() {
        Tensor x = input(STRING, 1);
        assertSays(LayerException.class, "computes with numbers", () -> new Dense(3).apply(x));
        Dense untouched = new Dense(3);
        assertThrows(LayerException.class, () -> untouched.apply(x));
        assertFalse(untouched.isBuilt());
        assertSays(DTypeException.class, "holds texts", () -> new Lambda(each -> each.plus(1)).apply(x));
        assertSays(DTypeException.class, "holds texts", x::dtype);
        assertSays(LayerException.class, "takes texts", () -> words().apply(input(3)));
        assertSays(LayerException.class, "takes texts", () -> words().apply(NDArray.of(1, 2)));
        assertSays(
                LayerException.class,
                "decode",
                () -> new StringLookup().vocabulary("a").invert(true).apply(input(DType.INT64, 1)));
        assertSays(ShapeException.class, "reshape", () -> words().apply(input(STRING, 2)));
        assertSays(
                LayerException.class,
                "no vocabulary yet",
                () -> new TextVectorization().outputMode("count").apply(x));
        Model model = sentiment(words().inputShape(1));
        assertSays(DataException.class, "takes texts", () -> model.predict(NDArray.of(new float[][] {{1}})));
        assertSays(DataException.class, "takes texts", () -> model.fit(LABELS, LABELS));
        assertSays(ShapeException.class, "takes data of shape", () -> model.predict(REVIEWS.reshape(4, 2)));
        Model ofNumbers = new Sequential(new Dense(1).inputShape(1));
        assertSays(DataException.class, "takes numbers", () -> ofNumbers.predict(REVIEWS));
        assertSays(
                DTypeException.class,
                "numbers are needed",
                () -> model(x, new Lambda(each -> each).apply(x)).predict(REVIEWS));
    }

    @Test
    void saysThatAVocabularyIsMissingWhenItIsNeeded() {
        TextVectorization words = new TextVectorization().inputShape(1);
        Model model = sentiment(words);
        assertSays(LayerException.class, "has no vocabulary yet", () -> model.predict(REVIEWS));
        words.adapt(REVIEWS);
        assertEquals(8, model.predict(REVIEWS).size());
    }

    private static void assertSays(Class<? extends RuntimeException> type, String part, Runnable mistake) {
        RuntimeException thrown = assertThrows(type, mistake::run);
        assertTrue(String.valueOf(thrown.getMessage()).contains(part), thrown.getMessage());
    }

    @Test
    void passesTextsThroughLayersThatTakeThem() {
        Tensor x = input(STRING, 1);
        Tensor same = new org.rhyton.layers.Identity().apply(x);
        Functional model = model(
                x, new Rescaling(0.5).apply(new Hashing(3).outputMode("count").apply(same)));
        assertEquals(Shape.of(8, 3), model.predict(REVIEWS).shape());
    }
}
