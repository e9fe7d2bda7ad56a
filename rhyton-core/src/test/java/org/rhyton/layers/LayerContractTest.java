package org.rhyton.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.activations.Activations;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.Dim;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.StringArray;
import org.rhyton.constraints.Constraints;
import org.rhyton.initializers.Initializers;
import org.rhyton.ops.CompiledFunction;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.optimizers.SGD;
import org.rhyton.regularizers.Regularizers;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.Flattened;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

/** What holds for every layer. One row a layer; a layer of the catalogue without a row is a failure. */
class LayerContractTest {
    private static final Registry REGISTRY = Registry.of(
            Layers.catalogue(),
            Activations.catalogue(),
            Initializers.catalogue(),
            Regularizers.catalogue(),
            Constraints.catalogue());

    /** What a layer does with a mask. */
    private enum Masks {
        PASSES,
        DROPS,
        MAKES
    }

    /**
     * A layer, and what is to be expected of it.
     *
     * @param layer makes one
     * @param samples the shapes of one sample of each input
     * @param indices how many indices an input of whole numbers may have; 0 for floating inputs, {@link #TEXTS} for texts
     * @param weights the names of its weights, in the order of files
     * @param differs whether a call in training form gives something else than one in inference form
     */
    private record Row(
            Supplier<Layer> layer,
            List<Shape> samples,
            int indices,
            List<String> weights,
            boolean differs,
            Masks masks) {
        String name() {
            return layer.get().className();
        }

        Row several() {
            return taking(2);
        }

        /** With so many inputs of one shape. */
        Row taking(int inputs) {
            return new Row(
                    layer, java.util.Collections.nCopies(inputs, samples.getFirst()), indices, weights, differs, masks);
        }
    }

    private static Row row(Supplier<Layer> layer, Shape sample, boolean differs, Masks masks, String... weights) {
        return new Row(layer, List.of(sample), 0, List.of(weights), differs, masks);
    }

    private static Row texts(Supplier<Layer> layer, Shape sample) {
        return new Row(layer, List.of(sample), TEXTS, List.of(), false, Masks.DROPS);
    }

    private static final int TEXTS = -1;
    private static final List<String> WORDS = List.of("a", "rose", "is", "red");

    private static final Shape SEQUENCE = Shape.of(4, 3);
    private static final Shape IMAGE = Shape.of(5, 6, 2);

    /** Of query, key, value and output. */
    private static final String[] PROJECTIONS = {"kernel", "bias", "kernel", "bias", "kernel", "bias", "kernel", "bias"
    };

    private static final String[] CELL_WEIGHTS = {"kernel", "recurrent_kernel", "bias"};

