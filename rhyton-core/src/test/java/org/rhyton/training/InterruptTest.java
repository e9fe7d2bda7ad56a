package org.rhyton.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.Rhyton.*;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.RandomStream;
import org.rhyton.array.Shape;
import org.rhyton.layers.Dense;
import org.rhyton.models.Sequential;

/** {@link Thread#interrupt} stops a run between two batches, and the model stays whole. */
class InterruptTest {
    private final NDArray x = RandomStream.of(1).normal(Shape.of(40, 3), 0, 1, DType.FLOAT32);
    private final NDArray y = x.sum(1);
    private Sequential model;

    @BeforeEach
    void make() {
        model = freshModel();
    }

    @AfterEach
    void nothingIsLeft() {
        assertFalse(Thread.interrupted());
    }

    private static Sequential freshModel() {
        clearSession();
        setRandomSeed(1);
        var model = new Sequential(new Dense(4).activation("relu").inputShape(3), new Dense(1));
        model.compile(loss("mse"), optimizer("adam"));
        return model;
    }

    private static Callback after(int batches, Runnable action) {
        return new Callback() {
            @Override
            public void onTrainBatchEnd(int batch, Logs logs) {
                if (batch + 1 == batches) action.run();
            }
        };
    }

    private static Callback stoppingAfter(int batches) {
        return new Callback() {
            private TrainerControl control;

            @Override
            public void setTrainer(TrainerControl trainer) {
                control = trainer;
            }

            @Override
            public void onTrainBatchEnd(int batch, Logs logs) {
                if (batch + 1 == batches) control.stopTraining();
            }
        };
    }

    private RunInterruptedException fitInterrupted() {
        return assertThrows(
                RunInterruptedException.class,
                () -> model.fit(
                        x,
                        y,
                        batchSize(4),
                        epochs(3),
                        verbose(0),
                        callbacks(after(3, () -> Thread.currentThread().interrupt()))));
    }

    @Test
    void fitStopsAfterTheStepAndTheWeightsAreThoseOfWholeSteps() {
        assertTrue(fitInterrupted().getMessage().contains("fit was interrupted after 3 of 10 steps"));
        List<NDArray> interrupted = model.getWeights();

        Sequential stopped = freshModel();
        stopped.fit(x, y, batchSize(4), epochs(3), verbose(0), callbacks(stoppingAfter(3)));
        assertEquals(stopped.getWeights(), interrupted);
    }

    @Test
    void theModelIsUsedSavedAndTrainedFurther(@TempDir Path folder) {
        fitInterrupted();
        Path file = folder.resolve("interrupted.h5");
        model.save(file);
        assertEquals(model.predict(x), loadModel(file).predict(x));
        double before = model.evaluate(x, y, verbose(0))[0];
        History history = model.fit(x, y, batchSize(4), epochs(20), verbose(0));
        assertEquals(20, history.epoch().size());
        assertTrue(model.evaluate(x, y, verbose(0))[0] < before);
    }

    @Test
    void evaluateAndPredictStopToo() {
        Thread.currentThread().interrupt();
        assertThrows(RunInterruptedException.class, () -> model.evaluate(x, y, verbose(0)));
        Thread.currentThread().interrupt();
        assertThrows(RunInterruptedException.class, () -> model.predict(x));
        assertEquals(40, model.predict(x).size(0));
    }

    @Test
    void anotherThreadInterrupts() throws InterruptedException {
        Thread[] training = new Thread[1];
        Throwable[] thrown = new Throwable[1];
        training[0] = new Thread(() -> {
            try {
                model.fit(x, y, batchSize(1), epochs(1_000_000), verbose(0));
            } catch (RunInterruptedException e) {
                thrown[0] = e;
            }
        });
        training[0].start();
        Thread.sleep(100);
        training[0].interrupt();
        training[0].join(20_000);
        assertTrue(thrown[0] instanceof RunInterruptedException);
    }
}
