package org.rhyton.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rhyton.training.Options.batchSize;
import static org.rhyton.training.Options.callbacks;
import static org.rhyton.training.Options.epochs;
import static org.rhyton.training.Options.loss;
import static org.rhyton.training.Options.metrics;
import static org.rhyton.training.Options.optimizer;
import static org.rhyton.training.Options.validationData;
import static org.rhyton.training.Options.verbose;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rhyton.array.NDArray;
import org.rhyton.layers.Dense;
import org.rhyton.models.Sequential;
import org.rhyton.optimizers.SGD;
import org.rhyton.training.History;

/** The files that TensorBoard shows, read record by record. TensorFlow reads the same: conformance/scripts/read_events.py. */
class TensorBoardTest {
    private static final NDArray X = NDArray.of(new float[] {1, 2, 3, 4}).reshape(4, 1);
    private static final NDArray Y = NDArray.of(new float[] {3, 5, 7, 9}).reshape(4, 1);

    @TempDir
    Path folder;

    private History train(TensorBoard board) {
        Sequential model = new Sequential(new Dense(1).name("line").inputShape(1));
        model.compile(loss("mse"), optimizer(new SGD(0.01)), metrics("mae"));
        return model.fit(X, Y, epochs(3), batchSize(2), verbose(0), validationData(X, Y), callbacks(board));
    }

    @Test
    void numbersAndWeightsOfEachEpochAreWritten() throws IOException {
        History history = train(new TensorBoard(folder).histogramFreq(2));
        List<byte[]> train = records("train");
        assertTrue(text(train.getFirst()).contains("brain.Event:2"));
        assertTrue(text(train.get(1)).contains("graph_keras_model"));
        assertEquals(3, count(train, "epoch_loss"));
        assertEquals(3, count(train, "epoch_mae"));
        assertEquals(3, count(train, "epoch_learning_rate"));
        assertEquals(2, count(train, "line/kernel/histogram"));
        assertEquals(0, count(train, "batch_loss"));
        float loss = history.get("loss").getFirst().floatValue();
        byte[] wanted = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(loss).array();
        byte[] first = train.stream().filter(record -> text(record).contains("epoch_loss")).findFirst().orElseThrow();
        assertTrue(text(first).contains(text(wanted)));
        List<byte[]> validation = records("validation");
        assertEquals(3, count(validation, "epoch_loss"));
        assertEquals(3, count(validation, "evaluation_mae_vs_iterations"));
        assertEquals(0, count(validation, "learning_rate"));
    }

    @Test
    void numbersOfBatchesAreWrittenWhereWanted() throws IOException {
        train(new TensorBoard(folder).updateFreq(2).writeStepsPerSecond(true).writeGraph(false));
        List<byte[]> train = records("train");
        assertEquals(3, count(train, "batch_loss"));
        assertEquals(3, count(train, "batch_steps_per_second"));
        assertEquals(3, count(train, "epoch_steps_per_second"));
        assertEquals(0, count(train, "graph_keras_model"));
    }

    @Test
    void eachRunHasFilesOfItsOwn() throws IOException {
        TensorBoard board = new TensorBoard(folder);
        train(board);
        train(board);
        try (var files = Files.list(folder.resolve("train"))) {
            assertEquals(2, files.count());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long count(List<byte[]> records, String tag) {
        return records.stream().filter(record -> text(record).contains(tag)).count();
    }

    /** The records of a folder's only file, whose check sums are right. */
    private List<byte[]> records(String part) throws IOException {
        Path file;
        try (var files = Files.list(folder.resolve(part))) {
            file = files.findFirst().orElseThrow();
        }
        assertTrue(file.getFileName().toString().contains("tfevents"));
        ByteBuffer data = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (data.hasRemaining()) {
            int length = (int) ByteBuffer.wrap(checked(data, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
            records.add(checked(data, length));
        }
        assertFalse(records.isEmpty());
        return records;
    }

    private static byte[] checked(ByteBuffer data, int length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        long rotated = (sum.getValue() >>> 15 | sum.getValue() << 17) & 0xFFFFFFFFL;
        assertEquals((int) (rotated + 0xA282EAD8L), data.getInt());
        return bytes;
    }
}