    private static final List<Row> MOST = List.of(
            row(() -> new Activation("tanh"), SEQUENCE, false, Masks.PASSES),
            row(() -> new ActivityRegularization(0.1, 0.2), SEQUENCE, false, Masks.PASSES),
            row(Add::new, SEQUENCE, false, Masks.PASSES).several(),
            row(AddLoss::new, SEQUENCE, false, Masks.PASSES),
            row(() -> new AddMetric("size"), SEQUENCE, false, Masks.PASSES),
            row(AdditiveAttention::new, SEQUENCE, false, Masks.PASSES, "scale").several(),
            row(() -> new AlphaDropout(0.4), SEQUENCE, true, Masks.PASSES),
            row(
                            () -> new Attention().useScale(true).scoreMode(Attention.ScoreMode.CONCAT),
                            SEQUENCE,
                            false,
                            Masks.PASSES,
                            "scale",
                            "concat_score_weight")
                    .several(),
            row(Average::new, SEQUENCE, false, Masks.PASSES).several(),
            row(
                    BatchNormalization::new,
                    SEQUENCE,
                    true,
                    Masks.PASSES,
                    "gamma",
                    "beta",
                    "moving_mean",
                    "moving_variance"),
            new Row(
                    () -> new CategoryEncoding(7).outputMode("one_hot"),
                    List.of(Shape.of(4)),
                    7,
                    List.of(),
                    false,
                    Masks.DROPS),
            row(
                    () -> new Discretization().binBoundaries(-0.5, 0, 0.5).outputMode("one_hot"),
                    SEQUENCE,
                    false,
                    Masks.DROPS),
            new Row(
                    () -> new HashedCrossing(5).outputMode("one_hot"),
                    List.of(Shape.of(1), Shape.of(1)),
                    7,
                    List.of(),
                    false,
                    Masks.DROPS),
            new Row(() -> new Hashing(5).outputMode("one_hot"), List.of(Shape.of(4)), 7, List.of(), false, Masks.DROPS),
            texts(() -> new Hashing(5).outputMode("one_hot"), Shape.of(4)),
            texts(() -> new HashedCrossing(5).outputMode("one_hot"), Shape.of(1))
                    .several(),
            texts(
                    () -> new StringLookup()
                            .vocabulary("rose", "red")
                            .idfWeights(List.of(0.5, 1.0))
                            .outputMode("tf_idf"),
                    Shape.of(4)),
            texts(
                    () -> new TextVectorization()
                            .vocabulary("rose", "red")
                            .idfWeights(List.of(0.5, 1.0))
                            .outputMode("tf_idf"),
                    Shape.of(1)),
            new Row(
                    () -> new IntegerLookup()
                            .vocabulary(1, 2, 3)
                            .idfWeights(List.of(0.5, 1.0, 2.0))
                            .outputMode("tf_idf"),
                    List.of(Shape.of(4)),
                    7,
                    List.of(),
                    false,
                    Masks.DROPS),
            row(() -> new Normalization().mean(1, 2, 3).variance(1, 4, 9), SEQUENCE, false, Masks.PASSES),
            row(() -> new Rescaling(2, 1), SEQUENCE, false, Masks.PASSES),
            row(
                    () -> new Bidirectional(new GRU(2).returnSequences(true)),
                    SEQUENCE,
                    false,
                    Masks.PASSES,
                    "kernel",
                    "recurrent_kernel",
                    "bias",
                    "kernel",
                    "recurrent_kernel",
                    "bias"),
            row(Concatenate::new, SEQUENCE, false, Masks.PASSES).several(),
            row(() -> new ConvLSTM1D(2, 2).padding("same"), Shape.of(3, 4, 2), false, Masks.DROPS, CELL_WEIGHTS),
            row(
                    () -> new ConvLSTM2D(2, 2).returnSequences(true).strides(2),
                    Shape.of(2, 4, 5, 1),
                    false,
                    Masks.PASSES,
                    CELL_WEIGHTS),
            row(
                    () -> new ConvLSTM3D(1, 2).dataFormat(DataFormat.CHANNELS_FIRST),
                    Shape.of(2, 1, 3, 2, 2),
                    false,
                    Masks.DROPS,
                    CELL_WEIGHTS),
            row(() -> new Dense(5).activation("tanh"), SEQUENCE, false, Masks.PASSES, "kernel", "bias"),
            row(() -> new Dot(2).normalize(true), SEQUENCE, false, Masks.DROPS).several(),
            row(() -> new Dropout(0.4), SEQUENCE, true, Masks.PASSES),
            row(
                    () -> new EinsumDense("abc,cde->abde", null, 2, 2)
                            .biasAxes("de")
                            .activation("tanh"),
                    SEQUENCE,
                    false,
                    Masks.DROPS,
                    "kernel",
                    "bias"),
            row(() -> new ELU().alpha(0.7), SEQUENCE, false, Masks.PASSES),
            new Row(() -> new Embedding(7, 3), List.of(Shape.of(4)), 7, List.of("embeddings"), false, Masks.DROPS),
            new Row(
                    () -> new ReversibleEmbedding(7, 3),
                    List.of(Shape.of(4)),
                    7,
                    List.of("embeddings"),
                    false,
                    Masks.DROPS),
            row(() -> new Pipeline(new Rescaling(2), new Dense(2)), SEQUENCE, false, Masks.PASSES, "kernel", "bias"),
            row(
                    () -> new STFTSpectrogram().frameLength(4).frameStep(2),
                    Shape.of(9, 2),
                    false,
                    Masks.DROPS,
                    "real_kernel",
                    "imag_kernel"),
            row(Flatten::new, SEQUENCE, false, Masks.DROPS),
            row(() -> new GaussianDropout(0.4), SEQUENCE, true, Masks.PASSES),
            row(() -> new GaussianNoise(0.4), SEQUENCE, true, Masks.PASSES),
            row(() -> new GroupedQueryAttention(2, 4, 2), SEQUENCE, false, Masks.PASSES, PROJECTIONS)
                    .several(),
            row(() -> new GroupNormalization().groups(3), SEQUENCE, false, Masks.PASSES, "gamma", "beta"),
            row(Identity::new, SEQUENCE, false, Masks.PASSES),
            row(LayerNormalization::new, SEQUENCE, false, Masks.PASSES, "gamma", "beta"),
            row(LeakyReLU::new, SEQUENCE, false, Masks.PASSES),
            row(() -> new GRU(3).returnSequences(true), SEQUENCE, false, Masks.PASSES, CELL_WEIGHTS),
            row(() -> new GRUCell(3), Shape.of(3), false, Masks.DROPS, CELL_WEIGHTS)
                    .several(),
            row(() -> new LSTM(3).returnSequences(true), SEQUENCE, false, Masks.PASSES, CELL_WEIGHTS),
            row(() -> new LSTMCell(3), Shape.of(3), false, Masks.DROPS, CELL_WEIGHTS)
                    .taking(3),
            row(
                    () -> new RNN(new GRUCell(3).resetAfter(false)).returnSequences(true),
                    SEQUENCE,
                    false,
                    Masks.PASSES,
                    CELL_WEIGHTS),
            row(() -> new SimpleRNN(3).returnSequences(true), SEQUENCE, false, Masks.PASSES, CELL_WEIGHTS),
            row(() -> new SimpleRNNCell(3), Shape.of(3), false, Masks.DROPS, CELL_WEIGHTS)
                    .several(),
            row(
                            () -> new StackedRNNCells(new SimpleRNNCell(3), new GRUCell(3)),
                            Shape.of(3),
                            false,
                            Masks.DROPS,
                            "kernel",
                            "recurrent_kernel",
                            "bias",
                            "kernel",
                            "recurrent_kernel",
                            "bias")
                    .taking(3),
            row(
                    () -> new TimeDistributed(new Dense(2).activation("tanh")),
                    SEQUENCE,
                    false,
                    Masks.PASSES,
                    "kernel",
                    "bias"),
            row(Masking::new, SEQUENCE, false, Masks.MAKES),
            row(Maximum::new, SEQUENCE, false, Masks.PASSES).several(),
            row(
                    () -> new MelSpectrogram().fftLength(8).sequenceStride(3).numMelBins(4),
                    Shape.of(9),
                    false,
                    Masks.DROPS),
            row(Minimum::new, SEQUENCE, false, Masks.PASSES).several(),
            row(() -> new MultiHeadAttention(2, 3).dropout(0.2), SEQUENCE, true, Masks.PASSES, PROJECTIONS)
                    .several(),
            row(Multiply::new, SEQUENCE, false, Masks.PASSES).several(),
            row(() -> new Permute(2, 1), SEQUENCE, false, Masks.DROPS),
            row(() -> new PReLU().alphaInitializer("ones"), SEQUENCE, false, Masks.PASSES, "alpha"),
            row(() -> new ReLU().negativeSlope(0.1).threshold(0.2), SEQUENCE, false, Masks.PASSES),
            row(() -> new RepeatVector(2), Shape.of(4), false, Masks.DROPS),
            row(RMSNormalization::new, SEQUENCE, false, Masks.PASSES, "scale"),
            row(() -> new Reshape(2, -1), SEQUENCE, false, Masks.DROPS),
            row(Softmax::new, Shape.of(4), false, Masks.PASSES),
            row(() -> new SpatialDropout1D(0.4), SEQUENCE, true, Masks.PASSES),
            row(() -> new SpatialDropout2D(0.4), IMAGE, true, Masks.PASSES),
            row(() -> new SpatialDropout3D(0.4), Shape.of(2, 3, 2, 4), true, Masks.PASSES),
            row(
                    () -> new SpectralNormalization(new Dense(2)),
                    SEQUENCE,
                    true,
                    Masks.PASSES,
                    "kernel",
                    "vector_u",
                    "bias"),
            row(() -> new CustomScaleLayer(0.2), SEQUENCE, false, Masks.PASSES).several(),
            row(() -> new LayerScale(0.5, 3), SEQUENCE, false, Masks.DROPS, "gamma"),
            row(Subtract::new, SEQUENCE, false, Masks.PASSES).several(),
            row(() -> new ThresholdedReLU().theta(0.1), SEQUENCE, false, Masks.PASSES),
            row(UnitNormalization::new, SEQUENCE, false, Masks.PASSES));

