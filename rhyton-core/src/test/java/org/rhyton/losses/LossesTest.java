package org.rhyton.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rhyton.Golden;
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

class LossesTest {
    private static final NDArray LOGITS =
            NDArray.of(new double[][] {{2, -1, 0.5}, {0, 3, -2}, {-40, 60, 1}, {0.1, 0.2, 0.3}});
    private static final NDArray LABELS = NDArray.of(0, 2, 0, 1);

    private static Tensor tensor(NDArray array) {
        return Tensor.of(array);
    }

    // ---- from what went into a softmax or sigmoid

    /** Value and gradient by the input, of a loss of an activation, compiled. */
    private static List<NDArray> ofActivation(
            Loss loss, Function<Tensor, Tensor> activation, NDArray yTrue, NDArray x) {
        return Ops.compile((Ops.TensorFunction) inputs -> {
                    Tensor value = loss.apply(inputs.get(0), activation.apply(inputs.get(1)));
                    return List.of(
                            value,
                            Ops.gradientsBy(value, List.of(inputs.get(1))).getFirst());
                })
                .call(List.of(yTrue, x));
    }

    private static void assertSame(List<NDArray> expected, List<NDArray> found) {
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(
                    expected.get(i).allClose(found.get(i), 1e-12, 1e-14),
                    () -> "expected " + expected + ", found " + found);
        }
    }

    @Test
    void lossesOfASoftmaxAreThoseOfItsLogits() {
        NDArray hot = Ops.oneHot(tensor(LABELS), 3, DType.FLOAT64).value();
        assertSame(
                ofActivation(new SparseCategoricalCrossentropy().fromLogits(true), x -> x, LABELS, LOGITS),
                ofActivation(new SparseCategoricalCrossentropy(), Ops::softmax, LABELS, LOGITS));
        assertSame(
                ofActivation(new CategoricalCrossentropy().fromLogits(true), x -> x, hot, LOGITS),
                ofActivation(new CategoricalCrossentropy(), Ops::softmax, hot, LOGITS));
    }

    @Test
    void aSaturatedSoftmaxStillLearns() {
        List<NDArray> found = ofActivation(new SparseCategoricalCrossentropy(), Ops::softmax, LABELS, LOGITS);
        assertEquals(
                -0.25, found.get(1).getDouble(2, 0), 1e-12, "the gradient where the right class has probability 0");
        List<NDArray> clipped = ofActivation(
                new SparseCategoricalCrossentropy(),
                x -> Ops.softmax(x).times(2).times(0.5),
                LABELS,
                LOGITS);
        assertEquals(0, clipped.get(1).getDouble(2, 0), 1e-12, "probabilities that are not straight from a softmax");
    }

    @Test
    void lossesOfASigmoidAreThoseOfItsLogits() {
        NDArray targets = NDArray.of(new double[][] {{1, 0, 1}, {0, 0, 1}, {1, 0, 0}, {1, 1, 0}});
        assertSame(
                ofActivation(new BinaryCrossentropy().fromLogits(true), x -> x, targets, LOGITS),
                ofActivation(new BinaryCrossentropy(), Ops::sigmoid, targets, LOGITS));
    }

    /** TensorFlow's derivative is softmax − target even where targets do not sum to 1; numbers from TensorFlow 2.21. */
    @Test
    void targetsThatDoNotSumToOneDeriveAsInTensorFlow() {
        List<NDArray> found = ofActivation(
                new CategoricalCrossentropy().fromLogits(true),
                x -> x,
                NDArray.of(new double[][] {{1, 1, 0}, {0, 0, 0}}),
                NDArray.of(new double[][] {{0.5, -0.2, 0.1}, {0.3, 0.2, -1}}));
        assertEquals(1.1233000436247917, found.get(0).item(), 1e-12);
        assertArrayEquals(
                new double[] {
                    -0.26925618830563713,
                    -0.3854160141717671,
                    0.15467220247740415,
                    0.2296349178898773,
                    0.20778226619437618,
                    0.06258281591574652
                },
                found.get(1).toDoubleArray(),
                1e-12);
    }

    // ---- losses without golden files; numbers from Keras 3.15.1 on TensorFlow 2.21

    private static final NDArray EMBEDDINGS = NDArray.of(new double[][] {
        {0.909, 0.101, 0.404}, {0.207, 0.83, 0.518}, {0.722, 0.309, 0.619}, {0.105, 0.943, 0.314}, {0.503, 0.503, 0.704}
    });

    @Test
    void circleIsAsInKeras() {
        NDArray labels = NDArray.of(0, 1, 0, 1, 2);
        List<NDArray> found = ofActivation(new Circle(), x -> x, labels, EMBEDDINGS);
        assertEquals(32.281025178195726, found.get(0).item(), 1e-9);
        assertArrayEquals(
                new double[] {
                    12.338807599793197, 14.401065279778337, 19.224389519696352,
                    17.555460764128544, 15.348302835373236, 24.1307035139483,
                    14.66294005436216, 18.697575015135346, 24.85771363957161,
                    14.508579060582075, 12.867696714279417, 19.7049827698656,
                    66.8563764878174, 72.64418203565991, 64.19727946885402
                },
                found.get(1).toDoubleArray(),
                1e-7);
        assertArrayEquals(
                new double[] {24.949323584414614, 37.326518402562215, 47.577285604000046, 19.270973121806026, 0},
                new Circle()
                        .reduction(Reduction.NONE)
                        .apply(tensor(labels), tensor(EMBEDDINGS))
                        .value()
                        .toDoubleArray(),
                1e-9);
        Loss softer = new Circle().removeDiagonal(false).gamma(10).margin(0.2);
        assertEquals(
                7.462768348354835,
                softer.apply(tensor(labels), tensor(EMBEDDINGS)).value().item(),
                1e-9);
    }

    @Test
    void generalizedCrossEntropyIsAsInKeras() {
        List<NDArray> found = ofActivation(
                new CategoricalGeneralizedCrossEntropy().q(0.7), x -> x, NDArray.of(1, 2), NDArray.of(new double[][] {
                    {0.2, 0.5, 0.3}, {0.6, 0.3, 0.1}
                }));
        assertEquals(0.8463582584504672, found.get(0).item(), 1e-12);
        assertArrayEquals(
                new double[] {0, -0.6155722066724582, 0, 0, 0, -0.9976311574844399},
                found.get(1).toDoubleArray(),
                1e-12);
    }

    @Test
    void ctcIsAsInKeras() {
        NDArray logits = NDArray.of(new double[][][] {
            {
                {1.79, 0.44, 0.1, -1.86},
                {-0.28, -0.35, -0.08, -0.63},
                {-0.04, -0.48, -1.31, 0.88},
                {0.88, 1.71, 0.05, -0.4},
                {-0.55, -1.55, 0.98, -1.1}
            },
            {
                {-1.19, -0.21, 1.49, 0.24},
                {-1.02, -0.71, 0.63, -0.16},
                {-0.77, -0.23, 0.75, 1.98},
                {-1.24, -0.63, -0.8, -2.42},
                {-0.92, -1.02, 1.12, -0.13}
            }
        });
        NDArray labels = NDArray.of(new int[][] {{1, 2, 0}, {3, 3, 0}});
        assertArrayEquals(
                new double[] {2.634411096572876, 6.095542907714844},
                new CTC()
                        .reduction(Reduction.NONE)
                        .apply(tensor(labels), tensor(logits))
                        .value()
                        .toDoubleArray(),
                1e-5);
        NDArray gradient = ofActivation(new CTC().reduction(Reduction.SUM), x -> x, labels, logits)
                .get(1);
        assertEquals(-0.16372379660606384, gradient.getDouble(0, 0, 0), 1e-5);
        assertEquals(0.5659000277519226, gradient.getDouble(0, 2, 3), 1e-5);
        assertEquals(-0.24875620007514954, gradient.getDouble(0, 4, 2), 1e-5);
        assertEquals(-0.6202850937843323, gradient.getDouble(1, 0, 3), 1e-5);
        assertEquals(-0.6611374020576477, gradient.getDouble(1, 3, 0), 1e-5);
    }

    @Test
    void aTargetThatCannotBeReadHasInfiniteLoss() {
        NDArray twoSteps = NDArray.zeros(Shape.of(1, 2, 4), DType.FLOAT32);
        NDArray needsThree = NDArray.of(new int[][] {{3, 3}});
        assertEquals(
                Double.POSITIVE_INFINITY,
                new CTC().apply(tensor(needsThree), tensor(twoSteps)).value().item());
    }

    // ---- names and files

    @Test
    void namesAreThoseOfKeras() {
        Map<String, Object> names =
                Golden.read("f32/identifier_strings").cases().getFirst().object("resolves_to");
        names.forEach((name, resolved) -> {
            if (name.equals("logcosh")) {
                assertInstanceOf(LogCosh.class, Losses.get(name), "the name in Keras 2");
            } else if (resolved.toString().startsWith("error")) {
                assertThrows(UnknownClassException.class, () -> Losses.get(name), name);
            } else {
                assertEquals(
                        Losses.get(resolved.toString()).className(),
                        Losses.get(name).className(),
                        name);
            }
        });
        UnknownClassException error = assertThrows(UnknownClassException.class, () -> Losses.get("binary_crossentopy"));
        assertTrue(error.getMessage().contains("binary_crossentropy"), error.getMessage());
    }

    @Test
    void crossentropyFollowsTheShapes() {
        assertInstanceOf(BinaryCrossentropy.class, Losses.resolve("ce", Shape.of(-1), Shape.of(-1, 1)));
        assertInstanceOf(SparseCategoricalCrossentropy.class, Losses.resolve("ce", Shape.of(-1), Shape.of(-1, 3)));
        assertInstanceOf(SparseCategoricalCrossentropy.class, Losses.resolve("ce", Shape.of(-1, 1), Shape.of(-1, 3)));
        assertInstanceOf(
                CategoricalCrossentropy.class, Losses.resolve("crossentropy", Shape.of(-1, 3), Shape.of(-1, 3)));
        assertInstanceOf(MeanSquaredError.class, Losses.resolve("mse", Shape.of(-1, 3), Shape.of(-1, 3)));
    }

    @Test
    void keras2SaysAutoForTheDefaultReduction() {
        Loss loss = new ConfigReader(Registry.of(Losses.catalogue()), KerasVersion.KERAS_2)
                .object(
                        Loss.class,
                        Map.of("class_name", "Huber", "config", Map.of("reduction", "auto", "name", "h", "delta", 2.5)),
                        "compile");
        assertEquals(new Huber.Config("h", Reduction.SUM_OVER_BATCH_SIZE, 2.5), loss.config());
    }

    @Test
    void whatKerasForgetsIsWrittenWhereItMatters() {
        ConfigWriter writer = new ConfigWriter(Registry.of(Losses.catalogue()), KerasVersion.KERAS_3);
        assertEquals(2.5, writer.config(new Huber().delta(2.5)).get("delta"));
        assertEquals(
                List.of("name", "reduction"),
                List.copyOf(writer.config(new Huber()).keySet()));
    }

    @Test
    void aFunctionIsNotSavedInSilence() {
        Loss loss = Loss.of("cubic", (yTrue, yPred) -> Ops.mean(Ops.power(Ops.absolute(yTrue.minus(yPred)), 3), -1));
        NDArray value = loss.apply(tensor(NDArray.of(new float[][] {{1, 2}, {3, 4}})), tensor(NDArray.of(new float[][] {
                    {1, 3}, {3, 2}
                })))
                .value();
        assertEquals((0.5 + 4) / 2, value.item(), 1e-6);
        ConfigException error = assertThrows(ConfigException.class, loss::config);
        assertTrue(error.getMessage().contains("registry.register"), error.getMessage());
    }

    // ---- errors

    @Test
    void labelsOutOfRangeAreNamed() {
        Loss loss = new SparseCategoricalCrossentropy();
        LabelException high =
                assertThrows(LabelException.class, () -> loss.checkTargets(NDArray.of(0, 3, 10), Shape.of(-1, 10)));
        assertTrue(high.getMessage().contains("label 2 is 10"), high.getMessage());
        assertTrue(high.getMessage().contains("from 0 to 9"), high.getMessage());
        assertTrue(high.getMessage().contains("11 units"), high.getMessage());
        LabelException low =
                assertThrows(LabelException.class, () -> loss.checkTargets(NDArray.of(0, -1), Shape.of(-1, 10)));
        assertTrue(low.getMessage().contains("ignoreClass"), low.getMessage());
        LabelException half =
                assertThrows(LabelException.class, () -> loss.checkTargets(NDArray.of(0.5, 1), Shape.of(-1, 10)));
        assertTrue(half.getMessage().contains("whole numbers"), half.getMessage());
    }

    @Test
    void labelsInRangeAndIgnoredOnesPass() {
        new SparseCategoricalCrossentropy().checkTargets(NDArray.of(0, 9, 3), Shape.of(-1, 10));
        new SparseCategoricalCrossentropy().ignoreClass(-1).checkTargets(NDArray.of(0, -1), Shape.of(-1, 10));
        new MeanSquaredError().checkTargets(NDArray.of(77, -1), Shape.of(-1, 10));
    }

    @Test
    void shapesThatDoNotFitSayWhichLossWould() {
        Tensor numbers = tensor(NDArray.of(1, 0));
        Tensor rows = tensor(NDArray.ones(2, 3));
        ShapeException error =
                assertThrows(ShapeException.class, () -> new CategoricalCrossentropy().apply(numbers, rows));
        assertTrue(error.getMessage().contains("sparse_categorical_crossentropy"), error.getMessage());
        ShapeException other =
                assertThrows(ShapeException.class, () -> new SparseCategoricalCrossentropy().apply(rows, rows));
        assertTrue(other.getMessage().contains("\"categorical_crossentropy\""), other.getMessage());
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BinaryCrossentropy().labelSmoothing(1.5));
        assertThrows(IllegalArgumentException.class, () -> new CategoricalGeneralizedCrossEntropy().q(1));
    }
}
