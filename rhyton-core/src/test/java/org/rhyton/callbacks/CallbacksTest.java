package org.rhyton.callbacks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.training.Options.batchSize;
import static org.rhyton.training.Options.callbacks;
import static org.rhyton.training.Options.epochs;
import static org.rhyton.training.Options.loss;
import static org.rhyton.training.Options.metrics;
import static org.rhyton.training.Options.optimizer;
import static org.rhyton.training.Options.progress;
import static org.rhyton.training.Options.shuffle;
import static org.rhyton.training.Options.validationData;
import static org.rhyton.training.Options.verbose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.initializers.Initializers;
import org.rhyton.layers.Dense;
import org.rhyton.models.Models;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.Adam;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.Callback;
import org.rhyton.training.FitOption;
import org.rhyton.training.History;
import org.rhyton.training.Logs;
import org.rhyton.training.NonFiniteLossException;
import org.rhyton.training.Progress;
import org.rhyton.training.ProgressBar;

/** Runs whose course real Keras 3.15 gave: what is said, saved, stopped and put back. */
class CallbacksTest {
    private static final NDArray X = NDArray.of(new float[] {1, 2, 3, 4}).reshape(4, 1);
    private static final NDArray Y = NDArray.of(new float[] {3, 5, 7, 9}).reshape(4, 1);
    private static final NDArray X_VAL = NDArray.of(new float[] {0.5f, 5}).reshape(2, 1);
    private static final NDArray Y_VAL = NDArray.of(new float[] {2, 11}).reshape(2, 1);

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private static Sequential model(double rate) {
        Sequential model = new Sequential(
                new Dense(1).kernelInitializer(Initializers.get("ones")).inputShape(1));
        model.compile(loss("mse"), optimizer(new SGD(rate)), metrics("mae"));
        return model;
    }

    private History fit(Sequential model, int epochs, Callback... callbacks) {
        return model.fit(X, Y, options(epochs, callbacks));
    }

    private FitOption[] options(int epochs, Callback... callbacks) {
        return new FitOption[] {
            epochs(epochs),
            batchSize(2),
            shuffle(false),
            callbacks(callbacks),
            progress(new Progress(ProgressBar.Style.SILENT, said::add))
        };
    }