    private static final List<Row> ROWS =
            Stream.concat(MOST.stream(), windows().stream()).toList();

    /** What slides windows over images, and what changes their sizes. */
    private static List<Row> windows() {
        List<Row> rows = new ArrayList<>();
        Map<Integer, Shape> samples = Map.of(1, Shape.of(5, 2), 2, IMAGE, 3, Shape.of(4, 3, 5, 2));
        List<Supplier<Layer>> convolutions = List.of(
                () -> new Conv1D(3, 2).padding("causal").activation("tanh"),
                () -> new Conv2D(3, 2).activation("tanh"),
                () -> new Conv3D(3, 2).strides(2).padding("same").activation("tanh"),
                () -> new Conv1DTranspose(3, 2).strides(3).activation("tanh"),
                () -> new Conv2DTranspose(3, 2).strides(2).padding("same").activation("tanh"),
                () -> new Conv3DTranspose(3, 2).activation("tanh"));
        for (int i = 0; i < convolutions.size(); i++) {
            rows.add(row(convolutions.get(i), samples.get(i % 3 + 1), false, Masks.DROPS, "kernel", "bias"));
        }
        List<Supplier<Layer>> depthwise = List.of(() -> new DepthwiseConv1D(2), () -> new DepthwiseConv2D(2, 3));
        List<Supplier<Layer>> separable = List.of(() -> new SeparableConv1D(3, 2), () -> new SeparableConv2D(3, 2));
        for (int rank : new int[] {1, 2}) {
            Shape sample = samples.get(rank);
            rows.add(row(depthwise.get(rank - 1), sample, false, Masks.DROPS, "kernel", "bias"));
            rows.add(row(
                    separable.get(rank - 1),
                    sample,
                    false,
                    Masks.DROPS,
                    "depthwise_kernel",
                    "pointwise_kernel",
                    "bias"));
        }
        List<List<Supplier<Layer>>> others = List.of(
                List.of(MaxPooling1D::new, MaxPooling2D::new, MaxPooling3D::new),
                List.of(() -> new AveragePooling1D(2), () -> new AveragePooling2D(2), () -> new AveragePooling3D(2)),
                List.of(GlobalMaxPooling1D::new, GlobalMaxPooling2D::new, GlobalMaxPooling3D::new),
                List.of(GlobalAveragePooling1D::new, GlobalAveragePooling2D::new, GlobalAveragePooling3D::new),
                List.of(
                        () -> new AdaptiveMaxPooling1D(2),
                        () -> new AdaptiveMaxPooling2D(3, 2),
                        () -> new AdaptiveMaxPooling3D(2)),
                List.of(
                        () -> new AdaptiveAveragePooling1D(2),
                        () -> new AdaptiveAveragePooling2D(3, 2),
                        () -> new AdaptiveAveragePooling3D(2)),
                List.of(ZeroPadding1D::new, ZeroPadding2D::new, ZeroPadding3D::new),
                List.of(Cropping1D::new, () -> new Cropping2D(1, 2), Cropping3D::new),
                List.of(UpSampling1D::new, UpSampling2D::new, UpSampling3D::new));
        for (List<Supplier<Layer>> layers : others) {
            for (int rank = 1; rank <= 3; rank++) {
                rows.add(row(layers.get(rank - 1), samples.get(rank), false, Masks.DROPS));
            }
        }
        rows.add(row(() -> new Resizing(3, 7).interpolation("bicubic"), IMAGE, false, Masks.DROPS));
        rows.add(row(() -> new CenterCrop(3, 2), IMAGE, false, Masks.DROPS));
        return rows;
    }

