package org.rhyton.saving;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rhyton.array.DType;
import org.rhyton.array.NDArray;

/** Arrays in JSON: a number, nested lists, or Keras 3's form of an array. */
public final class ArrayJson {
    /** What Keras 3 calls arrays: {@code {"class_name": "__numpy__", "config": {"value": [...], "dtype": ...}}}. */
    private static final Set<String> ARRAYS = Set.of("__numpy__", "__tensor__");

    private ArrayJson() {}

    /** A number, or nested lists of numbers. */
    public static Object write(NDArray array) {
        return array.rank() == 0 ? array.item() : plain(array.toNested());
    }

    /**
     * The array of a number or of nested lists; of float64, where the JSON names no type.
     *
     * @throws ConfigException when it is neither, or when lists of one level have unequal lengths
     */
    public static NDArray read(@Nullable Object json, String at) {
        if (json instanceof Map<?, ?> described
                && described.get("class_name") instanceof String name
                && ARRAYS.contains(name)
                && described.get("config") instanceof Map<?, ?> config) {
            NDArray values = read(config.get("value"), at + ".config.value");
            return config.get("dtype") instanceof String dtype ? values.astype(DType.of(dtype)) : values;
        }
        if (json instanceof Number number) return NDArray.scalar(number.doubleValue());
        if (!(json instanceof List<?>)) throw unexpected(json, at);
        List<Integer> sizes = new ArrayList<>();
        for (Object part = json; part instanceof List<?> list; part = list.getFirst()) {
            if (list.isEmpty()) throw unexpected(json, at);
            sizes.add(list.size());
        }
        List<Double> numbers = new ArrayList<>();
        collect(json, sizes, numbers, at);
        double[] flat = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        return NDArray.of(flat)
                .reshape(sizes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Adds the numbers in nested lists of the given sizes, in order. */
    private static void collect(@Nullable Object json, List<Integer> sizes, List<Double> numbers, String at) {
        if (sizes.isEmpty() && json instanceof Number number) {
            numbers.add(number.doubleValue());
        } else if (!sizes.isEmpty() && json instanceof List<?> list && list.size() == sizes.getFirst()) {
            for (Object part : list) collect(part, sizes.subList(1, sizes.size()), numbers, at);
        } else {
            throw unexpected(json, at);
        }
    }

    private static ConfigException unexpected(@Nullable Object json, String at) {
        return new ConfigException(at + ": expected a number, or nested lists of numbers with equal lengths, found "
                + Json.describe(json));
    }

    /** Numbers as they are, Java arrays as lists. */
    private static Object plain(Object nested) {
        if (!nested.getClass().isArray()) return nested;
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(nested); i++) list.add(plain(Array.get(nested, i)));
        return list;
    }
}
