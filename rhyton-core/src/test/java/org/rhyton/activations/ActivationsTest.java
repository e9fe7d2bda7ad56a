package org.rhyton.activations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;
import org.rhyton.saving.UnknownClassException;

class ActivationsTest {
    private static final Registry REGISTRY = Registry.of(Activations.catalogue());

    /** A user's own, which a file can name. */
    public record Bend(double strength) implements Activation {
        @Override
        public Tensor apply(Tensor x) {
            return x.plus(Ops.sin(x).times(strength));
        }
    }

    private static double[] values(Activation activation, double... x) {
        return activation.apply(Tensor.of(NDArray.of(x))).value().toDoubleArray();
    }

    private static double[] derivatives(Activation activation, double... x) {
        Tensor at = Tensor.of(NDArray.of(x));
        return Ops.gradientsBy(Ops.sum(activation.apply(at)), List.of(at))
                .getFirst()
                .value()
                .toDoubleArray();
    }

    static List<String> names() {
        return Activations.names();
    }

    @Test
    void valuesByHand() {
        assertArrayEquals(new double[] {0, 0, 2}, values(Activations.RELU, -1, 0, 2));
        assertArrayEquals(new double[] {0, 3, 6}, values(Activations.RELU6, -1, 3, 7));
        assertArrayEquals(new double[] {0, 0.5, 1}, values(Activations.HARD_SIGMOID, -3, 0, 3));
        assertArrayEquals(new double[] {-0.5, 1.5}, values(Activations.softShrink(0.5), -1, 2));
        assertArrayEquals(new double[] {9, 9, 3}, values(Activations.threshold(1, 9), 0, 1, 3));
        assertArrayEquals(new double[] {0.5, 0.5}, values(Activations.SOFTMAX, 4, 4));
        assertArrayEquals(new double[] {0.75, 0.25}, values(Activations.SPARSEMAX, 0, -0.5));
        assertArrayEquals(new double[] {-0.5, 1, 2}, values(Activations.relu(0.5, 2.0, 0), -1, 1, 3));
    }