    private List<String> lines() {
        return said.stream()
                .map(line -> line.strip().replace(folder.toString(), ""))
                .toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void severalTogetherDoAndSayWhatKerasDoes() throws IOException {
        Sequential model = model(0.155);
        Path log = folder.resolve("log.csv");
        EarlyStopping stopping =
                new EarlyStopping().patience(3).minDelta(0.001).verbose(1).restoreBestWeights(true);
        FitOption[] options = options(
                12,
                new ReduceLROnPlateau()
                        .patience(2)
                        .factor(0.5)
                        .verbose(1)
                        .minDelta(0.01)
                        .monitor("val_mae"),
                new ModelCheckpoint(folder.resolve("{epoch:02d}-{val_loss:.3f}.h5"))
                        .saveBestOnly(true)
                        .verbose(1),
                new CSVLogger(log),
                stopping);
        options = Arrays.copyOf(options, options.length + 1);
        options[options.length - 1] = validationData(X_VAL, Y_VAL);
        History history = model.fit(X, Y, options);

        assertEquals(8, history.epoch().size());
        assertEquals(
                List.of("loss", "mae", "val_loss", "val_mae", "learning_rate"),
                List.copyOf(history.history().keySet()));
        assertEquals(0.0775, history.get("learning_rate").get(7), 1e-8);
        assertEquals(0.592969536781311, history.get("val_loss").get(1), 1e-5);
        assertEquals(
                List.of(
                        "Epoch 1: val_loss improved from None to 3.70198, saving model to /01-3.702.h5",
                        "Epoch 1: finished saving model to /01-3.702.h5",
                        "Epoch 2: val_loss improved from 3.70198 to 0.59297, saving model to /02-0.593.h5",
                        "Epoch 2: finished saving model to /02-0.593.h5"),
                lines().subList(0, 4));
        assertTrue(lines().contains("Epoch 7: ReduceLROnPlateau reducing learning rate to 0.07750000059604645."));
        assertTrue(lines().contains("Epoch 7: val_loss did not improve from 0.00001"));
        assertEquals(
                List.of("Epoch 8: early stopping", "Restoring model weights from the end of the best epoch: 5."),
                lines().subList(lines().size() - 2, lines().size()));
        assertEquals(7, stopping.stoppedEpoch());
        assertEquals(4, stopping.bestEpoch());
        assertEquals(1.9956869, model.getWeights().getFirst().item(), 1e-5);
        assertEquals(
                List.of(
                        "01-3.702.h5",
                        "02-0.593.h5",
                        "03-0.075.h5",
                        "04-0.007.h5",
                        "05-0.000.h5",
                        "06-0.000.h5",
                        "08-0.000.h5",
                        "log.csv"),
                files());
        String[] csv = Files.readString(log).split("\r\n", -1);
        assertEquals("epoch,learning_rate,loss,mae,val_loss,val_mae", csv[0]);
        assertEquals(10, csv.length);
        double[] first = Arrays.stream(csv[1].split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertArrayEquals(
                new double[] {0, 0.1550000011920929, 3.446312427520752, 1.5575, 3.7019762992858887, 1.6418063640594482},
                first,
                1e-5);
    }

    @Test
    void aScheduledRateIsToldAndReportedAndModelsAreSavedByBatches() throws IOException {
        History history = fit(
                model(0.05),
                2,
                new LearningRateScheduler((_, rate) -> rate * 0.3).verbose(1),
                new ModelCheckpoint(folder.resolve("{epoch}-{batch}.h5"))
                        .saveFreq(1)
                        .verbose(1));
        assertEquals(
                "Epoch 1: LearningRateScheduler setting learning rate to 0.015000000223517418.", lines().getFirst());
        assertEquals("Epoch 1: saving model to /1-1.h5", lines().get(1));
        assertEquals(11.366812705993652, history.get("loss").getFirst(), 1e-4);
        assertEquals(0.004500000271946192, history.get("learning_rate").get(1), 1e-9);
        assertEquals(List.of("1-1.h5", "1-2.h5", "2-1.h5", "2-2.h5"), files());
    }

    @Test
    void aLossThatIsNoNumberEndsTrainingAsAsked() {
        assertThrows(NonFiniteLossException.class, () -> fit(model(1e30), 3));
        Sequential model = model(1e30);
        History history = fit(model, 3, new TerminateOnNaN());
        assertEquals(List.of(Double.POSITIVE_INFINITY), history.get("loss"));
        assertEquals(List.of("Batch 1: Invalid loss, terminating training"), lines());
        assertThrows(ArithmeticException.class, () -> fit(model(1e30), 3, new TerminateOnNaN().raiseError(true)));
    }

    @Test
    void whatIsWatchedMustBeKnownBeforeTheFirstEpoch() {
        Sequential model = model(0.01);
        double before = model.getWeights().getFirst().item();
        CallbackException error =
                assertThrows(CallbackException.class, () -> fit(model, 1, new EarlyStopping().monitor("val_mea")));
        assertTrue(error.getMessage().contains("[loss, mae]"), error.getMessage());
        assertEquals(before, model.getWeights().getFirst().item());
        assertEquals(3, fit(model, 3, new EarlyStopping()).epoch().size());
    }

    @Test
    void mistakesAreToldWhenTheCallbackIsMade() {
        assertThrows(CallbackException.class, () -> new ModelCheckpoint("model.bin"));
        assertThrows(CallbackException.class, () -> new ModelCheckpoint("model.h5").saveWeightsOnly(true));
        assertThrows(CallbackException.class, () -> new ModelCheckpoint("model.h5").saveFreq(0));
        assertThrows(CallbackException.class, () -> new EarlyStopping().mode("up"));
        assertThrows(CallbackException.class, () -> new ReduceLROnPlateau().factor(1));
    }

    @Test
    void functionsAreCalledInOrder() {
        List<String> calls = new ArrayList<>();
        fit(
                model(0.01),
                1,
                new LambdaCallback()
                        .onTrainBegin(() -> calls.add("begin"))
                        .onEpochBegin(epoch -> calls.add("epoch " + epoch))
                        .onTrainBatchBegin(batch -> calls.add("batch " + batch))
                        .onTrainBatchEnd((batch, logs) -> calls.add("after " + batch + " " + logs.names()))
                        .onEpochEnd((epoch, _) -> calls.add("epoch end " + epoch))
                        .onTrainEnd(_ -> calls.add("end")));
        assertEquals(
                List.of(
                        "begin",
                        "epoch 0",
                        "batch 0",
                        "after 0 [loss, mae]",
                        "batch 1",
                        "after 1 [loss, mae]",
                        "epoch end 0",
                        "end"),
                calls);
    }

    /** What a killed run leaves behind is taken up by the same program to the very weights of an unbroken run. */
    @Test
    void aBrokenRunGoesOnFromItsBackup() throws IOException {
        NDArray x = NDArray.arange(0.0, 24.0, 1.0).reshape(24, 1).dividedBy(24);
        NDArray y = x.times(3).plus(1);
        Path backup = folder.resolve("backup");
        List<NDArray> whole = backedUp(x, y, backup, new LambdaCallback());
        assertFalse(Files.exists(backup));

        Callback broken = new LambdaCallback().onTrainBatchEnd((batch, logs) -> {
            if (logs.size() > 0 && batch == 2 && Files.exists(backup)) throw new IllegalStateException("power cut");
        });
        assertThrows(IllegalStateException.class, () -> backedUp(x, y, backup, broken));
        assertTrue(Files.exists(backup));
        List<NDArray> resumed = backedUp(x, y, backup, new LambdaCallback());
        for (int i = 0; i < whole.size(); i++) assertEquals(whole.get(i), resumed.get(i));
    }

    private static List<NDArray> backedUp(NDArray x, NDArray y, Path backup, Callback other) {
        org.rhyton.ops.Seeds.set(5);
        Sequential model = new Sequential(new Dense(3).activation("tanh").inputShape(1), new Dense(1));
        model.compile(loss("mse"), optimizer(new Adam(0.05)));
        model.fit(x, y, epochs(4), batchSize(4), verbose(0), callbacks(other, new BackupAndRestore(backup)));
        return model.getWeights();
    }

    @Test
    void aCheckpointIsAWholeModel() {
        Sequential model = model(0.05);
        Path file = folder.resolve("deep/er/model.h5");
        fit(model, 1, new ModelCheckpoint(file));
        assertEquals(model.predict(X), Models.load(file).predict(X));
        assertEquals(Shape.of(4, 1), model.predict(X).shape());
    }

    /** What callbacks add to an epoch's numbers stands on the bar too. */
    @Test
    void theBarShowsWhatCallbacksAdd() {
        model(0.05)
                .fit(
                        X,
                        Y,
                        callbacks(new LearningRateScheduler(_ -> 0.5), new Callback() {
                            @Override
                            public void onEpochEnd(int epoch, Logs logs) {
                                logs.put("more", 42);
                            }
                        }),
                        progress(new Progress(ProgressBar.Style.LINE, said::add)));
        assertTrue(said.getLast().contains("- learning_rate: 0.5000 - more: 42.0000"), said::toString);
    }
}
