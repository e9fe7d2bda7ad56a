package org.rhyton.saving;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.h5.AtomicFile;

/**
 * The content of a {@code .safetensors} file: arrays by name, and texts about them. A file is a header in JSON, which says
 * the type, shape and place of each array, and then the numbers.
 *
 * <p>{@code F32}, {@code F64}, {@code I32}, {@code I64}, {@code U8} and {@code BOOL} are read and written; {@code F16} and
 * {@code BF16}, which have no {@link DType} here, are read as float32, which holds each of their numbers. Files are taken
 * as hostile: the header has a limit, the arrays must cover the data without gaps or overlaps, and memory is taken only as
 * far as there is data.
 *
 * @param tensors the arrays by name, in order
 * @param metadata texts by name, perhaps none
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record Safetensors(Map<String, NDArray> tensors, Map<String, String> metadata) {
    private static final int BUFFER = 1 << 16;
    private static final int ALIGNMENT = 8;

    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new SavingException("a .safetensors file cannot hold an array called '" + SafetensorsHeader.METADATA
                    + "': the format keeps that name for texts; choose another name");
        }
    }

    // ---- reading

    /**
     * Reads a file.
     *
     * @throws ModelFormatException when it is no {@code .safetensors} file, is damaged, or has numbers of another type
     * @throws ModelFileException when it cannot be read
     */
    public static Safetensors read(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            SafetensorsHeader header = SafetensorsHeader.read(in);
            long length = Files.size(file);
            if (length != header.length() + header.dataBytes()) {
                throw new ModelFormatException("the header names " + header.dataBytes()
                        + " bytes of numbers, but there are " + (length - header.length())
                        + " behind it; the file was cut off or damaged");
            }
            return arrays(header, in);
        } catch (ModelFormatException e) {
            throw new ModelFormatException(file + ": " + e.getMessage(), e);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new ModelFileException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ModelFileException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    /** Reads a stream up to its end, without closing it; throws as {@link #read(Path)}. */
    public static Safetensors read(InputStream in) {
        try {
            Safetensors content = arrays(SafetensorsHeader.read(in), in);
            if (in.read() >= 0) throw new ModelFormatException("there is more behind the last array");
            return content;
        } catch (IOException e) {
            throw new ModelFileException("the stream could not be read: " + e.getMessage(), e);
        }
    }

    private static Safetensors arrays(SafetensorsHeader header, InputStream in) throws IOException {
        Map<String, NDArray> read = new HashMap<>();
        for (SafetensorsHeader.Entry entry : header.inFileOrder()) {
            byte[] bytes = in.readNBytes(Math.toIntExact(entry.bytes()));
            if (bytes.length < entry.bytes()) {
                throw new ModelFormatException("the numbers of '" + entry.name() + "' end after " + bytes.length
                        + " of " + entry.bytes() + " bytes; the file was cut off");
            }
            read.put(entry.name(), decode(entry, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        }
        Map<String, NDArray> inOrder = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            inOrder.put(entry.name(), read.get(entry.name()));
        }
        return new Safetensors(inOrder, header.metadata());
    }

    private static byte[] rest(ByteBuffer bytes) {
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return values;
    }

    private static NDArray decode(SafetensorsHeader.Entry entry, ByteBuffer bytes) {
        int count = entry.elements();
        NDArray flat = switch (entry.type()) {
            case F64 -> {
                double[] values = new double[count];
                bytes.asDoubleBuffer().get(values);
                yield NDArray.of(values);
            }
            case F32 -> {
                float[] values = new float[count];
                bytes.asFloatBuffer().get(values);
                yield NDArray.of(values);
            }
            case F16 -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) values[i] = Float.float16ToFloat(bytes.getShort(2 * i));
                yield NDArray.of(values);
            }
            case BF16 -> {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) values[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << 16);
                yield NDArray.of(values);
            }
            case I64 -> {
                long[] values = new long[count];
                bytes.asLongBuffer().get(values);
                yield NDArray.of(values);
            }
            case I32 -> {
                int[] values = new int[count];
                bytes.asIntBuffer().get(values);
                yield NDArray.of(values);
            }
            case U8 -> NDArray.ofUnsigned(rest(bytes));
            case BOOL -> NDArray.ofUnsigned(rest(bytes)).astype(DType.BOOL);
        };
        return flat.reshape(Shape.of(entry.dims()));
    }

    // ---- writing

    /**
     * Writes a file, which is replaced only when the new one is whole.
     *
     * @throws ModelFileException when it cannot be written
     */
    public void write(Path file) {
        try {
            AtomicFile.write(file, this::writeTo);
        } catch (IOException e) {
            throw new ModelFileException(
                    file + ": could not be written: " + e.getMessage() + ". An older file of this name is as it was",
                    e);
        }
    }

    /**
     * Writes to a stream, which stays open.
     *
     * @throws ModelFileException when it cannot be written
     */
    public void write(OutputStream out) {
        try {
            writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new ModelFileException("the stream could not be written: " + e.getMessage(), e);
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        List<Map.Entry<String, NDArray>> ordered = new ArrayList<>(tensors.entrySet());
        // Wide numbers first, so that each array lies where a program may map it without copying.
        ordered.sort(Comparator.comparingInt(entry -> -entry.getValue().dtype().bytes()));
        byte[] header = header(ordered);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (Map.Entry<String, NDArray> entry : ordered) writeNumbers(entry.getValue(), out);
    }

    private byte[] header(List<Map.Entry<String, NDArray>> ordered) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!metadata.isEmpty()) json.put(SafetensorsHeader.METADATA, metadata);
        long at = 0;
        for (Map.Entry<String, NDArray> entry : ordered) {
            NDArray array = entry.getValue();
            long end = at + (long) array.size() * array.dtype().bytes();
            Map<String, Object> description = new LinkedHashMap<>();
            description.put("dtype", SafetensorsHeader.Type.of(array.dtype()).name());
            description.put(
                    "shape",
                    java.util.Arrays.stream(array.shape().dims()).boxed().toList());
            description.put("data_offsets", List.of(at, end));
            json.put(entry.getKey(), description);
            at = end;
        }
        String text = Json.write(json);
        int padded = Math.ceilDiv(text.length(), ALIGNMENT) * ALIGNMENT;
        return (text + " ".repeat(padded - text.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeNumbers(NDArray array, OutputStream out) throws IOException {
        NDArray flat = array.reshape(Shape.of(array.size()));
        int chunk = BUFFER / array.dtype().bytes();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < flat.size(); start += chunk) {
            int end = Math.min(start + chunk, flat.size());
            NDArray part = flat.get(start + ":" + end);
            bytes.clear();
            switch (array.dtype()) {
                case FLOAT64 -> bytes.asDoubleBuffer().put(part.toDoubleArray());
                case FLOAT32 -> bytes.asFloatBuffer().put(part.toFloatArray());
                case INT64 -> bytes.asLongBuffer().put(part.toLongArray());
                case INT32 -> bytes.asIntBuffer().put(part.toIntArray());
                case UINT8, BOOL -> bytes.put(part.astype(DType.UINT8).toByteArray());
            }
            out.write(bytes.array(), 0, (end - start) * array.dtype().bytes());
        }
    }
}