    @Test
    void derivativesInCornersAreTensorFlows() {
        assertArrayEquals(new double[] {0}, derivatives(Activations.RELU, 0));
        assertArrayEquals(new double[] {0, 0}, derivatives(Activations.RELU6, 0, 6));
        assertArrayEquals(new double[] {1, 1}, derivatives(Activations.HARD_TANH, -1, 1));
        assertArrayEquals(new double[] {2}, derivatives(Activations.CELU, 0));
        assertArrayEquals(new double[] {1}, derivatives(Activations.ELU, 0));
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingIsNotANumberFarFromZero(String name) {
        Activation activation = Activations.get(name);
        double far = name.equals("exponential") ? 50 : 1000;
        for (double[] results : List.of(values(activation, -far, far), derivatives(activation, -far, far))) {
            for (double result : results) assertTrue(Double.isFinite(result), name);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void derivativesAgreeWithDifferences(String name) {
        Activation activation = Activations.get(name);
        double[] x = {-1.3, 0.7, 0.31, -0.23};
        double[] derivatives = derivatives(activation, x);
        for (int i = 0; i < x.length; i++) {
            double step = 1e-6;
            double[] above = x.clone();
            double[] below = x.clone();
            above[i] += step;
            below[i] -= step;
            double slope = (sum(values(activation, above)) - sum(values(activation, below))) / (2 * step);
            assertEquals(slope, derivatives[i], 1e-7, name);
        }
    }

    private static double sum(double[] numbers) {
        return NDArray.of(numbers).sum().item();
    }

    @Test
    void notANumberStaysNotANumber() {
        for (Activation activation : List.of(
                Activations.RELU6,
                Activations.LEAKY_RELU,
                Activations.ELU,
                Activations.SELU,
                Activations.SPARSE_PLUS)) {
            assertTrue(Double.isNaN(values(activation, Double.NaN)[0]), activation.toString());
        }
    }

    @Test
    void anyBatchSizeInOneRecord() {
        for (Activation activation : List.of(Activations.SPARSEMAX, Activations.GLU, Activations.softmax(0))) {
            var compiled = Ops.compile(activation);
            for (int rows : new int[] {1, 5, 3}) {
                NDArray x = NDArray.arange(0.0, rows * 4.0, 1.0).reshape(rows, 4);
                NDArray eager = activation.apply(Tensor.of(x)).value();
                assertTrue(compiled.call(x).allClose(eager, 1e-12, 1e-12), activation.toString());
            }
        }
    }

    @Test
    void sparsemaxAlongAnyAxis() {
        NDArray x = NDArray.of(new double[][] {{0, 3}, {-0.5, 1}});
        NDArray down = Activations.sparsemax(0).apply(Tensor.of(x)).value();
        NDArray across = Activations.SPARSEMAX.apply(Tensor.of(x.transpose())).value();
        assertEquals(across.transpose(), down);
    }

    @Test
    void gluNeedsAnEvenSize() {
        Tensor x = Tensor.of(NDArray.zeros(Shape.of(2, 3), DType.FLOAT32));
        ShapeException e = assertThrows(ShapeException.class, () -> Activations.GLU.apply(x));
        assertTrue(e.getMessage().contains("(2, 3)"), e.getMessage());
    }

    @Test
    void argumentsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Activations.relu(-1, null, 0));
        assertThrows(IllegalArgumentException.class, () -> Activations.relu(0, -1.0, 0));
        assertThrows(IllegalArgumentException.class, () -> Activations.celu(0));
        assertThrows(IllegalArgumentException.class, () -> Activations.squareplus(-1));
    }

    @Test
    void defaultArgumentsGiveTheConstant() {
        assertSame(Activations.RELU, Activations.relu(0, null, 0));
        assertSame(Activations.SOFTMAX, Activations.softmax(-1));
        assertSame(Activations.ELU, Activations.elu(1));
        assertSame(Activations.LINEAR, Activations.get(null));
    }

    @Test
    void anUnknownNameSuggestsTheNearest() {
        UnknownClassException e = assertThrows(UnknownClassException.class, () -> Activations.get("rellu"));
        assertTrue(e.getMessage().contains("'relu'"), e.getMessage());
    }

    @Test
    void aNameIsReadAsTheKerasThatWroteItMeantIt() {
        ConfigReader keras2 = new ConfigReader(REGISTRY, KerasVersion.KERAS_2);
        ConfigReader keras3 = new ConfigReader(REGISTRY, KerasVersion.KERAS_3);
        assertSame(Activations.HARD_SIGMOID_KERAS_2, keras2.object(Activation.class, "hard_sigmoid", "activation"));
        assertSame(Activations.HARD_SIGMOID, keras3.object(Activation.class, "hard_sigmoid", "activation"));
        assertSame(Activations.SOFTMAX, keras2.object(Activation.class, "softmax_v2", "activation"));
        assertSame(Activations.HARD_SIGMOID_KERAS_2, Activations.forKeras2("hard_sigmoid"));
        assertSame(Activations.RELU, Activations.forKeras2("relu"));
        assertArrayEquals(new double[] {0, 0.7, 1}, values(Activations.HARD_SIGMOID_KERAS_2, -2.5, 1, 4), 1e-15);
    }

    @Test
    void aFunctionIsWrittenAsItsName() {
        assertEquals("silu", new ConfigWriter(REGISTRY, KerasVersion.KERAS_3).object(Activations.get("swish")));
        assertEquals("relu", new ConfigWriter(REGISTRY, KerasVersion.KERAS_2).object(Activations.RELU));
    }

    @Test
    void whatANameWouldNotTellIsNotWritten() {
        ConfigWriter keras2 = new ConfigWriter(REGISTRY, KerasVersion.KERAS_2);
        ConfigWriter keras3 = new ConfigWriter(REGISTRY, KerasVersion.KERAS_3);
        Activation lambda = x -> x.times(2);
        assertTrue(refused(keras3, Activations.elu(0.5)).contains("elu(alpha=0.5)"));
        assertTrue(refused(keras3, lambda).contains("a lambda cannot be saved"));
        assertTrue(refused(keras3, Activations.HARD_SIGMOID_KERAS_2).contains("relu6"));
        assertTrue(refused(keras2, Activations.HARD_SIGMOID).contains("0.2 x + 0.5"));
        assertThrows(ConfigException.class, () -> Activations.serialize(Activations.elu(0.5)));
        assertThrows(ConfigException.class, () -> Activations.serialize(Activations.HARD_SIGMOID_KERAS_2));
    }

    private static String refused(ConfigWriter writer, Activation activation) {
        return assertThrows(ConfigException.class, () -> writer.object(activation))
                .getMessage();
    }

    @Test
    void aRecordOfOnesOwnIsWrittenAndRead() {
        Registry registry = Registry.of(Activations.catalogue());
        registry.register(Bend.class);
        Object written = new ConfigWriter(registry, KerasVersion.KERAS_3).object(new Bend(0.5));
        Map<?, ?> json = (Map<?, ?>) written;
        assertEquals("Custom>Bend", json.get("registered_name"));
        @Nullable
        Activation read =
                new ConfigReader(registry, KerasVersion.KERAS_3).object(Activation.class, written, "activation");
        assertEquals(new Bend(0.5), read);
    }
}