    /** Where data enters, built from the start; and a function, which has no config. They have tests of their own. */
    private static final List<String> OTHERS = List.of("InputLayer", "Lambda");

    @Test
    void everyLayerHasARow() {
        TreeSet<String> rows = new TreeSet<>(ROWS.stream().map(Row::name).toList());
        rows.addAll(OTHERS);
        assertEquals(new TreeSet<>(Layers.catalogue().classNames()), rows);
    }

    private static Stream<DynamicTest> each(java.util.function.Consumer<Row> check) {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.name(), () -> check.accept(row)));
    }

    // ---- configs

    @TestFactory
    Stream<DynamicTest> aConfigIsReadBackAsItWasWritten() {
        return each(row -> {
            ConfigWriter writer = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3);
            Layer layer = row.layer().get();
            layer.rename("my_name");
            layer.trainable(false);
            Map<String, @Nullable Object> written = writer.description(layer);
            Layer read = reader().object(Layer.class, written, "layer");
            assertEquals(layer.getClass(), read.getClass());
            assertEquals("my_name", read.name());
            assertEquals(false, read.trainable());
            assertEquals(written, writer.description(read));
        });
    }

    private static ConfigReader reader() {
        return new ConfigReader(REGISTRY, KerasVersion.KERAS_3);
    }

    @TestFactory
    Stream<DynamicTest> anUnknownKeyIsNamed() {
        return each(row -> {
            Map<String, @Nullable Object> config = new LinkedHashMap<>(new ConfigWriter(REGISTRY, KerasVersion.KERAS_3)
                    .config(row.layer().get()));
            config.put("no_such_key", 1L);
            Map<String, Object> described = Map.of("class_name", row.name(), "config", config);
            ConfigException error =
                    assertThrows(ConfigException.class, () -> reader().object(Layer.class, described, "layer"));
            assertTrue(error.getMessage().contains("no_such_key"), error.getMessage());
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOptionalArgumentHasAMethod() {
        return each(row -> {
            Layer layer = row.layer().get();
            Record config = layer.config();
            int required = Arrays.stream(config.getClass().getDeclaredConstructors())
                    .mapToInt(constructor -> constructor.getParameterCount())
                    .min()
                    .orElseThrow();
            List<RecordComponent> components = components(config.getClass()).toList();
            for (int i = required; i < components.size(); i++) {
                String name = components.get(i).getName();
                List<Method> setters = Arrays.stream(layer.getClass().getMethods())
                        .filter(method -> method.getName().equals(name) && method.getParameterCount() > 0)
                        .toList();
                assertTrue(!setters.isEmpty(), () -> row.name() + " has no method " + name);
                Class<?> type = components.get(i).getType();
                setters.stream()
                        .filter(setter -> setter.getParameterTypes()[0] == type)
                        .forEach(setter -> {
                            assertEquals(layer, set(setter, layer, value(config, name)));
                            assertEquals(config, layer.config());
                        });
            }
        });
    }

    /** The components of a record, those of records within that are flattened included. */
    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(each -> isFlattened(each) ? components(each.getType()) : Stream.of(each));
    }

    private static boolean isFlattened(RecordComponent component) {
        return component.isAnnotationPresent(Flattened.class);
    }

    private static @Nullable Object value(Record config, String component) {
        try {
            for (RecordComponent each : config.getClass().getRecordComponents()) {
                boolean inside = isFlattened(each)
                        && components(each.getType())
                                .anyMatch(inner -> inner.getName().equals(component));
                if (inside) return value((Record) each.getAccessor().invoke(config), component);
            }
            return config.getClass().getMethod(component).invoke(config);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component, e);
        }
    }

    private static Object set(Method setter, Layer layer, @Nullable Object value) {
        try {
            return setter.invoke(layer, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(setter + " of " + value, e);
        }
    }

    @TestFactory
    Stream<DynamicTest> aBuiltLayerRefusesChangesThatComeTooLate() {
        return each(row -> {
            Layer layer = row.layer().get();
            layer.buildFor(shapes(row, 2));
            LayerException error =
                    assertThrows(LayerException.class, () -> layer.policy(DTypePolicy.of(DType.FLOAT64)));
            assertTrue(error.getMessage().contains(layer.name()), error.getMessage());
        });
    }

    // ---- building and calling

    private static List<Shape> shapes(Row row, int batch) {
        return row.samples().stream()
                .map(sample -> sample.prepend(Dim.of(batch)))
                .toList();
    }

    private static List<Array> data(Row row, int batch) {
        List<Array> data = new ArrayList<>();
        for (Shape shape : shapes(row, batch)) {
            RandomStream random = RandomStream.of(7 + data.size());
            NDArray numbers = random.uniform(shape, -1, 1, DType.FLOAT64);
            if (row.indices() == 0) data.add(numbers);
            else if (row.indices() == TEXTS) data.add(texts(below(WORDS.size(), numbers)));
            else data.add(below(row.indices(), numbers));
        }
        return data;
    }

    private static NDArray below(int count, NDArray numbers) {
        return numbers.plus(1).times(count / 2.0 - 0.01).astype(DType.INT64);
    }

    private static StringArray texts(NDArray indices) {
        List<String> words = Arrays.stream(indices.flatten().toLongArray())
                .mapToObj(index -> WORDS.get((int) index))
                .toList();
        return new StringArray(indices.shape(), words);
    }

    private static Layer float64(Row row) {
        return float64(row.layer().get());
    }

    /** Layers within others have types of their own. */
    private static Layer float64(Layer layer) {
        layer.policy(DTypePolicy.of(DType.FLOAT64));
        layer.sublayers().forEach(LayerContractTest::float64);
        return layer;
    }

    private static List<NDArray> run(Layer layer, List<Array> inputs, Supplier<Call> call) {
        return Ops.compile((List<Tensor> given) -> layer.invoke(given, call.get()))
                .call(inputs);
    }

    @TestFactory
    Stream<DynamicTest> theSymbolicShapeIsThatOfTheRun() {
        return each(row -> {
            Layer layer = float64(row);
            List<Tensor> symbols = row.samples().stream()
                    .map(sample -> Tensor.symbolic(
                            "x",
                            sample.prepend(InputLayer.BATCH),
                            row.indices() == TEXTS
                                    ? ElementType.STRING
                                    : row.indices() == 0 ? DType.FLOAT64 : DType.INT64,
                            null))
                    .toList();
            Shape symbolic = Ops.draw(() -> layer.invoke(symbols, Call.inference()))
                    .getFirst()
                    .shape();
            assertEquals(false, symbolic.dim(0).isKnown());
            for (int batch : new int[] {1, 2, 5}) {
                NDArray found = run(layer, data(row, batch), Call::inference).getFirst();
                assertEquals(symbolic.with(0, Dim.of(batch)), found.shape());
                assertEquals(DType.FLOAT64, found.dtype());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> weightsStandInTheOrderOfFiles() {
        return each(row -> {
            Layer layer = float64(row);
            layer.buildFor(shapes(row, 2));
            assertEquals(
                    row.weights(), layer.weights().stream().map(Variable::name).toList());
            for (Variable weight : layer.weights()) {
                assertEquals(DType.FLOAT64, weight.dtype());
                assertTrue(weight.path().startsWith(layer.name() + "/"), weight.path());
            }
            layer.trainable(false);
            assertEquals(List.of(), layer.trainableWeights());
            assertEquals(row.weights().size(), layer.nonTrainableWeights().size());
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsFrozenBeforeItIsBuiltStaysFrozen() {
        return each(row -> {
            Layer layer = float64(row);
            layer.trainable(false);
            layer.buildFor(shapes(row, 2));
            assertEquals(List.of(), layer.trainableWeights());
        });
    }

    @TestFactory
    Stream<DynamicTest> trainingFormDiffersWhereItShould() {
        return each(row -> {
            Layer layer = float64(row);
            List<Array> inputs = data(row, 4);
            NDArray inference = run(layer, inputs, Call::inference).getFirst();
            assertEquals(inference, run(layer, inputs, Call::inference).getFirst());
            NDArray training = run(layer, inputs, Call::training).getFirst();
            if (row.differs()) assertNotEquals(inference, training);
            else assertEquals(inference, training);
        });
    }

    @TestFactory
    Stream<DynamicTest> masksArePassedOnOrDropped() {
        return each(row -> {
            Layer layer = float64(row);
            List<Array> inputs = new ArrayList<>(data(row, 2));
            int count = inputs.size();
            int steps = row.samples().getFirst().size(0);
            inputs.add(NDArray.arange(2L * steps).ge(3).reshape(2, steps));
            boolean[] masked = new boolean[1];
            Ops.compile((List<Tensor> given) -> {
                        List<Tensor> actual = given.subList(0, count).stream()
                                .map(x -> x.withMask(given.getLast()))
                                .toList();
                        List<Tensor> outputs = layer.invoke(actual, Call.inference());
                        masked[0] = outputs.getFirst().mask() != null;
                        return outputs;
                    })
                    .call(inputs);
            assertEquals(row.masks() != Masks.DROPS, masked[0]);
        });
    }

    // ---- learning

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfFiniteDifferences() {
        return each(row -> {
            Layer layer = float64(row);
            List<Array> inputs = data(row, 2);
            layer.buildFor(shapes(row, 2));
            boolean byInput = row.indices() == 0;
            List<Variable> weights = layer.trainableWeights();
            CompiledFunction function = Ops.compile((List<Tensor> given) -> {
                Tensor output = layer.invoke(given, Call.inference()).getFirst().withMask(null);
                Tensor sum = Ops.sum(Ops.square(output.plus(0.3)));
                List<Tensor> results = new ArrayList<>(List.of(sum));
                if (byInput) results.addAll(Ops.gradientsBy(sum, given));
                results.addAll(Ops.gradients(sum, weights));
                return results;
            });
            List<NDArray> results = function.call(inputs);
            int at = 1;
            for (int i = 0; byInput && i < inputs.size(); i++) {
                int input = i;
                compare((NDArray) inputs.get(i), results.get(at++), moved -> {
                    List<Array> changed = new ArrayList<>(inputs);
                    changed.set(input, moved);
                    return function.call(changed).getFirst().item();
                });
            }
            for (Variable weight : weights) {
                NDArray before = weight.value();
                compare(before, results.get(at++), moved -> {
                    weight.assign(moved);
                    double sum = function.call(inputs).getFirst().item();
                    weight.assign(before);
                    return sum;
                });
            }
        });
    }

    private static void compare(
            NDArray point, NDArray gradient, java.util.function.ToDoubleFunction<NDArray> function) {
        double step = 1e-6;
        double[] numbers = point.flatten().toDoubleArray();
        double[] found = gradient.flatten().toDoubleArray();
        for (int i = 0; i < numbers.length; i++) {
            double[] moved = numbers.clone();
            moved[i] = numbers[i] + step;
            double up = function.applyAsDouble(NDArray.of(moved).reshape(point.shape()));
            moved[i] = numbers[i] - step;
            double down = function.applyAsDouble(NDArray.of(moved).reshape(point.shape()));
            assertEquals((up - down) / (2 * step), found[i], 1e-6 * Math.max(1, Math.abs(found[i])));
        }
    }

    @TestFactory
    Stream<DynamicTest> aTrainingStepChangesTheWeightsThatLearn() {
        return each(row -> {
            Layer layer = float64(row);
            layer.buildFor(shapes(row, 4));
            List<Variable> weights = layer.trainableWeights();
            SGD optimizer = new SGD(0.1);
            if (!weights.isEmpty()) optimizer.build(weights);
            CompiledFunction step = Ops.compile((List<Tensor> given) -> {
                Call call = Call.training();
                Tensor output = layer.invoke(given, call).getFirst().withMask(null);
                Tensor loss = Ops.mean(Ops.square(output.minus(1)));
                for (Tensor added : call.losses()) loss = loss.plus(added);
                if (!weights.isEmpty()) optimizer.apply(Ops.gradients(loss, weights), weights);
                return List.of(loss);
            });
            List<NDArray> before = weights.stream().map(Variable::value).toList();
            double first = step.call(data(row, 4)).getFirst().item();
            assertTrue(Double.isFinite(first));
            for (int i = 0; i < before.size(); i++)
                assertNotEquals(before.get(i), weights.get(i).value());
            if (weights.isEmpty() || row.differs()) return;
            assertTrue(step.call(data(row, 4)).getFirst().item() < first);
        });
    }
}
