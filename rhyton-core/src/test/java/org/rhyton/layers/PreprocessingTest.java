package org.rhyton.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.array.StringArray;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** What preprocessing layers make of data; the expected values are those of Keras 3.15. */
class PreprocessingTest {
    private static final Registry REGISTRY = Registry.of(Layers.catalogue());
    private static final long[][] NUMBERS = {{12, 1138, 42}, {42, 1000, 36}, {0, 12, 12}};
    private static final String[] TEXTS = {
        "The quick brown Fox, jumped!", "over THE lazy Éric dog  the", "", "quick-fox's  x\ty"
    };

    private static NDArray longs(long[]... rows) {
        return NDArray.of(rows);
    }

    private static void assertRows(NDArray found, DType dtype, double[]... rows) {
        assertEquals(dtype, found.dtype());
        assertEquals(Shape.of(rows.length, rows[0].length), found.shape());
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        assertArrayEquals(flat, found.flatten().astype(DType.FLOAT64).toDoubleArray(), 1e-6);
    }

    private static double[] row(double... numbers) {
        return numbers;
    }

    /** The same layer, written and read. */
    private static <L extends Layer> L again(Class<L> type, L layer) {
        Map<String, ?> written = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3).description(layer);
        @SuppressWarnings("unchecked")
        Map<String, Object> json = (Map<String, Object>) written;
        return type.cast(new ConfigReader(REGISTRY, KerasVersion.KERAS_3).object(Layer.class, json, "layer"));
    }

    // ---- hashes

    private static final List<String> HASHED = new ArrayList<>();

    static {
        for (int n : new int[] {0, 1, 2, 3, 6, 7, 8, 14, 15, 20, 30, 31, 40, 62, 63, 64, 70, 130, 200}) {
            HASHED.add("x".repeat(n) + n);
        }
        HASHED.addAll(List.of("héllo wörld", "日本語"));
    }

    private static long[] buckets(Buckets buckets) {
        return HASHED.stream()
                .mapToLong(text -> {
                    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    return buckets.salt() == null ? FarmHash.fingerprint64(bytes) : SipHash.hash(bytes, 133, 137);
                })
                .map(hash -> Long.remainderUnsigned(hash, 1L << 62))
                .toArray();
    }

    @Test
    void hashesAreTensorFlows() {
        assertArrayEquals(
                new long[] {
                    1363911219970409023L,
                    3277671994180938851L,
                    2455987785634778283L,
                    2463291737465958165L,
                    2093943075169556816L,
                    606518876196188483L,
                    2162800841449416109L,
                    3857438290870242205L,
                    4435968264944868050L,
                    1811922800086899231L,
                    2041780415441834733L,
                    2242065841276872841L,
                    3447961428853260429L,
                    4157103328763586887L,
                    4553786991603777008L,
                    1627209889203567895L,
                    4317017516847940922L,
                    2501801376148144027L,
                    745593562785940761L,
                    4390285103997208723L,
                    1846174170784512071L
                },
                buckets(new Buckets(1, null)));
        assertArrayEquals(
                new long[] {
                    3811194907141297369L,
                    4606466148049768894L,
                    827887974575069400L,
                    3350733842499569522L,
                    3421476500940731376L,
                    2314051018987985090L,
                    3792788561202943966L,
                    1295080462257379382L,
                    4381028039026225269L,
                    3536623378787271469L,
                    3916269864524183653L,
                    3300107321738472636L,
                    3687621118662582401L,
                    1817519314304635632L,
                    3216623110287915718L,
                    2874598453435699118L,
                    2019944996629211948L,
                    1257495393757125323L,
                    1348178819526498267L,
                    1898112308239993354L,
                    1858862337448039278L
                },
                buckets(new Buckets(1, List.of(133L, 137L))));
    }

    @Test
    void hashingSortsIntoKerassBins() {
        NDArray x = longs(new long[] {1}, new long[] {22}, new long[] {-3});
        assertRows(new Hashing(5).apply(x), DType.INT64, row(4), row(0), row(4));
        assertRows(new Hashing(7).salt(133).apply(x), DType.INT64, row(5), row(3), row(5));
        NDArray pairs = longs(new long[] {1, 22}, new long[] {22, 7}, new long[] {-3, 8});
        assertRows(new Hashing(5).maskValue(22L).apply(pairs), DType.INT64, row(2, 0), row(0, 1), row(4, 4));
        assertRows(
                new Hashing(5).maskValue(22).outputMode("count").apply(pairs),
                DType.FLOAT32,
                row(1, 0, 1, 0, 0),
                row(1, 1, 0, 0, 0),
                row(0, 0, 0, 0, 2));
        StringArray texts = StringArray.of("A", "B", "hello world this is", "");
        assertArrayEquals(
                new long[] {4, 3, 5, 6},
                new Hashing(7).salt(133, 137).apply(texts).toLongArray());
        assertArrayEquals(
                new long[] {5, 1, 4, 0},
                new Hashing(7).maskValue("").apply(texts).toLongArray());
        Hashing read = again(Hashing.class, new Hashing(7).salt(133, 137).indexDtype(DType.INT32));
        assertEquals(DType.INT32, read.apply(texts).dtype());
    }

    @Test
    void crossingSortsIntoKerassBins() {
        StringArray letters = StringArray.of("alpha", "beta", "gamma", "delta", "", "x");
        StringArray digits = StringArray.of("1", "2", "3", "4", "y", "");
        NDArray some = NDArray.of(new long[] {0, 1, 2, 13, -5, 1L << 40});
        NDArray others = NDArray.of(new long[] {101, 7, 8, 9, 0, -1});
        HashedCrossing crossing = new HashedCrossing(1 << 30);
        assertArrayEquals(
                new long[] {962502719, 908337902, 813933651, 232091417, 622780626, 577810639},
                crossing.apply(letters, digits).toLongArray());
        assertArrayEquals(
                new long[] {684160597, 879323881, 831281132, 768654290, 358062387, 1045801570},
                crossing.apply(some, others).toLongArray());
        NDArray marks = HashedCrossing.fingerprints(letters);
        assertArrayEquals(
                new long[] {899213990, 511957504, 902084622, 409832966, 57411808, 871002389},
                crossing.apply(marks, others).toLongArray());
        assertArrayEquals(
                new long[] {84290929, 829497268, 210942266, 556133939, 252103725, 193352163},
                crossing.apply(marks, others, HashedCrossing.fingerprints(digits))
                        .toLongArray());
        assertArrayEquals(
                new long[] {685, 889, 12, 642, 635, 554},
                new HashedCrossing(1000).apply(some, others).toLongArray());
        HashedCrossing read = again(HashedCrossing.class, new HashedCrossing(5).indexDtype(DType.INT32));
        assertEquals(DType.INT32, read.apply(letters, digits).dtype());
        assertRows(
                again(HashedCrossing.class, new HashedCrossing(5).outputMode("one_hot"))
                        .apply(letters.reshape(6, 1), digits.reshape(6, 1)),
                DType.FLOAT32,
                row(0, 0, 0, 0, 1),
                row(0, 0, 0, 1, 0),
                row(0, 0, 0, 1, 0),
                row(1, 0, 0, 0, 0),
                row(0, 0, 0, 0, 1),
                row(0, 0, 0, 0, 1));
    }

    @Test
    void crossingRefusesWhatKerasRefuses() {
        NDArray x = NDArray.of(new long[] {1, 2});
        assertThrows(ShapeException.class, () -> new HashedCrossing(5).apply(x));
        assertThrows(ShapeException.class, () -> new HashedCrossing(5).apply(x, x.reshape(2, 1)));
        assertThrows(ShapeException.class, () -> new HashedCrossing(5).apply(x.reshape(1, 2), x.reshape(1, 2)));
        assertThrows(LayerException.class, () -> new HashedCrossing(5).apply(x, x.astype(DType.FLOAT32)));
        assertThrows(IllegalArgumentException.class, () -> new HashedCrossing(5).outputMode("multi_hot"));
        assertThrows(IllegalArgumentException.class, () -> new HashedCrossing(0));
    }

    // ---- lookups

    private static IntegerLookup lookup() {
        return new IntegerLookup().vocabulary(12, 36, 1138, 42);
    }

    @Test
    void integersAreLookedUp() {
        NDArray x = longs(NUMBERS);
        assertRows(lookup().apply(x), DType.INT64, row(1, 3, 4), row(4, 0, 2), row(0, 1, 1));
        assertRows(lookup().numOovIndices(2).apply(x), DType.INT64, row(2, 4, 5), row(5, 0, 3), row(0, 2, 2));
        assertRows(lookup().maskToken(0L).apply(x), DType.INT64, row(2, 4, 5), row(5, 1, 3), row(0, 2, 2));
        assertRows(
                lookup().numOovIndices(3)
                        .oovMethod(IntegerLookup.OovMethod.FARMHASH)
                        .salt(List.of(9L, 9L))
                        .apply(x),
                DType.INT64,
                row(3, 5, 6),
                row(6, 1, 4),
                row(2, 3, 3));
        assertRows(
                lookup().outputMode("count").maskToken(0L).apply(x),
                DType.INT64,
                row(0, 1, 0, 1, 1),
                row(1, 0, 1, 0, 1),
                row(0, 2, 0, 0, 0));
        assertRows(
                lookup().outputMode("tf-idf")
                        .idfWeights(List.of(.25, .75, .6, .4))
                        .apply(x),
                DType.FLOAT32,
                row(0, .25, 0, .6, .4),
                row(.5, 0, .75, 0, .4),
                row(.5, .5, 0, 0, 0));
        assertEquals(
                Shape.of(3, 8),
                lookup().outputMode("count")
                        .maxTokens(8)
                        .padToMaxTokens(true)
                        .apply(x)
                        .shape());
        NDArray indices = longs(new long[] {1, 3, 4}, new long[] {4, 0, 2});
        assertRows(lookup().invert(true).apply(indices), DType.INT64, row(12, 1138, 42), row(42, -1, 36));
    }

    @Test
    void integersAreLearned() {
        IntegerLookup plain = new IntegerLookup();
        plain.adapt(longs(new long[] {12, 1138, 42}, new long[] {42, 1000, 36}));
        assertEquals(List.of(-1L, 42L, 1138L, 1000L, 36L, 12L), plain.getVocabulary());
        IntegerLookup rare = new IntegerLookup().maxTokens(3).maskToken(42L).outputMode("tf_idf");
        rare.adapt(longs(new long[] {12, 1138, 42}, new long[] {42, 1000, 12}));
        assertEquals(List.of(-1L, 12L, 1138L), rare.getVocabulary());
        NDArray x = longs(new long[] {12, 12, 42}, new long[] {1138, 5, 12});
        double[][] expected = {row(0, 1.021651268005371, 0), row(0.6019864082336426, 0.5108256340026855, 0.6931471824)};
        assertRows(rare.apply(x), DType.FLOAT32, expected);
        assertRows(again(IntegerLookup.class, rare).apply(x), DType.FLOAT32, expected);
        assertThrows(
                LayerException.class, () -> again(IntegerLookup.class, rare).adapt(x));
    }

    private static StringLookup letters() {
        return new StringLookup().vocabulary("a", "b", "c", "d");
    }

    @Test
    void textsAreLookedUp() {
        StringArray x = StringArray.of(new String[][] {{"a", "c", "d"}, {"d", "z", "b"}, {"", "zz", "a"}});
        assertRows(letters().apply(x), DType.INT64, row(1, 3, 4), row(4, 0, 2), row(0, 0, 1));
        assertRows(letters().numOovIndices(2).apply(x), DType.INT64, row(2, 4, 5), row(5, 1, 3), row(1, 0, 2));
        assertRows(
                letters().numOovIndices(3).salt(List.of(5L, 5L)).apply(x),
                DType.INT64,
                row(3, 5, 6),
                row(6, 2, 4),
                row(2, 0, 3));
        assertRows(letters().maskToken("").apply(x), DType.INT64, row(2, 4, 5), row(5, 1, 3), row(0, 1, 2));
        assertRows(
                letters().outputMode("multi_hot").apply(x),
                DType.INT64,
                row(0, 1, 0, 1, 1),
                row(1, 0, 1, 0, 1),
                row(1, 1, 0, 0, 0));
        assertRows(
                letters()
                        .outputMode("tf_idf")
                        .idfWeights(List.of(.25, .75, .6, .4))
                        .apply(x),
                DType.FLOAT32,
                row(0, .25, 0, .6, .4),
                row(.5, 0, .75, 0, .4),
                row(1, .25, 0, 0, 0));
        assertEquals(
                List.of("[UNK]", "b", "c", "c", "", "[UNK]"),
                letters()
                        .invert(true)
                        .maskToken("")
                        .decode(longs(new long[] {1, 3, 4}, new long[] {4, 0, 9}))
                        .values());
    }

    @Test
    void textsAreLearned() {
        StringLookup lookup =
                new StringLookup().outputMode("tf_idf").maxTokens(6).padToMaxTokens(true);
        lookup.adapt(StringArray.of(new String[][] {{"a", "b", "b"}, {"b", "é", "z"}}));
        assertEquals(List.of("[UNK]", "b", "é", "z", "a"), lookup.getVocabulary());
        assertEquals(5, lookup.vocabularySize());
        StringArray x = StringArray.of(new String[][] {{"b", "q"}, {"z", "z"}});
        double[][] expected = {row(0.6475667953491211, 0.5108256340026855, 0, 0, 0, 0), row(0, 0, 0, 1.3862943649, 0, 0)
        };
        assertRows(lookup.apply(x), DType.FLOAT32, expected);
        assertRows(again(StringLookup.class, lookup).apply(x), DType.FLOAT32, expected);
    }

    @Test
    void aVocabularyThatDoesNotFitIsRefused() {
        StringArray x = StringArray.of("a");
        assertThrows(LayerException.class, () -> new StringLookup().apply(x));
        assertThrows(LayerException.class, () -> letters().setVocabulary(List.of("a", "b", "a")));
        assertThrows(LayerException.class, () -> letters().maskToken("b").apply(x));
        assertThrows(LayerException.class, () -> letters().maxTokens(3).apply(x));
        assertThrows(LayerException.class, () -> letters().numOovIndices(0).apply("q"));
        assertThrows(LayerException.class, () -> letters().outputMode("tf_idf").apply(x));
        assertThrows(LayerException.class, () -> letters().invert(true).apply(x));
        assertThrows(LayerException.class, () -> letters().decode(longs(new long[] {1})));
        assertThrows(LayerException.class, () -> letters().invoke(Tensor.of(1, DType.FLOAT32), Call.inference()));
        StringLookup lookup = letters();
        lookup.setVocabulary(List.of("[UNK]", "x"));
        assertEquals(List.of("[UNK]", "x"), lookup.getVocabulary());
    }

    // ---- sentences

    private static TextVectorization adapted(TextVectorization layer) {
        layer.adapt(TEXTS);
        return layer;
    }

    @Test
    void sentencesBecomeIndices() {
        TextVectorization plain = adapted(new TextVectorization());
        assertEquals(
                List.of(
                        "",
                        "[UNK]",
                        "the",
                        "Éric",
                        "y",
                        "x",
                        "quickfoxs",
                        "quick",
                        "over",
                        "lazy",
                        "jumped",
                        "fox",
                        "dog",
                        "brown"),
                plain.getVocabulary());
        assertRows(
                plain.apply(TEXTS),
                DType.INT64,
                row(2, 7, 13, 11, 10, 0),
                row(8, 2, 9, 3, 12, 2),
                row(0, 0, 0, 0, 0, 0),
                row(6, 5, 4, 0, 0, 0));
        assertRows(
                plain.apply(StringArray.of("dog fox", "zzz the the").reshape(2, 1)),
                DType.INT64,
                row(12, 11, 0),
                row(1, 2, 2));
        TextVectorization fixed = new TextVectorization().vocabulary("a", "b").outputSequenceLength(4);
        assertRows(fixed.apply("a b z a b", "b"), DType.INT64, row(2, 3, 1, 2), row(3, 0, 0, 0));
        assertRows(
                again(TextVectorization.class, fixed).apply("a b z a b", "b"),
                DType.INT64,
                row(2, 3, 1, 2),
                row(3, 0, 0, 0));
    }

    @Test
    void sentencesAreBroughtToAFormAndSplitAsAsked() {
        assertEquals(
                List.of(
                        "",
                        "[UNK]",
                        "the",
                        "Éric dog",
                        "Éric",
                        "y",
                        "x y",
                        "x",
                        "the quick",
                        "the lazy",
                        "quickfoxs x",
                        "quickfoxs"),
                adapted(new TextVectorization().ngrams(2)).getVocabulary().subList(0, 12));
        assertEquals(
                List.of("", "[UNK]", "Éric dog", "x y", "the quick"),
                adapted(new TextVectorization().ngrams(List.of(2)))
                        .getVocabulary()
                        .subList(0, 5));
        assertEquals(
                List.of("", "[UNK]", "Éric", "y", "x", "the", "quick-fox's"),
                adapted(new TextVectorization().standardize((TextVectorization.Standardize) null))
                        .getVocabulary()
                        .subList(0, 7));
        assertTrue(adapted(new TextVectorization().standardize("lower"))
                .getVocabulary()
                .contains("jumped!"));
        assertTrue(adapted(new TextVectorization().standardize("strip_punctuation"))
                .getVocabulary()
                .contains("THE"));
        assertEquals(
                List.of("", "[UNK]", " ", "o", "e", "x", "u", "t"),
                adapted(new TextVectorization().split("character").maxTokens(8)).getVocabulary());
        assertEquals(
                List.of("", "[UNK]", "the quick brown fox jumped", "quickfoxs  x\ty", "over the lazy Éric dog  the"),
                adapted(new TextVectorization().split((TextVectorization.Split) null))
                        .getVocabulary());
    }

    @Test
    void sentencesBecomeVectors() {
        assertRows(
                adapted(new TextVectorization()
                                .outputMode("count")
                                .ngrams(2)
                                .maxTokens(7)
                                .padToMaxTokens(true))
                        .apply(TEXTS),
                DType.INT64,
                row(8, 1, 0, 0, 0, 0, 0),
                row(7, 2, 1, 1, 0, 0, 0),
                row(0, 0, 0, 0, 0, 0, 0),
                row(2, 0, 0, 0, 1, 1, 1));
        TextVectorization rare = adapted(new TextVectorization().outputMode("tf_idf"));
        double[] found =
                rare.apply("zzz the the").astype(DType.FLOAT64).flatten().toDoubleArray();
        assertEquals(1.0776695013046265, found[0], 1e-6);
        assertEquals(1.6945956945419312, found[1], 1e-6);
        assertThrows(IllegalArgumentException.class, () -> new TextVectorization().outputMode("one_hot"));
        assertThrows(ShapeException.class, () -> rare.apply(StringArray.of(new String[][] {{"a", "b"}})));
    }

    /** Keras's archives have a learned vocabulary in a file. */
    @Test
    void aVocabularyComesFromAnAsset() {
        TextVectorization layer = new TextVectorization();
        layer.loadAssets(
                Map.of("vocabulary.txt", "\n[UNK]\nthe\ndog\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertEquals(List.of("", "[UNK]", "the", "dog"), layer.getVocabulary());
        assertThrows(LayerException.class, () -> layer.loadAssets(Map.of("other", new byte[0])));
    }

    // ---- numbers

    private static NDArray sawtooth() {
        float[] x = new float[100];
        for (int i = 0; i < x.length; i++) x[i] = (float) ((i * 37) % 101 / 10.0 - 3);
        return NDArray.of(x);
    }

    private static void assertBoundaries(Discretization layer, double... expected) {
        List<Double> found = layer.binBoundaries();
        assertNotNull(found);
        assertArrayEquals(
                expected, found.stream().mapToDouble(Double::doubleValue).toArray(), 1e-5);
    }

    @Test
    void binsAreLearned() {
        NDArray x = sawtooth();
        NDArray[] batches = {x.rows(0, 40), x.rows(40, 75), x.rows(75, 100)};
        Discretization four = new Discretization().numBins(4);
        four.adapt(x);
        assertBoundaries(four, -0.6000018119812012, 1.8999981880187988, 4.499999046325684);
        four.adapt(batches);
        assertBoundaries(four, -0.6000018119812012, 1.8999981880187988, 4.499999046325684);
        Discretization ten = new Discretization().numBins(10).epsilon(0.05);
        ten.adapt(batches);
        assertBoundaries(
                ten,
                -2.0970678329467773,
                -0.9000000953674316,
                -0.02187509275972843,
                1.0999996662139893,
                1.9500000476837158,
                2.8999996185302734,
                4.028124809265137,
                5.09999942779541,
                6.0281243324279785);
        Discretization rough = new Discretization().numBins(4).epsilon(0.3);
        rough.adapt(x);
        assertBoundaries(rough, -0.10000000149011612, 2.9000000953674316);
        Discretization few = new Discretization().numBins(4);
        few.adapt(NDArray.of(new double[] {1, 2, 3}));
        assertBoundaries(few, 1, 2);
    }

    @Test
    void numbersAreSortedIntoBins() {
        NDArray x = NDArray.of(new float[][] {{-0.5f, 0.2f, Float.NaN}, {0.5f, -3, 9}});
        Discretization layer = new Discretization().binBoundaries(-0.5, 0, 0.5);
        assertRows(layer.apply(x), DType.INT32, row(1, 2, 3), row(3, 0, 3));
        assertRows(
                new Discretization()
                        .binBoundaries(-0.5, 0, 0.5)
                        .outputMode("count")
                        .apply(x),
                DType.FLOAT32,
                row(0, 1, 1, 1),
                row(1, 0, 0, 2));
        assertThrows(LayerException.class, () -> layer.adapt(x));
        assertThrows(LayerException.class, () -> new Discretization().apply(x));
    }

    /** A layer may be drawn into a model before it has seen data; the program made then sees what it learns afterwards. */
    @Test
    void aLayerMayLearnAfterItWasDrawn() {
        Discretization layer = new Discretization().numBins(4);
        var program = Ops.compile((Tensor x) -> layer.invoke(x, Call.inference()));
        NDArray x = NDArray.of(new float[] {-2, 1, 3, 5});
        assertThrows(LayerException.class, () -> program.call(x));
        layer.adapt(sawtooth());
        assertArrayEquals(new int[] {0, 1, 2, 3}, program.call(x).toIntArray());
        IntegerLookup lookup = new IntegerLookup();
        var lookedUp = Ops.compile((Tensor indices) -> lookup.invoke(indices, Call.inference()));
        NDArray numbers = NDArray.of(new long[] {7, 8});
        assertThrows(LayerException.class, () -> lookedUp.call(numbers));
        lookup.adapt(numbers);
        assertArrayEquals(new long[] {2, 1}, lookedUp.call(numbers).toLongArray());
        lookup.adapt(NDArray.of(new long[] {8}));
        assertArrayEquals(new long[] {0, 1}, lookedUp.call(numbers).toLongArray());
    }

    @Test
    void categoriesAreEncoded() {
        NDArray x = longs(new long[] {0, 1}, new long[] {2, 2}, new long[] {3, 0});
        assertRows(new CategoryEncoding(4).apply(x), DType.FLOAT32, row(1, 1, 0, 0), row(0, 0, 1, 0), row(1, 0, 0, 1));
        NDArray weights = NDArray.of(new double[][] {{.1, .2}, {.1, .3}, {.5, .5}});
        Tensor weighted = new CategoryEncoding(4).outputMode("count").apply(Tensor.of(x), Tensor.of(weights));
        assertRows(weighted.value(), DType.FLOAT32, row(.1, .2, 0, 0), row(0, 0, .4, 0), row(.5, 0, 0, .5));
        NDArray pairs = NDArray.of(new long[][][] {{{0, 3}, {1, 3}}, {{2, 0}, {2, 1}}});
        assertArrayEquals(
                new float[] {1, 1, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0, 1, 1, 0, 0},
                new CategoryEncoding(4)
                        .outputMode("count")
                        .apply(pairs)
                        .flatten()
                        .toFloatArray());
        assertEquals(
                Shape.of(2, 2, 2, 4),
                new CategoryEncoding(4).outputMode("one_hot").apply(pairs).shape());
    }

    @Test
    void meansAreLearnedBatchByBatch() {
        NDArray x = sawtooth();
        Normalization layer = new Normalization();
        layer.adapt(
                x.rows(0, 40).reshape(20, 2),
                x.rows(40, 76).reshape(18, 2),
                x.rows(76, 100).reshape(12, 2));
        assertArrayEquals(
                new double[] {2.156, 1.816},
                layer.weight("mean").value().astype(DType.FLOAT64).toDoubleArray(),
                1e-5);
        assertArrayEquals(
                new double[] {8.794865, 8.277744},
                layer.weight("variance").value().astype(DType.FLOAT64).toDoubleArray(),
                1e-5);
        Normalization both = new Normalization().axis(1, 2);
        both.adapt(x.reshape(10, 2, 5));
        assertEquals(2.91, both.weight("mean").value().flatten().toFloatArray()[0], 1e-5);
        assertEquals(
                6.742500305175781, both.weight("variance").value().flatten().toFloatArray()[7], 1e-4);
        Normalization given = new Normalization().axis(1).mean(1, 2).variance(4, 9);
        assertArrayEquals(
                new double[] {-2.0, -0.15, 1.7, -1.33333337, -0.1, 1.13333333},
                given.apply(x.rows(0, 12).reshape(2, 2, 3))
                        .rows(0, 1)
                        .flatten()
                        .astype(DType.FLOAT64)
                        .toDoubleArray(),
                1e-5);
        assertThrows(LayerException.class, () -> given.adapt(x));
        assertThrows(ShapeException.class, () -> layer.adapt(x.reshape(20, 5)));
        Normalization backwards =
                new Normalization().axis(1).mean(1, 2).variance(4, 9).invert(true);
        NDArray data = x.rows(0, 12).reshape(2, 2, 3);
        assertArrayEquals(
                data.flatten().toFloatArray(),
                backwards.apply(given.apply(data)).flatten().toFloatArray(),
                1e-5f);
    }
}
