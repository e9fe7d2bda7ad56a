package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.DType;
import org.rhyton.array.Index;
import org.rhyton.array.NDArray;
import org.rhyton.h5.H5File;
import org.rhyton.h5.H5Limits;
import org.rhyton.layers.Attention;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Operation;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ModelFormatException;
import org.rhyton.training.DataException;
import org.rhyton.training.Options;

/** Operations of keras.ops, functions of TensorFlow and architectures of Keras 1 in functional models and files. */
class OperationNodesTest {
    private static final NDArray X =
            NDArray.of(new float[] {1, -2, 3, 4, 5, -6}).reshape(2, 3);

    private static Functional model() {
        Tensor x = org.rhyton.Rhyton.input(3);
        Tensor doubled = new Operation("Multiply").of(x, 2.0);
        Tensor joined = new Operation("Concatenate", Map.of("axis", -1L)).of(List.of(doubled, x));
        Tensor part = new Operation("GetItem").of(joined, List.of(Index.all(), Index.range(1, 5)));
        Tensor mean = new Operation("Mean", Map.of("axis", 1L, "keepdims", true)).of(part);
        Tensor shifted = new Operation("Subtract").of(1.0, mean);
        return new Functional(List.of(x), List.of(shifted, new Dense(2).apply(part)));
    }

    @Test
    void operationsComputeWhatTheySay() {
        NDArray first = model().predict(List.of(X)).getFirst();
        // 2x then x: of (2, -4, 6, 1, -2, 3) the elements 1 to 4.
        assertArrayEquals(new float[] {1 - 0.25f, 1 - (10 - 12 + 4 + 5) / 4f}, first.toFloatArray());
    }

