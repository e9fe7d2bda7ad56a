package org.rhyton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;
import org.rhyton.array.Shape;
import org.rhyton.saving.Json;

/** One file of golden data: what real Keras computed. */
@SuppressWarnings("unchecked") // the layout of the files is known
public final class Golden {
    private final Map<String, @Nullable Object> file;

    private Golden(Map<String, @Nullable Object> file) {
        this.file = file;
    }

    public static Golden read(String topic) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + topic + ".json")) {
            if (in == null) throw new IllegalArgumentException("no golden data " + topic);
            return new Golden(Json.parseObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Case> cases() {
        return ((List<?>) file.get("cases"))
                .stream()
                        .map(each -> new Case((Map<String, @Nullable Object>) each))
                        .toList();
    }

    public record Case(Map<String, @Nullable Object> json) {
        public String name() {
            return text("name");
        }

        public boolean has(String key) {
            return json.get(key) != null;
        }

        public String text(String key) {
            return (String) json.get(key);
        }

        public Map<String, @Nullable Object> object(String key) {
            return (Map<String, @Nullable Object>) json.get(key);
        }

        public NDArray array(String key) {
            return Golden.array((Map<String, ?>) json.get(key));
        }

        public @Nullable NDArray arrayOrNull(String key) {
            return has(key) ? array(key) : null;
        }

        public List<Case> cases(String key) {
            return ((List<?>) json.get(key))
                    .stream()
                            .map(each -> new Case((Map<String, @Nullable Object>) each))
                            .toList();
        }
    }

    static NDArray array(Map<String, ?> json) {
        List<?> data = (List<?>) json.get("data");
        int[] dims = ((List<?>) json.get("shape"))
                .stream().mapToInt(d -> ((Number) d).intValue()).toArray();
        double[] numbers = data.stream().mapToDouble(Golden::number).toArray();
        return NDArray.of(numbers).reshape(Shape.of(dims)).astype(DType.of((String) json.get("dtype")));
    }

    private static double number(Object json) {
        if (json instanceof Boolean truth) return truth ? 1 : 0;
        if (json instanceof Number number) return number.doubleValue();
        return Double.parseDouble((String) json);
    }

    public void assertClose(Case each, String what, NDArray expected, NDArray found) {
        Map<?, ?> tolerance = (Map<?, ?>) (each.has("tolerance") ? each.json.get("tolerance") : file.get("tolerance"));
        double rtol = ((Number) tolerance.get("rtol")).doubleValue();
        double atol = ((Number) tolerance.get("atol")).doubleValue();
        assertEquals(expected.shape(), found.shape(), what + ": shape");
        double[] a = expected.astype(DType.FLOAT64).toDoubleArray();
        double[] b = found.astype(DType.FLOAT64).toDoubleArray();
        for (int i = 0; i < a.length; i++) {
            if (Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) <= atol + rtol * Math.abs(a[i])) continue;
            fail(what + "[" + i + "]: expected " + a[i] + ", found " + b[i]);
        }
    }
}
