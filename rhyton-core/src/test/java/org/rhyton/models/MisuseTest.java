package org.rhyton.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.rhyton.Rhyton.*;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.rhyton.array.DType;
import org.rhyton.array.MemoryException;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.array.ShapeException;
import org.rhyton.layers.Call;
import org.rhyton.layers.Dense;
import org.rhyton.layers.Dropout;
import org.rhyton.layers.Layer;
import org.rhyton.layers.LayerException;
import org.rhyton.losses.LabelException;
import org.rhyton.ops.Tensor;
import org.rhyton.ops.TracingException;
import org.rhyton.saving.UnknownClassException;
import org.rhyton.training.DataException;

/** What a user gets wrong is answered by an error of its own type that says what was received and what to do. */
class MisuseTest {
    private static final NDArray X =
            NDArray.arange(40).astype(DType.FLOAT32).reshape(10, 4).dividedBy(40);
    private static final NDArray Y = NDArray.of(new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2, 0});

    private static Sequential classifier() {
        var model = new Sequential(new Dense(8).activation(RELU).inputShape(4), new Dense(3).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("adam"), metrics("accuracy"));
        return model;
    }

    @TestFactory
    Stream<DynamicTest> mistakesAreExplained() {
        return Stream.of(
                mistake(
                        ShapeException.class,
                        "takes data of shape (None, 4), got (8, 5)",
                        () -> classifier().fit(X.reshape(8, 5), Y.rows(0, 8), verbose(0))),
                mistake(
                        DataException.class,
                        "inputs [(10, 4)], targets [(9,)]",
                        () -> classifier().fit(X, Y.rows(0, 9), verbose(0))),
                mistake(ShapeException.class, "the model takes 1 inputs, [", () -> {
                    Tensor x = input(4);
                    classifier().apply(List.of(x, x));
                }),
                mistake(DataException.class, "no samples", () -> classifier().fit(X.rows(0, 0), Y.rows(0, 0))),
                mistake(
                        LabelException.class,
                        "give the last layer 4 units",
                        () -> classifier().fit(X, Y.plus(1), verbose(0))),
                mistake(
                        LabelException.class,
                        "label 0 is -1",
                        () -> classifier().evaluate(X, Y.minus(1), verbose(0))),
                mistake(
                        LabelException.class,
                        "whole numbers",
                        () -> classifier().fit(X, Y.astype(DType.FLOAT32).plus(0.5), verbose(0))),
                mistake(
                        ShapeException.class,
                        "categorical_crossentropy",
                        () -> classifier().fit(X, NDArray.zeros(Shape.of(10, 3), DType.FLOAT32), verbose(0))),
                mistake(UnknownClassException.class, "Did you mean 'adam'?", () -> optimizer("adan")),
                mistake(UnknownClassException.class, "Did you mean 'relu'?", () -> new Dense(3).activation("relo")),
                mistake(UnknownClassException.class, "Did you mean 'mae'?", () -> metrics("accuracy", "maee")),
                mistake(UnknownClassException.class, "Did you mean 'auc'?", () -> weightedMetrics("aux")),
                mistake(IllegalArgumentException.class, "units = 0", () -> new Dense(0)),
                mistake(IllegalArgumentException.class, "rate from 0 to 1", () -> new Dropout(1.5)),
                mistake(IllegalArgumentException.class, "epochs must be at least 1, got -1", () -> epochs(-1)),
                mistake(IllegalArgumentException.class, "validationSplit", () -> validationSplit(1)),
                mistake(
                        LayerException.class,
                        "must be compiled",
                        () -> new Sequential(new Dense(3).inputShape(4)).fit(X, Y)),
                mistake(LayerException.class, "can no longer change", () -> {
                    var layer = new Dense(3).inputShape(4);
                    new Sequential(layer);
                    layer.activation(RELU);
                }),
                mistake(
                        LayerException.class,
                        "has a layer 'a' already",
                        () -> new Sequential(new Dense(3).name("a").inputShape(4), new Dense(3).name("a"))),
                mistake(
                        LayerException.class,
                        "not among the model's inputs",
                        () -> model(input(4), new Dense(3).apply(input(4)))),
                mistake(
                        LayerException.class,
                        "no layer 'densee'",
                        () -> classifier().layer("densee")),
                mistake(
                        TracingException.class,
                        "Ops.where or Ops.cond",
                        () -> new Sequential(new Dense(3).inputShape(4), new Undecided())),
                mistake(MemoryException.class, "Use a smaller batch size", MisuseTest::trainInOneHugeBatch));
    }

    private static DynamicTest mistake(Class<? extends Exception> type, String words, Executable program) {
        return dynamicTest(type.getSimpleName() + ": " + words, () -> {
            Exception error = assertThrows(type, program);
            assertEquals(type, error.getClass());
            assertTrue(error.getMessage().contains(words), error.getMessage());
        });
    }

    @Test
    void labelsOutOfRangeLeaveTheModelAsItWas() {
        var model = classifier();
        NDArray before = model.predict(X, verbose(0));
        assertThrows(LabelException.class, () -> model.fit(X, Y.plus(1), verbose(0)));
        assertArrayEquals(before.toFloatArray(), model.predict(X, verbose(0)).toFloatArray());
        model.fit(X, Y, verbose(0));
    }

    /** Decides by a value that is not there while the layer is recorded. */
    private static final class Undecided extends Layer {
        @Override
        protected Tensor call(Tensor x, Call call) {
            return x.value().mean().item() > 0 ? x : x.times(2);
        }
    }

    /** The outputs of the wide layer alone are as large as the heap may become. */
    private static void trainInOneHugeBatch() {
        int units = 30_000;
        int rows = (int) Math.min(Runtime.getRuntime().maxMemory() / (4L * units), Integer.MAX_VALUE / units - 1);
        var model = new Sequential(new Dense(units).activation(RELU).inputShape(4), new Dense(3).activation(SOFTMAX));
        model.compile(loss("sparse_categorical_crossentropy"), optimizer("sgd"));
        model.fit(
                NDArray.zeros(Shape.of(rows, 4), DType.FLOAT32),
                NDArray.zeros(Shape.of(rows), DType.INT32),
                batchSize(rows),
                verbose(0));
    }
}
