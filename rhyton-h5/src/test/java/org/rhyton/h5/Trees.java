package org.rhyton.h5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random trees, and the comparison of trees. */
final class Trees {
    private static final List<H5Text> TEXTS = List.of(
            H5Text.VARIABLE_UTF8,
            H5Text.VARIABLE_ASCII,
            H5Text.fixed(40),
            new H5Text(41, H5Text.Padding.NULLTERM, H5Text.Charset.UTF8),
            new H5Text(40, H5Text.Padding.SPACEPAD, H5Text.Charset.ASCII));

    private static final List<H5Number> NUMBERS = List.of(H5Number.values());

    /** Each of up to 10 bytes, none ending in a space. */
    private static final List<String> PIECES = List.of("ab/c", " x", "äλ", "層😀");

    private final Random random;

    private final boolean ascii;

    private Trees(long seed, boolean ascii) {
        this.random = new Random(seed);
        this.ascii = ascii;
    }

    /** A tree with all types, some groups with many children, some texts that are long. */
    static H5Group random(long seed) {
        return new Trees(seed, false).group(0);
    }

    /** The same with all names and texts in ASCII. */
    static H5Group randomAscii(long seed) {
        return new Trees(seed, true).group(0);
    }

    private H5Group group(int depth) {
        H5Group.Builder builder = H5Group.builder();
        attributes().forEach(builder::attribute);
        int count = random.nextInt(20) == 0 ? 280 + random.nextInt(300) : random.nextInt(6);
        boolean small = count > 20;
        for (int i = 0; i < count; i++) {
            String name = name(i);
            if (random.nextInt(3) == 0 && depth < 4) {
                builder.add(name, small ? H5Group.builder().build() : group(depth + 1));
            } else {
                builder.add(name, new H5Dataset(array(small ? 3 : 2000), small ? Map.of() : attributes()));
            }
        }
        return builder.build();
    }

    private Map<String, H5Array> attributes() {
        Map<String, H5Array> attributes = new HashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            attributes.put(name(i), array(50));
        }
        return attributes;
    }

    /** Different for different i. */
    private String name(int i) {
        String[] starts = {"dense_", "kernel:", "x".repeat(random.nextInt(1, 50)), "ä ", "層"};
        return starts[random.nextInt(ascii ? 3 : starts.length)] + Integer.toString(i, 36);
    }

    private H5Array array(int most) {
        int rank = random.nextInt(4);
        int[] dims = new int[rank];
        int size = 1;
        for (int i = 0; i < rank; i++) {
            dims[i] = random.nextInt(random.nextInt(10) == 0 ? 1 : most / Math.max(1, size) + 1);
            size *= dims[i];
        }
        int kinds = NUMBERS.size() + TEXTS.size() + 1;
        int kind = random.nextInt(kinds);
        if (kind < NUMBERS.size()) {
            H5Number number = NUMBERS.get(kind);
            return H5Array.of(number, numbers(number, size), dims);
        }
        if (kind == kinds - 1) {
            byte[] bytes = new byte[3 * size];
            random.nextBytes(bytes);
            return H5Array.of(new H5Opaque(3), bytes, dims);
        }
        return text(TEXTS.get(kind - NUMBERS.size()), size, dims);
    }

    private Object numbers(H5Number number, int size) {
        Object array = number.newArray(size);
        switch (array) {
            case byte[] a
            when number == H5Number.BOOL -> {
                for (int i = 0; i < size; i++) {
                    a[i] = (byte) random.nextInt(2);
                }
            }
            case byte[] a -> random.nextBytes(a);
            case short[] a -> {
                for (int i = 0; i < size; i++) {
                    a[i] = (short) random.nextInt();
                }
            }
            case int[] a -> {
                for (int i = 0; i < size; i++) {
                    a[i] = random.nextInt();
                }
            }
            case long[] a -> {
                for (int i = 0; i < size; i++) {
                    a[i] = random.nextLong();
                }
            }
            case float[] a -> {
                for (int i = 0; i < size; i++) {
                    // Quarters of small numbers are exact in half precision and in bfloat16 as well.
                    a[i] = number == H5Number.FLOAT32
                            ? Float.intBitsToFloat(random.nextInt())
                            : random.nextInt(200) / 4f;
                }
            }
            case double[] a -> {
                for (int i = 0; i < size; i++) {
                    a[i] = Double.longBitsToDouble(random.nextLong());
                }
            }
            default -> throw new AssertionError(number);
        }
        return array;
    }

    private H5Array text(H5Text type, int size, int[] dims) {
        String[] strings = new String[size];
        for (int i = 0; i < size; i++) {
            int length = random.nextInt(5);
            if (type.isVariable() && random.nextInt(40) == 0) {
                length = random.nextInt(3000);
            }
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < length; k++) {
                text.append(PIECES.get(random.nextInt(ascii ? 2 : PIECES.size())));
            }
            strings[i] = text.toString();
        }
        return H5Array.of(type, strings, dims);
    }

    /** All nodes, with their paths. */
    static List<H5Node> nodes(H5Node node) {
        List<H5Node> nodes = new ArrayList<>(List.of(node));
        if (node instanceof H5Group group) {
            group.children().values().forEach(child -> nodes.addAll(nodes(child)));
        }
        return nodes;
    }

    /** Looks at everything there is, and gives the number of elements. */
    static long readAll(H5Node node) {
        long elements = 0;
        for (H5Node each : nodes(node)) {
            for (H5Array attribute : each.attributes().values()) {
                elements += java.lang.reflect.Array.getLength(attribute.data());
            }
            if (each instanceof H5Dataset dataset) {
                elements += java.lang.reflect.Array.getLength(dataset.array().data());
            }
        }
        return elements;
    }

    static void assertSame(H5Node expected, H5Node actual, String message) {
        String where = message + ", " + actual.place();
        assertEquals(
                List.copyOf(expected.attributes().keySet()),
                List.copyOf(actual.attributes().keySet()),
                where);
        expected.attributes().forEach((name, array) -> assertSame(array, actual.attribute(name), where + "@" + name));
        assertEquals(expected.getClass(), actual.getClass(), where);
        if (expected instanceof H5Group group) {
            H5Group other = (H5Group) actual;
            assertEquals(
                    List.copyOf(group.children().keySet()),
                    List.copyOf(other.children().keySet()),
                    where);
            group.children()
                    .forEach((name, child) -> assertSame(child, other.children().get(name), message));
        } else {
            assertSame(((H5Dataset) expected).array(), ((H5Dataset) actual).array(), where);
        }
    }

    static void assertSame(H5Array expected, H5Array actual, String where) {
        assertEquals(expected.type(), actual.type(), where);
        assertArrayEquals(expected.dims(), actual.dims(), where);
        assertEquals(expected.size(), actual.size(), where);
        switch (expected.data()) {
            case float[] a -> assertArrayEquals(a, (float[]) actual.data(), where);
            case double[] a -> assertArrayEquals(a, (double[]) actual.data(), where);
            case long[] a -> assertArrayEquals(a, (long[]) actual.data(), where);
            case int[] a -> assertArrayEquals(a, (int[]) actual.data(), where);
            case short[] a -> assertArrayEquals(a, (short[]) actual.data(), where);
            case byte[] a -> assertArrayEquals(a, (byte[]) actual.data(), where);
            case String[] a -> assertArrayEquals(a, (String[]) actual.data(), where);
            default -> throw new AssertionError(where);
        }
    }
}
