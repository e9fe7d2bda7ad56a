package org.rhyton.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rhyton.Golden;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Names;
import org.rhyton.ops.Ops;
import org.rhyton.ops.Tensor;
import org.rhyton.saving.ConfigException;
import org.rhyton.saving.UnknownClassException;

class MetricsTest {

    /** What names become, for models of one output whose metrics are given by name. */
    @TestFactory
    Stream<DynamicTest> namesBecomeWhatKerasMakesOfThem() {
        return Golden.read("f32/metric_resolution").cases().stream()
                .filter(each -> each.json().get("metrics_arg") instanceof List<?> names
                        && names.stream().allMatch(String.class::isInstance)
                        && each.json().get("y_shape") instanceof List<?>
                        && each.list("metrics_built").size() == 1)
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    Shape yTrue = shape(each.list("y_shape"));
                    Shape yPred = shape(each.list("output_shape"));
                    List<String> built = each.list("metrics_arg").stream()
                            .map(name -> Metrics.resolve(name.toString(), yTrue, yPred))
                            .map(metric -> metric.className() + ":" + metric.name())
                            .toList();
                    assertEquals(each.list("metrics_built").getFirst(), built);
                }));
    }

    private static Shape shape(List<?> sizes) {
        return Shape.of(sizes.stream()
                .mapToInt(size -> size == null ? -1 : ((Number) size).intValue())
                .toArray());
    }

    @Test
    void enoughNamesWereTried() {
        assertTrue(namesBecomeWhatKerasMakesOfThem().count() >= 12);
    }

    @Test
    void crossentropyIsNoMetric() {
        for (String name : List.of("crossentropy", "ce")) {
            assertThrows(
                    UnknownClassException.class, () -> Metrics.resolve(name, Shape.of(-1, 3), Shape.of(-1, 3)), name);
        }
    }

    @Test
    void everyNameGivesAMetricOfItsOwn() {
        for (String name : Metrics.catalogue().names()) {
            if (needsArguments(name)) continue;
            Metric metric = Metrics.get(name);
            assertNotSame(metric, Metrics.get(name));
            assertEquals("mine", metric.name("mine").name());
        }
    }

    private static boolean needsArguments(String name) {
        return Stream.of(
                        "SensitivityAtSpecificity",
                        "SpecificityAtSensitivity",
                        "PrecisionAtRecall",
                        "RecallAtPrecision",
                        "IoU",
                        "MeanIoU",
                        "OneHotIoU",
                        "OneHotMeanIoU")
                .anyMatch(className -> name.replace("_", "").equalsIgnoreCase(className));
    }

    @Test
    void metricsWithoutANameAreNumbered() {
        Names.clear();
        assertEquals("auc", new AUC().name());
        assertEquals("auc_1", new AUC().numThresholds(50).name());
        assertEquals("mine", new AUC().name("mine").name());
        assertEquals("auc_2", new AUC().name(), "a name of one's own takes no number");
        assertEquals("auc", Metrics.get("AUC").name());
        Names.clear();
        assertEquals("auc", new AUC().name());
        Names.clear();
    }

    @Test
    void paddingDoesNotCount() {
        NDArray labels = NDArray.of(new int[][] {{0, 1, 1}, {1, 0, 0}});
        NDArray outputs = NDArray.of(new double[][][] {
            {{0.9, 0.1}, {0.2, 0.8}, {0.7, 0.3}},
            {{0.6, 0.4}, {0.1, 0.9}, {0.9, 0.1}}
        });
        Tensor mask = Tensor.of(NDArray.of(new boolean[][] {{true, true, false}, {true, false, false}}));
        Metric accuracy = new SparseCategoricalAccuracy();
        accuracy.updateState(Tensor.of(labels), Tensor.of(outputs).withMask(mask), null);
        assertEquals(2.0 / 3, accuracy.result().value().item(), 1e-6);
    }

    @Test
    void oneProgramServesBatchesOfAnySize() {
        Metric accuracy = new BinaryAccuracy();
        var step = Ops.compile((yTrue, yPred) -> {
            accuracy.updateState(yTrue, yPred);
            return accuracy.result();
        });
        step.call(NDArray.of(new float[][] {{1}, {0}, {1}}), NDArray.of(new float[][] {{0.9f}, {0.8f}, {0.7f}}));
        NDArray result = step.call(NDArray.of(new float[][] {{1}}), NDArray.of(new float[][] {{0.4f}}));
        assertEquals(0.5, result.item(), 1e-6);
    }

    @Test
    void aFunctionCanBeAMetricButNotSaved() {
        Metric bias = Metric.of("bias", (yTrue, yPred) -> Ops.mean(yPred.minus(yTrue), -1));
        bias.updateState(
                NDArray.of(new float[][] {{1}, {2}}), NDArray.of(new float[][] {{2}, {5}}), NDArray.of(3f, 1f));
        assertEquals(1.5, bias.result().value().item(), 1e-6);
        ConfigException error = assertThrows(ConfigException.class, bias::config);
        assertTrue(error.getMessage().contains("registry.register"), error.getMessage());
    }

    @Test
    void meansOfValuesDoNotCompare() {
        UnsupportedOperationException error = assertThrows(
                UnsupportedOperationException.class,
                () -> new Mean().updateState(NDArray.of(1f), NDArray.of(2f), null));
        assertTrue(error.getMessage().contains("updateValues"), error.getMessage());
    }

    @Test
    void evenThresholdsAreFoundEven() {
        assertTrue(Thresholds.isEven(List.of(0.0, 0.25, 0.5, 0.75, 1.0)));
        assertTrue(!Thresholds.isEven(List.of(0.0, 0.3, 0.5, 0.75, 1.0)));
        assertTrue(!Thresholds.isEven(List.of(0.0, 1.0)));
    }

    @Test
    void errorsSayWhatIsWrong() {
        Map<String, Runnable> wrong = Map.of(
                "from 0 to 1", () -> new Precision().thresholds(List.of(0.5, 1.5)),
                "specificity must be", () -> new SensitivityAtSpecificity(2),
                "numThresholds", () -> new AUC().numThresholds(1),
                "beta", () -> new FBetaScore().beta(0),
                "targetClassIds", () -> new IoU(3, List.of(0, 3)),
                "axis must be -1", () -> new SparseCategoricalCrossentropy().axis(1));
        wrong.forEach((part, action) -> {
            IllegalArgumentException error = assertThrows(IllegalArgumentException.class, action::run, part);
            assertTrue(error.getMessage().contains(part), error.getMessage());
        });
        assertThrows(IllegalStateException.class, () -> new F1Score().result());
        ShapeException shapes = assertThrows(
                ShapeException.class, () -> new F1Score().updateState(NDArray.of(1, 0), NDArray.ones(2, 3), null));
        assertTrue(shapes.getMessage().contains("oneHot"), shapes.getMessage());
    }
}
