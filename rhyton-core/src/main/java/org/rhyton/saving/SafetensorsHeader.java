package org.rhyton.saving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;

/**
 * What a {@code .safetensors} file says of its arrays before their numbers come. Read piece by piece, so that a header of
 * any other structure takes no memory.
 *
 * @param length the bytes before the numbers
 * @param entries the arrays in the order of the header; in the file they lie one after the other, without gaps
 */
record SafetensorsHeader(long length, List<Entry> entries, Map<String, String> metadata) {
    /** The name in the header under which texts stand, not an array. */
    static final String METADATA = "__metadata__";

    /** Longer than the header of any model with less than a hundred thousand weights. */
    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_AXES = 64;

    /** What numbers may be in a file, of those that are read. */
    enum Type {
        F64(8),
        F32(4),
        F16(2),
        BF16(2),
        I64(8),
        I32(4),
        U8(1),
        BOOL(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        static Type of(DType dtype) {
            return switch (dtype) {
                case FLOAT64 -> F64;
                case FLOAT32 -> F32;
                case INT64 -> I64;
                case INT32 -> I32;
                case UINT8 -> U8;
                case BOOL -> BOOL;
            };
        }
    }

    /** One array: its bytes lie from {@code start} to before {@code end}, counted from the end of the header. */
    record Entry(String name, Type type, int[] dims, long start, long end) {
        long bytes() {
            return end - start;
        }

        int elements() {
            return (int) (bytes() / type.bytes);
        }
    }

    long dataBytes() {
        return entries.stream().mapToLong(Entry::end).max().orElse(0);
    }

    List<Entry> inFileOrder() {
        return entries.stream().sorted(BY_PLACE).toList();
    }

    private static final Comparator<Entry> BY_PLACE =
            Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end);

    static SafetensorsHeader read(InputStream in) throws IOException {
        byte[] prefix = in.readNBytes(Long.BYTES);
        if (prefix.length < Long.BYTES) {
            throw new ModelFormatException("this is no .safetensors file: it has only " + prefix.length + " bytes");
        }
        long claimed = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (claimed < 2 || claimed > MOST_BYTES) {
            throw new ModelFormatException("this is no .safetensors file, or a damaged one: its first 8 bytes claim a"
                    + " header of " + Long.toUnsignedString(claimed) + " bytes; 2 to " + MOST_BYTES + " are read");
        }
        byte[] header = in.readNBytes((int) claimed);
        if (header.length < claimed) {
            throw new ModelFormatException("the header ends after " + header.length + " of " + claimed
                    + " bytes; the file was cut off, or is no .safetensors file");
        }
        if (header[0] != '{') {
            throw new ModelFormatException("this is no .safetensors file: its header does not begin with '{'");
        }
        // Through characters, for which Jackson has been told to be strict.
        String text = new String(header, StandardCharsets.UTF_8);
        try (JsonParser parser = Json.FACTORY.createParser(text)) {
            SafetensorsHeader read = new Reader(parser).header(Long.BYTES + claimed);
            read.requireCovering();
            return read;
        } catch (JsonProcessingException e) {
            throw new ModelFormatException("the header is no JSON that can be read: " + e.getOriginalMessage(), e);
        }
    }

    private void requireCovering() {
        long at = 0;
        String before = "the beginning";
        for (Entry entry : inFileOrder()) {
            if (entry.start() != at) {
                throw new ModelFormatException("array '" + entry.name() + "' begins at byte " + entry.start() + ", but "
                        + before + " ends at byte " + at + ": arrays must neither overlap nor leave gaps");
            }
            at = entry.end();
            before = "'" + entry.name() + "'";
        }
    }

    /** Goes through the JSON of a header. */
    private record Reader(JsonParser parser) {

