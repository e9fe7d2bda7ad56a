package org.rhyton.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.Array;
import org.rhyton.array.DType;
import org.rhyton.array.ElementType;
import org.rhyton.array.NDArray;
import org.rhyton.array.StringArray;
import org.rhyton.saving.Json;

/**
 * A JSON object of a golden file, read by key.
 *
 * <p>Every reading function throws a {@link GoldenFormatException} that names the place when the key is missing or holds
 * something else.
 */
public class GoldenObject {
    private final String place;
    private final Map<String, @Nullable Object> json;

    /**
     * An object.
     *
     * @param place where it stands, for messages: {@code optimizers.json: adam_default}
     */
    GoldenObject(String place, Map<String, @Nullable Object> json) {
        this.place = place;
        this.json = json;
    }

    /** Where it stands, for messages. */
    public String place() {
        return place;
    }

    /** The object as it stands in the file, such as for a {@code ConfigReader}. */
    public Map<String, @Nullable Object> json() {
        return json;
    }

    /** Its keys, in the file's order. */
    public Set<String> keys() {
        return json.keySet();
    }

    /** Whether the key is there and does not hold null. */
    public boolean has(String key) {
        return json.get(key) != null;
    }

    /** What stands under a key: null, Boolean, Long, Double, String, List or Map. */
    public @Nullable Object raw(String key) {
        return json.get(key);
    }

    public String text(String key) {
        if (value(key) instanceof String text) return text;
        throw wrong(key, "a text");
    }

    public boolean truth(String key) {
        if (value(key) instanceof Boolean truth) return truth;
        throw wrong(key, "true or false");
    }

    public int whole(String key) {
        if (value(key) instanceof Long number) return Math.toIntExact(number);
        throw wrong(key, "a whole number");
    }

    /** A number, or one of the texts NaN, Infinity and -Infinity. */
    public double number(String key) {
        return numberOf(value(key), key);
    }

    /** An object. */
    public GoldenObject object(String key) {
        return new GoldenObject(place + "." + key, asObject(value(key), key));
    }

    /** A list of objects. */
    public List<GoldenObject> objects(String key) {
        List<?> elements = list(key);
        List<GoldenObject> objects = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            String at = key + "[" + i + "]";
            objects.add(new GoldenObject(place + "." + at, asObject(elements.get(i), at)));
        }
        return objects;
    }

    /** A list of anything. */
    public List<?> list(String key) {
        if (value(key) instanceof List<?> list) return list;
        throw wrong(key, "a list");
    }

    /** A list of numbers. */
    public double[] numbers(String key) {
        return list(key).stream().mapToDouble(number -> numberOf(number, key)).toArray();
    }

    /** An array {@code {shape, dtype, data}}. */
    public NDArray array(String key) {
        return object(key).asArray();
    }

    /** A list of arrays; a single array counts as a list of one. */
    public List<NDArray> arrays(String key) {
        if (value(key) instanceof Map<?, ?>) return List.of(array(key));
        return objects(key).stream().map(GoldenObject::asArray).toList();
    }

    /** The arguments of a call, without those that are null: arrays, lists of arrays and null, plain values. */
    public Map<String, Object> options(Predicate<String> which) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : json.keySet()) {
            Object option = option(json.get(key), key);
            if (which.test(key) && option != null) options.put(key, option);
        }
        return options;
    }

    private @Nullable Object option(@Nullable Object value, String key) {
        if (value instanceof Map<?, ?>) return new GoldenObject(place + "." + key, asObject(value, key)).asArray();
        if (!(value instanceof List<?> list)) return value;
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object element : list) elements.add(option(element, key));
        return Collections.unmodifiableList(elements);
    }

    /** Whether this object is an array {@code {shape, dtype, data}}. */
    public boolean isArray() {
        return has("shape") && has("dtype") && has("data");
    }

    /** This object as the array that it describes. */
    public NDArray asArray() {
        DType dtype = DType.of(text("dtype"));
        int[] shape = shape();
        List<?> data = list("data");
        if (dtype == DType.INT64) {
            long[] wholes = new long[data.size()];
            for (int i = 0; i < wholes.length; i++) wholes[i] = wholeOf(data.get(i), "data");
            return NDArray.of(wholes).reshape(shape);
        }
        double[] numbers = new double[data.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = numberOf(data.get(i), "data");
        return NDArray.of(numbers).astype(dtype).reshape(shape);
    }

    /** This object as the array that it describes, which may be of texts, dtype {@code string}. */
    public Array asNumbersOrTexts() {
        if (!ElementType.STRING.keras().equals(text("dtype"))) return asArray();
        List<String> texts = new ArrayList<>();
        for (Object element : list("data")) {
            if (!(element instanceof String text)) throw wrong("data", "texts");
            texts.add(text);
        }
        return StringArray.of(texts).reshape(shape());
    }

    private int[] shape() {
        return list("shape").stream()
                .mapToInt(size -> Math.toIntExact(wholeOf(size, "shape")))
                .toArray();
    }

    private long wholeOf(@Nullable Object value, String key) {
        if (value instanceof Long number) return number;
        throw wrong(key, "whole numbers");
    }

    private double numberOf(@Nullable Object value, String key) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case String text when text.equals("NaN") -> Double.NaN;
            case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
            case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
            case null, default -> throw wrong(key, "a number");
        };
    }

    /** What stands under a key, if it is there and not null. */
    Object value(String key) {
        Object value = json.get(key);
        if (value == null) {
            throw new GoldenFormatException(place + " has no '" + key + "'; it has " + json.keySet());
        }
        return value;
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as keys
    private Map<String, @Nullable Object> asObject(@Nullable Object value, String key) {
        if (value instanceof Map<?, ?>) return (Map<String, @Nullable Object>) value;
        throw wrong(key, "an object");
    }

    private GoldenFormatException wrong(String key, String expected) {
        return new GoldenFormatException(
                place + "." + key + ": expected " + expected + ", found " + Json.describe(json.get(key)));
    }

    @Override
    public String toString() {
        return place;
    }
}
