package org.rhyton.callbacks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/**
 * A file of events, which TensorBoard shows: records with check sums, each with a summary of a tensor. Made with the first
 * event; nothing is held open, and what is not yet written is gone when the program ends without {@link #flush}.
 */
final class EventFile {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final int BUCKETS = 30;
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int STRING = 7;
    private static final int OF_SCALARS = 1;
    private static final int OF_TENSORS = 2;

    private final Path folder;
    private final Path file;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean begun;

    EventFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("events.out.tfevents." + System.currentTimeMillis() / 1000 + ".rhyton."
                + ProcessHandle.current().pid() + "." + COUNT.getAndIncrement() + ".v2");
    }

    /** A number at a step. */
    void scalar(String tag, double value, long step) {
        byte[] content = ProtoMessage.littleEndian(4).putFloat((float) value).array();
        summary(tag, metadata("scalars", new byte[0], OF_SCALARS), tensor(FLOAT, content), step);
    }

    /** How often an array has numbers of each of thirty equal ranges, at a step. */
    void histogram(String tag, NDArray values, long step) {
        byte[] content = new byte[BUCKETS * 3 * Double.BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : buckets(values.astype(DType.FLOAT64).toDoubleArray())) numbers.putDouble(number);
        ProtoMessage tensor = tensor(DOUBLE, content, BUCKETS, 3);
        summary(tag, metadata("histograms", new byte[0], OF_TENSORS), tensor, step);
    }

    /** A model's architecture, in Keras's JSON. */
    void model(String tag, String json, long step) {
        ProtoMessage tensor = new ProtoMessage()
                .whole(1, STRING)
                .message(2, new ProtoMessage())
                .text(8, json);
        byte[] version = "1".getBytes(StandardCharsets.UTF_8);
        summary(tag, metadata("graph_keras_model", version, 0), tensor, step);
    }

    /** Ranges with their counts: left, right, count, and so on; where all numbers are equal the last range has them. */
    private static double[] buckets(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double[] buckets = new double[BUCKETS * 3];
        if (values.length == 0) return buckets;
        double width = (greatest - least) / BUCKETS;
        for (int i = 0; i < BUCKETS; i++) {
            buckets[3 * i] = least + width * i;
            buckets[3 * i + 1] = i == BUCKETS - 1 ? greatest : least + width * (i + 1);
        }
        for (double value : values) {
            int place = width > 0 ? (int) Math.min(Math.floor((value - least) / width), BUCKETS - 1) : BUCKETS - 1;
            buckets[3 * place + 2]++;
        }
        return buckets;
    }

    private static ProtoMessage tensor(int type, byte[] content, int... sizes) {
        ProtoMessage shape = new ProtoMessage();
        for (int size : sizes) shape.message(2, new ProtoMessage().whole(1, size));
        return new ProtoMessage().whole(1, type).message(2, shape).bytes(4, content);
    }

    /** Which part of TensorBoard shows a tensor. */
    private static ProtoMessage metadata(String plugin, byte[] content, int kind) {
        ProtoMessage named = new ProtoMessage().text(1, plugin);
        if (content.length > 0) named.bytes(2, content);
        ProtoMessage metadata = new ProtoMessage().message(1, named);
        return kind == 0 ? metadata : metadata.whole(4, kind);
    }

    private void summary(String tag, ProtoMessage metadata, ProtoMessage tensor, long step) {
        ProtoMessage value = new ProtoMessage().text(1, tag).message(8, tensor).message(9, metadata);
        if (!begun) record(event().text(3, "brain.Event:2"));
        begun = true;
        record(event().whole(2, step).message(5, new ProtoMessage().message(1, value)));
    }

    private static ProtoMessage event() {
        return new ProtoMessage().number(1, System.currentTimeMillis() / 1000.0);
    }

    /** The length and the message, each with its check sum. */
    private void record(ProtoMessage message) {
        byte[] data = message.toBytes();
        byte[] length = ProtoMessage.littleEndian(8).putLong(data.length).array();
        for (byte[] part : new byte[][] {length, data}) {
            waiting.writeBytes(part);
            waiting.writeBytes(
                    ProtoMessage.littleEndian(4).putInt(checkSum(part)).array());
        }
    }

    /** TensorFlow turns and shifts its check sums, since records may hold records. */
    private static int checkSum(byte[] data) {
        CRC32C sum = new CRC32C();
        sum.update(data);
        return Integer.rotateRight((int) sum.getValue(), 15) + 0xA282EAD8;
    }

    /** Writes the events that wait. */
    void flush() {
        if (waiting.size() == 0) return;
        try {
            Files.createDirectories(folder);
            Files.write(file, waiting.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("TensorBoard's events cannot be written to '" + file + "'", e);
        }
        waiting.reset();
    }
}