        SafetensorsHeader header(long length) throws IOException {
            List<Entry> entries = new ArrayList<>();
            Map<String, String> metadata = Map.of();
            expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (name.equals(METADATA)) metadata = texts();
                else entries.add(entry(name));
            }
            if (parser.nextToken() != null) throw new ModelFormatException("there is more behind the header's JSON");
            return new SafetensorsHeader(length, List.copyOf(entries), metadata);
        }

        private Map<String, String> texts() throws IOException {
            Map<String, String> texts = new LinkedHashMap<>();
            expect(parser.nextToken(), JsonToken.START_OBJECT, METADATA);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + name);
                texts.put(name, parser.getText());
            }
            return texts;
        }

        private Entry entry(String name) throws IOException {
            Type type = null;
            long[] shape = null;
            long[] offsets = null;
            expect(parser.nextToken(), JsonToken.START_OBJECT, "array '" + name + "'");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                switch (key) {
                    case "dtype" -> type = type(name);
                    case "shape" -> shape = numbers(name, key);
                    case "data_offsets" -> offsets = numbers(name, key);
                    default -> throw new ModelFormatException("array '" + name + "' has the unknown key '" + key + "'");
                }
            }
            if (type == null || shape == null || offsets == null || offsets.length != 2) {
                throw new ModelFormatException(
                        "array '" + name + "' needs a dtype, a shape, and data_offsets of two numbers");
            }
            return checked(name, type, shape, offsets);
        }

        private Type type(String name) throws IOException {
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "the dtype of '" + name + "'");
            String text = parser.getText();
            return Arrays.stream(Type.values())
                    .filter(type -> type.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new ModelFormatException("array '" + name + "' has numbers of type '" + text
                            + "', which are not read; these are: "
                            + Arrays.stream(Type.values()).map(Type::name).collect(Collectors.joining(", "))
                            + ". Convert it before saving"));
        }

        private long[] numbers(String name, String key) throws IOException {
            long[] numbers = new long[MOST_AXES];
            int count = 0;
            expect(parser.nextToken(), JsonToken.START_ARRAY, "the " + key + " of '" + name + "'");
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                expect(next, JsonToken.VALUE_NUMBER_INT, "a number of the " + key + " of '" + name + "'");
                if (count == MOST_AXES) {
                    throw new ModelFormatException(
                            "the " + key + " of '" + name + "' has more than " + MOST_AXES + " numbers");
                }
                long number = parser.getLongValue();
                if (number < 0) throw new ModelFormatException("the " + key + " of '" + name + "' has " + number);
                numbers[count++] = number;
            }
            return Arrays.copyOf(numbers, count);
        }

        private static Entry checked(String name, Type type, long[] shape, long[] offsets) {
            long elements = 1;
            int[] dims = new int[shape.length];
            for (int i = 0; i < shape.length; i++) {
                boolean fits = shape[i] <= Integer.MAX_VALUE && elements * shape[i] <= Integer.MAX_VALUE / type.bytes;
                if (!fits) {
                    throw new ModelFormatException("array '" + name + "' has shape " + Arrays.toString(shape)
                            + ", more than the 2 GiB that one array may take here");
                }
                dims[i] = (int) shape[i];
                elements *= shape[i];
            }
            if (offsets[1] - offsets[0] != elements * type.bytes) {
                throw new ModelFormatException("array '" + name + "' of shape " + Arrays.toString(shape) + " and type "
                        + type + " takes " + elements * type.bytes + " bytes, but its data_offsets are "
                        + Arrays.toString(offsets));
            }
            return new Entry(name, type, dims, offsets[0], offsets[1]);
        }

        private static void expect(@Nullable JsonToken found, JsonToken wanted, String what) {
            if (found == wanted) return;
            throw new ModelFormatException(what + " must be " + described(wanted) + " in the header");
        }

        private static String described(JsonToken token) {
            return switch (token) {
                case START_OBJECT -> "an object {...}";
                case START_ARRAY -> "a list [...]";
                case VALUE_STRING -> "a text";
                default -> "a whole number";
            };
        }
    }
}
