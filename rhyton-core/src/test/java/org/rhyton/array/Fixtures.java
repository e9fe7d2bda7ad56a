package org.rhyton.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What NumPy and scikit-learn made of random cases: the JSON files beside the tests, whose scripts lie there too. */
public final class Fixtures {
    /** One case: its entries by name. */
    public record Case(String name, Map<String, Object> entries) {
        public boolean has(String key) {
            return entries.containsKey(key);
        }

        public Object get(String key) {
            return Objects.requireNonNull(entries.get(key), key);
        }

        public String text(String key) {
            return (String) get(key);
        }

        public boolean flag(String key) {
            return has(key) && (Boolean) get(key);
        }

        public int number(String key) {
            return ((Number) get(key)).intValue();
        }

        public int[] numbers(String key) {
            return ((List<?>) get(key))
                    .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
        }

        @SuppressWarnings("unchecked")
        public Case inner(String key) {
            return new Case(name, (Map<String, Object>) get(key));
        }

        @SuppressWarnings("unchecked")
        public List<Case> list(String key) {
            return ((List<Map<String, Object>>) get(key))
                    .stream().map(entry -> new Case(name, entry)).toList();
        }

        /** An array, which stands in the case as the base64 of a .npy file. */
        public NDArray array(String key) {
            return decode(text(key));
        }

        public List<NDArray> arrays(String key) {
            return ((List<?>) get(key))
                    .stream().map(text -> decode((String) text)).toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Fixtures() {}

    /** The cases of a file that lies beside a test class. */
    public static Stream<Case> cases(Class<?> test, String file) {
        try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(file), file);
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            List<Case> cases = new ArrayList<>();
            for (Object entries : (List<?>) Objects.requireNonNull(value(parser))) {
                @SuppressWarnings("unchecked")
                Map<String, Object> map = (Map<String, Object>) entries;
                Object op = map.get("op");
                cases.add(new Case(file + " " + cases.size() + (op == null ? "" : " " + op), map));
            }
            return cases.stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) list.add(value(parser));
                yield list;
            }
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static NDArray decode(String base64) {
        try {
            return Npy.read(new ByteArrayInputStream(bytes(base64)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same dtype, shape and bits (any NaN for a NaN). */
    static void assertSame(NDArray expected, NDArray actual) {
        if (!expected.equals(actual)) {
            fail("expected " + expected.shape() + " " + expected.toRepr() + " but got " + actual.shape() + " "
                    + actual.toRepr());
        }
    }

    /** The same dtype and shape, and values to within a few units in the last place. */
    static void assertNear(NDArray expected, NDArray actual) {
        assertEquals(expected.dtype(), actual.dtype());
        assertEquals(expected.shape(), actual.shape());
        double relative = expected.dtype() == DType.FLOAT32 ? 2e-7 : 1e-13;
        double[] left = expected.toDoubleArray();
        double[] right = actual.toDoubleArray();
        for (int i = 0; i < left.length; i++) {
            boolean same = Double.compare(left[i], right[i]) == 0 || left[i] == right[i];
            double tolerance = relative * Math.max(Math.abs(left[i]), 1);
            if (!same && !(Math.abs(left[i] - right[i]) <= tolerance)) {
                fail("element " + i + " should be " + left[i] + " but is " + right[i]);
            }
        }
    }
}
