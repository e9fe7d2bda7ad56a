package org.rhyton.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.DType;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Zeros;
import org.rhyton.layers.Add;
import org.rhyton.layers.Call;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.InputLayer;
import org.rhyton.layers.LSTM;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.layers.StringLookup;
import org.rhyton.models.Functional;
import org.rhyton.models.Model;
import org.rhyton.models.Sequential;
import org.rhyton.ops.Ops;
import org.rhyton.ops.SeedGenerator;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.Variable;
import org.rhyton.saving.ModelFileException;

/** What an exported file says of itself, what cannot be exported, and where it is written. */
class OnnxModelTest {
    private static Tensor input(Shape sample, String name) {
        return new InputLayer(new InputLayer.Config(sample, DType.FLOAT32), name).tensor();
    }

    private static Functional twoInputs() {
        Tensor left = input(Shape.of(4), "left");
        Tensor right = input(Shape.of(Shape.UNKNOWN, 3), "right");
        Tensor sum = new Add()
                .name("sum")
                .apply(
                        new Dense(2).name("of_left").apply(left),
                        new LSTM(2).name("of_right").apply(right));
        return new Functional(
                List.of(left, right), List.of(sum, new Dense(1).name("score").apply(sum), sum));
    }

    @Test
    void namesInputsOutputsAndWeightsAndLeavesSizesOpen() throws OrtException {
        OnnxModel exported = OnnxModel.of(twoInputs());
        assertEquals(List.of("left", "right"), exported.inputs());
        assertEquals(List.of("sum", "score", "sum_1"), exported.outputs());
        String text = new String(exported.toBytes(), StandardCharsets.ISO_8859_1);
        for (String name : List.of("of_left/kernel", "of_left/bias", "of_right/lstm_cell/kernel", "of_right/Scan")) {
            assertTrue(text.contains(name), name);
        }
        try (OrtSession session = OrtSessions.session(exported)) {
            TensorInfo right = (TensorInfo) session.getInputInfo().get("right").getInfo();
            assertArrayEquals(new long[] {-1, -1, 3}, right.getShape());
            assertArrayEquals(new String[] {"batch", "d1", ""}, right.getDimensionNames());
            TensorInfo sum = (TensorInfo) session.getOutputInfo().get("sum").getInfo();
            assertArrayEquals(new String[] {"batch", ""}, sum.getDimensionNames());
        }
    }

    @Test
    void equalModelsMakeEqualFiles() {
        Functional model = twoInputs();
        assertArrayEquals(OnnxModel.of(model).toBytes(), OnnxModel.of(model).toBytes());
    }

    @Test
    void sharedLayersKeepTheirWeightsOnce() {
        Dense shared = new Dense(50).name("shared");
        Tensor x = input(Shape.of(50), "x");
        Functional twice = new Functional(x, shared.apply(shared.apply(x)));
        OrtSessions.assertSame(twice, List.of(), List.of(List.of(NDArray.ones(2, 50))), 1e-5);
        assertTrue(OnnxModel.of(twice).toBytes().length < 2 * 4 * 50 * 51);
    }

    @Test
    void randomLayersAreOff() {
        Sequential model = new Sequential(new Dense(3).inputShape(2), new Dropout(0.5));
        OrtSessions.assertSame(model, List.of(), List.of(List.of(NDArray.ones(4, 2))), 1e-6);
    }

    @Test
    void float64IsComputedInFloat64() {
        Sequential model = new Sequential(
                new Dense(3).dtype(DType.FLOAT64).activation("tanh").inputShape(2));
        OrtSessions.assertSame(
                model, List.of(), List.of(List.of(NDArray.ones(4, 2).astype(DType.FLOAT64))), 1e-14);
    }

    /** Adds noise, always. */
    private static final class Noisy extends Layer {
        private final SeedGenerator seed = addSeed(1L);

        Noisy(String name) {
            rename(name);
        }

        @Override
        protected Tensor call(Tensor x, Call call) {
            return x.plus(seed.normal(x.shape(), x.dtype()));
        }

