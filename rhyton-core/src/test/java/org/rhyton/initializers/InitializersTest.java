package org.rhyton.initializers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.ops.Seeds;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.ConfigReader;
import org.rhyton.saving.ConfigWriter;
import org.rhyton.saving.KerasVersion;
import org.rhyton.saving.Registry;

class InitializersTest {
    private static final Shape SHAPE = Shape.of(4, 3);
    private static final Registry REGISTRY = Registry.of(Initializers.catalogue());

    @Test
    void oneSeedGivesOneValue() {
        for (Initializer each : List.of(new HeNormal(7), new RandomUniform(-1, 1, 7), new Orthogonal(1, 7))) {
            NDArray first = each.initialize(SHAPE, DType.FLOAT32);
            assertEquals(first, each.initialize(SHAPE, DType.FLOAT32));
        }
        assertNotEquals(
                new HeNormal(7).initialize(SHAPE, DType.FLOAT32), new HeNormal(8).initialize(SHAPE, DType.FLOAT32));
    }

    @Test
    void withoutASeedEachValueIsNewButOneProgramRepeats() {
        Initializer initializer = new GlorotUniform();
        Seeds.set(3);
        NDArray first = initializer.initialize(SHAPE, DType.FLOAT32);
        NDArray second = initializer.initialize(SHAPE, DType.FLOAT32);
        Seeds.set(3);
        assertNotEquals(first, second);
        assertEquals(first, initializer.initialize(SHAPE, DType.FLOAT32));
        assertEquals(second, initializer.initialize(SHAPE, DType.FLOAT32));
    }

    @Test
    void householderIsTheDecompositionWithAPositiveDiagonal() {
        int rows = 7;
        int columns = 4;
        NDArray a = RandomStream.of(5).normal(Shape.of(rows, columns), 0, 1, DType.FLOAT64);
        NDArray q = NDArray.of(Householder.orthonormalColumns(a.toDoubleArray(), rows, columns))
                .reshape(rows, columns);
        NDArray r = product(q.transpose(), a);
        for (int i = 0; i < columns; i++) {
            assertTrue(r.getDouble(i, i) > 0, "diagonal");
            for (int j = 0; j < i; j++) assertEquals(0, r.getDouble(i, j), 1e-14, "below the diagonal");
        }
        assertTrue(product(q, r).allClose(a, 1e-13, 1e-13), "QR is A");
        assertTrue(product(q.transpose(), q).allClose(NDArray.eye(columns, DType.FLOAT64), 1e-13, 1e-13));
    }

    private static NDArray product(NDArray a, NDArray b) {
        return a.reshape(a.size(0), a.size(1), 1)
                .times(b.reshape(1, b.size(0), b.size(1)))
                .sum(1);
    }

    @Test
    void gainsMultiply() {
        NDArray once = new Orthogonal(1, 3).initialize(SHAPE, DType.FLOAT64);
        assertTrue(new Orthogonal(2, 3).initialize(SHAPE, DType.FLOAT64).allClose(once.times(2.0)));
        assertEquals(2, new Identity(2).initialize(SHAPE, DType.FLOAT32).getDouble(1, 1));
    }

    @Test
    void constantsAreStretched() {
        Constant row = new Constant(NDArray.of(1.0, 2.0, 3.0));
        assertEquals(NDArray.of(new float[][] {{1, 2, 3}, {1, 2, 3}}), row.initialize(Shape.of(2, 3), DType.FLOAT32));
        assertThrows(ShapeException.class, () -> row.initialize(Shape.of(3, 2), DType.FLOAT32));
        assertThrows(ShapeException.class, () -> row.initialize(Shape.of(1), DType.FLOAT32));
    }

    @Test
    void shapesAndArgumentsAreChecked() {
        assertThrows(ShapeException.class, () -> new Orthogonal().initialize(Shape.of(3), DType.FLOAT32));
        assertThrows(ShapeException.class, () -> new Identity().initialize(Shape.of(2, 2, 2), DType.FLOAT32));
        assertThrows(IllegalArgumentException.class, () -> new RandomNormal(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new TruncatedNormal(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new RandomUniform(1, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new VarianceScaling(
                        0, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.TRUNCATED_NORMAL));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<Initializer> all = List.of(
                new Zeros(),
                new Constant(0.3),
                new Constant(NDArray.of(new double[][] {{1, 2}, {3, 4}})),
                new Identity(0.5),
                new RandomNormal(1, 2, 3),
                new VarianceScaling(2, VarianceScaling.Mode.FAN_AVG, VarianceScaling.Distribution.UNIFORM, 4),
                new HeNormal(5),
                new Orthogonal(1.5));
        for (KerasVersion version : List.of(KerasVersion.KERAS_2, KerasVersion.KERAS_3)) {
            for (Initializer each : all) {
                Object written = new ConfigWriter(REGISTRY, version).object(each);
                assertEquals(each, read(written, version));
            }
        }
    }

    private static Initializer read(Object json, KerasVersion version) {
        return new ConfigReader(REGISTRY, version).object(Initializer.class, json, "initializer");
    }

    @Test
    void formsOfKerasThatMeanTheSame() {
        Object normal =
                Map.of("class_name", "VarianceScaling", "config", Map.of("distribution", "normal", "scale", 2.0));
        VarianceScaling scaling = (VarianceScaling) read(normal, KerasVersion.KERAS_2);
        assertEquals(VarianceScaling.Distribution.TRUNCATED_NORMAL, scaling.distribution());
        Object array =
                Map.of("class_name", "__numpy__", "config", Map.of("value", List.of(1.0, 2.0), "dtype", "float32"));
        Object constant = Map.of("class_name", "Constant", "config", Map.of("value", array));
        assertEquals(new Constant(NDArray.of(1f, 2f)), read(constant, KerasVersion.KERAS_3));
    }

    @Test
    void whatIsNotUnderstoodIsAnError() {
        Object ragged =
                Map.of("class_name", "Constant", "config", Map.of("value", List.of(List.of(1.0), List.of(1.0, 2.0))));
        assertThrows(ConfigException.class, () -> read(ragged, KerasVersion.KERAS_3));
        Object axes = Map.of("class_name", "HeNormal", "config", Map.of("input_axes", List.of(0L)));
        assertThrows(ConfigException.class, () -> read(axes, KerasVersion.KERAS_3));
        Object key = Map.of("class_name", "Constant", "config", Map.of("values", 1.0));
        assertThrows(ConfigException.class, () -> read(key, KerasVersion.KERAS_3));
    }

    /** Layers are built while a graph is drawn, where functions of tensors are recorded and not computed. */
    @Test
    void aConstantHasItsNumbersWhereAGraphIsDrawn() {
        var layer = new org.rhyton.layers.Dense(2).biasInitializer(new Constant(0.5));
        new org.rhyton.models.Sequential(layer.inputShape(3));
        assertEquals(NDArray.of(0.5f, 0.5f), layer.weight("bias").value());
    }
}