    @Test
    void filesKeepOperations(@TempDir Path folder) {
        Functional model = model();
        List<NDArray> before = model.predict(List.of(X));
        for (String name : List.of("m.keras", "m.h5")) {
            Path file = folder.resolve(name);
            model.save(file);
            List<NDArray> after = Models.load(file).predict(List.of(X));
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i).toFloatArray(), after.get(i).toFloatArray());
            }
        }
        assertTrue(model.toJson().contains("\"keras.src.ops.numpy\""));
        assertEquals(model.toJson(), Models.fromJson(model.toJson()).toJson());
    }

    /** Keras 3 loads no {@code .h5} that has "..." in brackets, or attention with the text "dot". */
    @Test
    void hdf5SaysWhatKeras3Reads(@TempDir Path folder) throws IOException {
        Tensor x = org.rhyton.Rhyton.input(3, 4);
        Tensor attended = new Attention().apply(List.of(x, x)).getFirst();
        Tensor last = new Operation("GetItem").of(attended, List.of(Index.ellipsis(), Index.range(1, 3)));
        Functional model = new Functional(List.of(x), List.of(last));
        Path file = folder.resolve("m.h5");
        model.save(file);
        String config = H5File.read(Files.readAllBytes(file), "m.h5", H5Limits.DEFAULT)
                .attributes()
                .get("model_config")
                .string();
        assertFalse(config.contains("__ellipsis__") || config.contains("\"dot\""), config);
        assertTrue(model.toJson().contains("__ellipsis__"), model.toJson());
        NDArray batch = NDArray.arange(24).reshape(2, 3, 4).astype(DType.FLOAT32);
        assertEquals(model.predict(batch), Models.load(file).predict(batch));
    }

    private static NDArray predicted(String operation, int batchSize) {
        Tensor x = org.rhyton.Rhyton.input(3);
        return new Functional(List.of(x), List.of(new Operation(operation).of(x)))
                .predict(X, Options.batchSize(batchSize));
    }

    /** Shapes as Keras 3.15.1 gives them. */
    @Test
    void outputsNeedNotHaveARowForEachSample() {
        assertEquals(NDArray.scalar(11f), predicted("Ptp", 2));
        assertEquals(NDArray.of(new float[] {5, 11}), predicted("Ptp", 1));
        assertEquals(X.reshape(6), predicted("Ravel", 2));
        assertEquals(X.reshape(6), predicted("Ravel", 1));
        assertEquals(X.transpose(1, 0), predicted("Transpose", 2));
        assertEquals(X.reshape(6, 1), predicted("Transpose", 1));
    }

    @Test
    void batchesThatDoNotContinueEachOtherAreRefused() {
        Tensor x = org.rhyton.Rhyton.input(2);
        Model transposed = new Functional(List.of(x), List.of(new Operation("Transpose").of(x)));
        NDArray three = NDArray.of(1f, 2, 3, 4, 5, 6).reshape(3, 2);
        var e = assertThrows(DataException.class, () -> transposed.predict(three, Options.batchSize(2)));
        assertTrue(e.getMessage().contains("batch size"), e.getMessage());
    }

    @Test
    void operationsAreNotLayersOfTheModel() {
        assertEquals(2, model().weights().size());
        assertTrue(model().layers().stream().noneMatch(Operation.class::isInstance));
        assertTrue(model().summaryText().contains("(Subtract)"), "summaries show them");
    }

    private static String functional(String layer, String output) {
        return "{\"class_name\": \"Functional\", \"keras_version\": \"2.8.0\", \"config\": {\"name\": \"m\","
                + " \"layers\": [{\"class_name\": \"InputLayer\", \"name\": \"x\", \"config\": {\"batch_input_shape\":"
                + " [null, 3], \"dtype\": \"float32\", \"sparse\": false, \"ragged\": false, \"name\": \"x\"},"
                + " \"inbound_nodes\": []}, "
                + layer
                + "], \"input_layers\": [[\"x\", 0, 0]], \"output_layers\": [[\"" + output + "\", 0, 0]]}}";
    }

    private static float[] ofFunction(String className, String function, String node) {
        String layer = "{\"class_name\": \"" + className
                + "\", \"config\": {\"name\": \"f\", \"trainable\": true, \"dtype\":" + " \"float32\", \"function\": \""
                + function + "\"}, \"name\": \"f\", \"inbound_nodes\": [" + node + "]}";
        return Models.fromJson(functional(layer, "f")).predict(X).toFloatArray();
    }

    @Test
    void functionsOfTensorFlowAreRead() {
        assertArrayEquals(
                new float[] {2, -1, 4, 5, 6, -5},
                ofFunction("TFOpLambda", "__operators__.add", "[\"x\", 0, 0, {\"y\": 1.0, \"name\": null}]"));
        assertArrayEquals(
                new float[] {9, 12, 7, 6, 5, 16},
                ofFunction("TFOpLambda", "math.subtract", "[\"_CONSTANT_VALUE\", -1, 10.0, {\"y\": [\"x\", 0, 0]}]"));
        assertArrayEquals(
                new float[] {2, 3},
                ofFunction("TFOpLambda", "math.reduce_sum", "[\"x\", 0, 0, {\"axis\": 1, \"keepdims\": true}]"));
        assertArrayEquals(
                new float[] {1, -2, 4, 5},
                ofFunction(
                        "SlicingOpLambda",
                        "__operators__.getitem",
                        "[\"x\", 0, 0, {\"slice_spec\": [{\"start\": null, \"stop\": null, \"step\": null},"
                                + " {\"start\": null, \"stop\": 2, \"step\": null}]}]"));
        assertArrayEquals(
                new float[] {1, -2, 3, 1, -2, 3, 4, 5, -6, 4, 5, -6},
                ofFunction("TFOpLambda", "concat", "[[\"x\", 0, 0, {\"axis\": 1}], [\"x\", 0, 0, {\"axis\": 1}]]"));
    }

    @Test
    void whatIsNotComputedIsNamed() {
        ModelFormatException unknown = assertThrows(
                ModelFormatException.class, () -> ofFunction("TFOpLambda", "signal.fft", "[\"x\", 0, 0, {}]"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("tf.signal.fft"));
    }

    @Test
    void architecturesOfKeras1AreRead() {
        String json = "{\"keras_version\": \"1.2.2\", \"class_name\": \"Sequential\", \"config\": [{\"class_name\":"
            + " \"Convolution2D\", \"config\": {\"name\": \"c\", \"trainable\": true, \"batch_input_shape\": [null, 1,"
            + " 6, 6], \"input_dtype\": \"float32\", \"nb_filter\": 4, \"nb_row\": 3, \"nb_col\": 2, \"init\":"
            + " \"glorot_uniform\", \"activation\": \"relu\", \"border_mode\": \"same\", \"subsample\": [1, 1],"
            + " \"dim_ordering\": \"th\", \"W_regularizer\": {\"name\": \"WeightRegularizer\", \"l1\": 0.0, \"l2\":"
            + " 0.01}, \"b_regularizer\": null, \"activity_regularizer\": null, \"W_constraint\": {\"name\":"
            + " \"MaxNorm\", \"m\": 2, \"axis\": 0}, \"b_constraint\": null, \"bias\": true}}, {\"class_name\":"
            + " \"Flatten\", \"config\": {\"name\": \"f\", \"trainable\": true}}, {\"class_name\": \"Dropout\","
            + " \"config\": {\"p\": 0.5, \"name\": \"d\", \"trainable\": true}}, {\"class_name\": \"Dense\","
            + " \"config\": {\"name\": \"o\", \"trainable\": true, \"output_dim\": 2, \"init\": \"normal\","
            + " \"activation\": \"softmax\", \"W_regularizer\": null, \"b_regularizer\": null,"
            + " \"activity_regularizer\": null, \"W_constraint\": null, \"b_constraint\": null, \"bias\": true,"
            + " \"input_dim\": null}}]}";
        Model model = Models.fromJson(json);
        assertEquals(
                "(3, 2, 1, 4)", model.layer("c").weights().getFirst().shape().toString());
        assertEquals(4 * 36 * 2 + 2 + 3 * 2 * 4 + 4, model.countParams());
    }
}