        @Override
        public Record config() {
            throw new IllegalStateException("not saved");
        }
    }

    /** Counts its calls. */
    private static final class Counting extends Layer {
        private final Variable count = addWeight("count", Shape.SCALAR, new Zeros());

        Counting() {
            rename("counting");
        }

        @Override
        protected Tensor call(Tensor x, Call call) {
            count.assignAdd(Tensor.of(1, x.dtype()));
            return x.plus(count.read());
        }

        @Override
        public Record config() {
            throw new IllegalStateException("not saved");
        }
    }

    @Test
    void namesEveryLayerThatCannotBeExported() {
        Sequential model = new Sequential(
                        new Dense(3).inputShape(2),
                        new Noisy("first"),
                        new Sequential(new Noisy("inner")).name("nested"),
                        new Counting())
                .name("m");
        OnnxExportException error = assertThrows(OnnxExportException.class, () -> OnnxModel.of(model));
        assertEquals(3, error.problems().size(), error.getMessage());
        for (String part : List.of(
                "model 'm' cannot be exported",
                "layer 'first' (Noisy) draws random numbers",
                "layer 'nested/inner' (Noisy) draws random numbers",
                "layer 'counting' (Counting) keeps a state")) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
    }

    @Test
    void namesLayersThatRemember() {
        LSTM memory = new LSTM(2).stateful(true).name("memory");
        Model model = new Model() {
            @Override
            protected Tensor call(Tensor x, Call call) {
                return memory.invoke(x, call);
            }
        };
        Tensor two = Tensor.symbolic("x", Shape.of(2, 5, 3), DType.FLOAT32, null);
        OnnxExportException error = assertThrows(OnnxExportException.class, () -> OnnxModel.of(model, List.of(two)));
        assertEquals(
                List.of("layer 'memory' (LSTM) keeps a state from one call to the next, which an exported model"
                        + " cannot"),
                error.problems());
    }

    @Test
    void textsStayBefore() {
        Tensor texts = new InputLayer(new InputLayer.Config(Shape.of(1), ElementType.STRING), "city").tensor();
        Tensor numbers =
                new StringLookup().vocabulary("Rome").outputMode("one_hot").apply(texts);
        Tensor output = new Dense(1).apply(numbers);
        Functional model = new Functional(texts, output);
        OnnxExportException error = assertThrows(OnnxExportException.class, () -> OnnxModel.of(model));
        assertTrue(error.getMessage().contains("input 'city' is texts"), error.getMessage());
        assertEquals(1, OnnxModel.of(new Functional(numbers, output)).inputs().size());
    }

    /** A model of one's own, of which only its call tells the outputs. */
    private static final class Own extends Model {
        private final Dense dense = track(new Dense(2));

        @Override
        protected Tensor call(Tensor x, Call call) {
            return Ops.softmax(dense.invoke(x, call).times(2));
        }
    }

    @Test
    void modelsOfOnesOwnAreExportedOnceTheyAreBuilt() {
        Own model = new Own();
        assertThrows(LayerException.class, () -> OnnxModel.of(model));
        NDArray x = NDArray.ones(3, 4);
        model.apply(x);
        OrtSessions.assertSame(model, List.of(), List.of(List.of(x)), 1e-6);
        assertEquals(List.of("output"), OnnxModel.of(model).outputs());
        assertEquals(
                List.of("x"),
                OnnxModel.of(model, List.of(input(Shape.of(4), "x"))).inputs());
    }

    @Test
    void writesFilesWholeAndStreamsOpen(@TempDir Path folder) throws IOException {
        OnnxModel exported = OnnxModel.of(twoInputs());
        Path file = folder.resolve("m.onnx");
        exported.write(file);
        assertArrayEquals(exported.toBytes(), Files.readAllBytes(file));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exported.write(out);
        assertArrayEquals(exported.toBytes(), out.toByteArray());
        assertThrows(
                ModelFileException.class,
                () -> exported.write(folder.resolve("none").resolve("m.onnx")));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), new ArrayList<>(files.toList()));
        }
    }
}
