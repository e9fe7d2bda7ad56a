package org.rhyton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.saving.Json;

/**
 * What real Keras computed: one file of golden data, {@code /golden/TOPIC.json} or {@code /golden/TOPIC.json.gz} among the
 * test resources.
 */
@SuppressWarnings("exports") // tests are not exported to anyone
public record Golden(String topic, Map<String, @Nullable Object> content) {

    /** One case, with the tolerance that counts for it. */
    public record Case(DType floatx, Map<String, @Nullable Object> json, double relative, double absolute) {
        public String name() {
            return text("name");
        }

        public boolean has(String key) {
            return json.get(key) != null;
        }

        public String text(String key) {
            return (String) get(key);
        }

        public double number(String key) {
            return Golden.number(get(key));
        }

        public boolean truth(String key) {
            return (Boolean) get(key);
        }

        @SuppressWarnings("unchecked")
        public Map<String, @Nullable Object> object(String key) {
            return (Map<String, @Nullable Object>) get(key);
        }

        @SuppressWarnings("unchecked")
        public List<@Nullable Object> list(String key) {
            return (List<@Nullable Object>) get(key);
        }

        /** The array of a key. */
        public NDArray array(String key) {
            return Golden.array(get(key));
        }

        public @Nullable NDArray arrayOrNull(String key) {
            return has(key) ? array(key) : null;
        }

        /** Cases within this one, of the same tolerance. */
        public List<Case> cases(String key) {
            return list(key).stream()
                    .map(each -> new Case(floatx, Golden.object(each), relative, absolute))
                    .toList();
        }

        public Object get(String key) {
            Object value = json.get(key);
            if (value == null) throw new AssertionError("golden case " + json.get("name") + " has no " + key);
            return value;
        }

        /** Checks an array against the one of a key: type, shape and, within the tolerance, numbers. */
        public void check(String key, NDArray actual) {
            assertClose(key, array(key), actual);
        }

        /** Checks an array against another: type, shape and, within the tolerance, numbers. */
        public void assertClose(String what, NDArray expected, NDArray actual) {
            assertEquals(expected.dtype(), actual.dtype(), what + ": type");
            assertNumbersClose(what, expected, actual);
        }

        private void assertNumbersClose(String what, NDArray expected, NDArray actual) {
            assertEquals(expected.shape(), actual.shape(), what + ": shape");
            double[] e = expected.astype(DType.FLOAT64).toDoubleArray();
            double[] a = actual.astype(DType.FLOAT64).toDoubleArray();
            for (int i = 0; i < e.length; i++) {
                boolean same = Double.compare(e[i], a[i]) == 0; // NaN and infinities are equal to themselves
                if (same || Math.abs(e[i] - a[i]) <= absolute + relative * Math.abs(e[i])) continue;
                fail(name() + ", " + what + "[" + i + "]: expected " + e[i] + ", found " + a[i]);
            }
        }
    }

    /** Reads a file, such as {@code f32/losses}. */
    public static Golden read(String topic) {
        return new Golden(topic, Json.parseObject(resource("/golden/" + topic + ".json")));
    }

    /** Reads a topic at one floating-point type. */
    public static Golden read(String topic, DType floatx) {
        return read((floatx == DType.FLOAT64 ? "f64/" : "f32/") + topic);
    }

    /** A test for each case of a topic, at both floating-point types. */
    public static Stream<DynamicTest> tests(String topic, Consumer<Case> test) {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(floatx -> read(topic, floatx).cases().stream())
                .map(each -> DynamicTest.dynamicTest(
                        each.name() + " " + each.floatx().keras(), () -> test.accept(each)));
    }

    /** All cases. */
    public List<Case> cases() {
        return ((List<?>) value("cases"))
                .stream().map(Golden::object).map(this::wrap).toList();
    }

    /** The case of a name. */
    public Case named(String name) {
        return cases().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no golden case " + name + " in " + topic));
    }

    /** Checks numbers and shape, whatever the element types. */
    public void assertClose(Case each, String what, NDArray expected, NDArray found) {
        each.assertNumbersClose(what, expected, found);
    }

    private Case wrap(Map<String, @Nullable Object> json) {
        Object own = json.get("tolerance");
        Map<String, @Nullable Object> tolerance = object(own == null ? value("tolerance") : own);
        DType floatx = DType.of((String) value("floatx"));
        return new Case(floatx, json, number(tolerance.get("rtol")), number(tolerance.get("atol")));
    }

    private Object value(String key) {
        Object value = content.get(key);
        if (value == null) throw new AssertionError("golden topic " + topic + " has no " + key);
        return value;
    }

    /** An array in the golden form {@code {shape, dtype, data}}. */
    public static NDArray array(@Nullable Object json) {
        Map<String, @Nullable Object> array = object(json);
        int[] shape =
                numbers(array.get("shape")).mapToInt(size -> (int) number(size)).toArray();
        double[] data = numbers(array.get("data")).mapToDouble(Golden::number).toArray();
        return NDArray.of(data).astype(DType.of((String) array.get("dtype"))).reshape(shape);
    }

    private static Stream<?> numbers(@Nullable Object list) {
        return list instanceof List<?> numbers ? numbers.stream() : fail("a list was expected: " + list);
    }

    /** A number, which golden data has as a text when JSON has no form for it; truth counts as 1. */
    public static double number(@Nullable Object json) {
        return switch (json) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case String text -> Double.parseDouble(text);
            case null, default -> throw new AssertionError("a number was expected: " + json);
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        return json instanceof Map<?, ?>
                ? (Map<String, @Nullable Object>) json
                : fail("an object was expected: " + json);
    }

    /** The text of a resource, which may be compressed. */
    public static String resource(String path) {
        try (InputStream plain = Golden.class.getResourceAsStream(path);
                InputStream packed = Golden.class.getResourceAsStream(path + ".gz")) {
            if (plain == null && packed == null) throw new AssertionError("no resource " + path);
            InputStream stream = plain == null ? new GZIPInputStream(packed) : plain;
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
